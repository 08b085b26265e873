"""The acts of the portal, for administrators; those of one person only with that written down."""

import re
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from config import what_was_done as rules
from config.what_was_done import ActsForm, WhoseForm
from files.downloads import stream_list
from kit import clock

LIKE_A_KEY = re.compile(r"[0-9]{1,18}")
as_administrator = role_required(Role.ADMINISTRATOR)


@as_administrator
@require_safe
def acts(request: PersonRequest) -> HttpResponse:
    """Of everybody together, without a name."""
    return show(request)


@as_administrator
@require_POST
def acts_find(request: PersonRequest) -> HttpResponse:
    """To the acts of one person, found by a whole address or number."""
    form = WhoseForm(request.POST)
    if form.is_valid():
        person = rules.person_called(form.cleaned_data["wie"])
        if person is not None:
            return redirect("desk:acts_of", person.public_id)
        form.add_error("wie", "Niemand heeft dit mailadres of nummer. Kijk of het klopt")
    return show(request, whose=form)


@as_administrator
@require_safe
def acts_of(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Of one person, who sees that somebody looked."""
    person = get_object_or_404(User, public_id=public_id)
    rules.note_look(person, now=clock.now(), by=request.actor)
    return show(request, person)


def show(
    request: PersonRequest, person: User | None = None, whose: WhoseForm | None = None
) -> HttpResponse:
    form = ActsForm(request.GET)
    events, before = rules.chosen(form, person), request.GET.get("voor", "")
    if LIKE_A_KEY.fullmatch(before):
        events = events.filter(pk__lt=int(before))
    rows = [rules.line(one, person) for one in events[: rules.ON_A_PAGE + 1]]
    shown = rows[: rules.ON_A_PAGE]
    context = {
        "person": person,
        "form": form,
        "whose": whose or WhoseForm(),
        "acts": shown,
        "earlier": shown[-1].pk if len(rows) > len(shown) else None,
        "is_first": not before,
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "question": question_of(request),
    }
    status = 422 if whose and whose.errors else 200
    return render(request, "config/acts.html", context, status=status)


def question_of(request: PersonRequest) -> str:
    """What was chosen, as it stands in the address; not the page."""
    kept = request.GET.copy()
    for name in set(kept) - set(ActsForm.base_fields):
        del kept[name]
    return kept.urlencode()


@as_administrator
@require_POST
def acts_out(request: PersonRequest) -> HttpResponseBase:
    return as_file(request, None)


@as_administrator
@require_POST
def acts_of_out(request: PersonRequest, public_id: UUID) -> HttpResponseBase:
    return as_file(request, get_object_or_404(User, public_id=public_id))


def as_file(request: PersonRequest, person: User | None) -> HttpResponseBase:
    """The chosen acts as CSV; that they were taken is written down."""
    events = rules.chosen(ActsForm(request.GET), person)
    question, now = question_of(request), clock.now()
    data = rules.take(events, person, question=question, now=now, by=request.actor)
    return stream_list(data, name=f"handelingen-{clock.today()}", kind="csv")
