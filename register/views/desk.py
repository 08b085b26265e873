"""The desk: handling applications."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from kit import clock
from outbox.letters import message_of
from outbox.models import Letter
from register import admission, applying, namesakes, queue, thread
from register.application_forms import ReplyForm
from register.forms import QuestionForm, RefusalForm
from register.models import Application


def on_desk(public_id: UUID) -> Application:
    """An application that was handed in; drafts do not exist for the desk."""
    submitted = Application.objects.exclude(submitted_on=None)
    return get_object_or_404(submitted.select_related("person", "scheme"), public_id=public_id)


@role_required(Role.DESK)
@require_safe
def application(request: PersonRequest, public_id: UUID) -> HttpResponse:
    return show_application(request, on_desk(public_id))


def show_application(
    request: PersonRequest,
    found: Application,
    *,
    question_form: QuestionForm | None = None,
    reply_form: ReplyForm | None = None,
    refusal_form: RefusalForm | None = None,
    letter: Letter | None = None,
) -> HttpResponse:
    """With a form that has errors, or with the letter that a filled-in form would send."""
    written = thread.thread(found)
    forms = (question_form, reply_form, refusal_form)
    context = {
        "application": found,
        "thread": written,
        "unread": any(not one.from_register and not one.read_on for one in written),
        "told": applying.told(found),
        "outlook": queue.outlook(found, today=clock.today()),
        **namesakes_of(found),
        "question_form": question_form or QuestionForm(),
        "reply_form": reply_form or ReplyForm(prefix="reply"),
        "refusal_form": refusal_form or RefusalForm(),
        "is_own": found.person == request.user,
        "message": message_of(letter) if letter else None,
        "can_write": found.status in Application.ON_DESK,
        "can_ask": found.status in Application.ask.sources,
        "can_propose": found.status in Application.propose_refusal.sources,
    }
    status = 422 if any(form and form.errors for form in forms) else 200
    return render(request, "register/desk_application.html", context, status=status)


def namesakes_of(found: Application) -> dict[str, Any]:
    """Who may be the same person, and whether somebody looked at each of them."""
    people = namesakes.found(found, today=clock.today())
    seen = set(found.namesakes_seen)
    return {"namesakes": people, "all_seen": all(one.user.pk in seen for one in people)}


@role_required(Role.DESK)
@require_POST
def application_take(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    found.take(by=request.actor)
    messages.success(request, "Jij behandelt deze aanmelding nu.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_propose_refusal(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = on_desk(public_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return show_application(request, found, refusal_form=form)
    if "bekijken" in request.GET:
        found.check_not_own(request.actor)
        letter = admission.refusal_letter(found, **form.cleaned_data)
        return show_application(request, found, refusal_form=form, letter=letter)
    found.propose_refusal(**form.cleaned_data, by=request.actor)
    messages.success(request, "Je voorstel ligt nu bij de registercommissie.")
    return redirect("desk_register:application", public_id)


@role_required(Role.DESK)
@require_POST
def application_drop_refusal(request: PersonRequest, public_id: UUID) -> HttpResponse:
    on_desk(public_id).drop_refusal(by=request.actor)
    messages.success(request, "Het voorstel om af te wijzen is vervallen.")
    return redirect("desk_register:application", public_id)
