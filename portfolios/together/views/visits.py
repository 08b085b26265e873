"""Looking along at the work of another: asking, the answer, the day, and calling it off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, signed_in
from audit.acts import NotAllowed
from kit import clock
from portfolios.together import visits as looking
from portfolios.together.models import WorkVisit
from portfolios.together.visit_forms import VisitAskForm, VisitDayForm

Status = WorkVisit.Status


def my_visit(request: PersonRequest, public_id: UUID) -> WorkVisit:
    return get_object_or_404(WorkVisit.objects.visible_to(request.user), public_id=public_id)


@signed_in
@require_safe
def visits(request: PersonRequest) -> HttpResponse:
    """What waits for an answer, what is agreed, and where I or somebody else looked along."""
    today = clock.today()
    mine = list(WorkVisit.objects.visible_to(request.user).order_by("-day", "-asked_on", "-pk"))
    context = {
        "asked": [one for one in mine if one.status == Status.ASKED],
        "to_come": [one for one in reversed(mine) if one.is_still_to_come(today)],
        "been": [one for one in mine if one.was_before(today)],
    }
    return render(request, "together/visits.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def visit_ask(request: PersonRequest) -> HttpResponse:
    """Whom, and what one would like to see."""
    form = VisitAskForm(request.POST or None, owner=request.user)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("email", "words")}
        try:
            asked = looking.ask(**facts, now=clock.now(), by=request.actor)
        except NotAllowed as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "Je vraag is verstuurd. Je krijgt bericht.")
            return redirect("together:visit", asked.public_id)
    context = {"form": form}
    return render(request, "together/visit_ask.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def visit(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = my_visit(request, public_id)
    return visit_page(request, found, VisitDayForm(today=clock.today()))


def visit_page(
    request: PersonRequest, found: WorkVisit, form: VisitDayForm, *, status: int = 200
) -> HttpResponse:
    """As it stands now, with what can be done next."""
    today = clock.today()
    i_am_host = found.visitor != request.user
    context = {
        "visit": found,
        "form": form,
        "i_am_host": i_am_host,
        "waits": found.status == Status.ASKED,
        "to_come": found.is_still_to_come(today),
        "was": found.was_before(today),
        "shows_words": found.words and not (i_am_host and found.status == Status.WITHDRAWN),
    }
    return render(request, "together/visit.html", context, status=status)


@signed_in
@require_POST
def visit_answer(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Yes with a day, or kindly no; as the pressed button says."""
    found = my_visit(request, public_id)
    said = request.POST.get("answer")
    if said == "decline":
        looking.decline(found, now=clock.now(), by=request.actor)
        messages.success(request, "Goed zo. De ander krijgt een vriendelijk bericht.")
        return redirect("together:visits")
    form = VisitDayForm(request.POST, today=clock.today())
    if not form.is_valid() or said != "accept":  # a word was replaced: nothing is said yet
        return visit_page(request, found, form, status=422)
    looking.accept(found, **form.facts, now=clock.now(), by=request.actor)
    messages.success(request, f"Fijn. {found.visitor.name} krijgt bericht.")
    return redirect("together:visit", found.public_id)


@signed_in
@require_POST
def visit_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    my_visit(request, public_id).withdraw(by=request.actor)
    messages.success(request, "Je vraag is ingetrokken.")
    return redirect("together:visits")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def visit_call_off(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Asks first. A reason is not needed."""
    found = my_visit(request, public_id)
    if request.method == "POST":
        looking.call_off(found, now=clock.now(), by=request.actor)
        messages.success(request, "Het gaat niet door. De ander krijgt bericht.")
        return redirect("together:visits")
    if not found.is_still_to_come(clock.today()):
        return redirect("together:visit", found.public_id)
    context = {"visit": found, "other": found.other_than(request.user)}
    return render(request, "together/visit_call_off.html", context)
