"""Three questions after a talk: answering them, and what others said."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, role_required, signed_in
from accounts.models import Role
from accreditation import answers
from accreditation.answer_forms import AnswersForm
from accreditation.models import Conversation
from accreditation.models.answers import Side
from audit.acts import NotAllowed

MOST_SHOWN = 100


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Three questions to the professional."""
    mine = answers.talks_of(request.user).exclude(assessor__user=request.user)
    talk = get_object_or_404(mine, public_id=public_id)
    return ask(request, talk, Side.PERSON, "cycle:mine")


@role_required(Role.ASSESSOR)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_as_assessor(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """The same to the assessor."""
    mine = answers.talks_of(request.user).filter(assessor__user=request.user)
    talk = get_object_or_404(mine, public_id=public_id)
    return ask(request, talk, Side.ASSESSOR, "assessing:agenda")


def ask(request: PersonRequest, talk: Conversation, side: Side, back: str) -> HttpResponse:
    form = AnswersForm(request.POST if request.method == "POST" else None, side=side)
    if request.method == "POST" and form.is_valid():
        try:
            answers.answer(talk, form.cleaned_data, user=request.user)
        except NotAllowed as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Dank je. Je antwoorden zijn bewaard, zonder je naam.")
            return redirect(back)
    context = {
        "talk": talk, "form": form, "done": answers.has_answered(talk, side),
        "is_assessor": side == Side.ASSESSOR, "back": back,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "accreditation/answers.html", context, status=status)


@role_required(Role.ASSESSOR)
@require_safe
def said_about_my_talks(request: PersonRequest) -> HttpResponse:
    """What professionals said, mixed and without a day, from three talks on."""
    found = list(answers.readable_by_assessor(request.user)[:MOST_SHOWN])
    return render(request, "accreditation/answers_read.html", {"answers": found})
