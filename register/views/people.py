"""The desk: looking people up, and everything of the register about one person."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import sessions
from accounts.access import PersonRequest, role_required
from accounts.models import Role, User
from kit import clock
from kit import names as naming
from register import deaths, notes, people, standing
from register.models import (
    Application,
    DeathReport,
    HardshipRequest,
    HiddenEntry,
    Measure,
    Objection,
    Registration,
    StaffNote,
)
from register.people_forms import HeardForm, LookUpForm, NoteForm

MOST_LETTERS = 100

LIKE_A_KEY = re.compile(r"[0-9]{1,18}")


@role_required(Role.DESK)
@require_safe
def search(request: PersonRequest) -> HttpResponse:
    """Looking up is not listing: nobody is shown before something was asked."""
    form = LookUpForm(request.GET)
    asked = naming.clean(form.cleaned_data.get("q", "")) if form.is_valid() else ""
    short = people.is_too_short(asked)
    found = [] if short else people.search(asked, by=request.user, now=clock.now())
    context = {
        "asked": asked,
        "is_too_short": short,
        "found": found[: people.MOST_SHOWN],
        "there_are_more": len(found) > people.MOST_SHOWN,
        "most_shown": people.MOST_SHOWN,
    }
    return render(request, "register/people.html", context)


def person_of(request: PersonRequest, public_id: UUID) -> User:
    users = people.with_standing(people.visible_to_desk(request.user))
    return get_object_or_404(users, public_id=public_id)


@role_required(Role.DESK)
@require_safe
def person(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Where somebody stands, in words, and the whole history; never the dossier."""
    return show(request, person_of(request, public_id))


def show(request: PersonRequest, found: User, note_form: NoteForm | None = None) -> HttpResponse:
    people.note_look(found, now=clock.now(), by=request.actor)
    before = request.GET.get("voor", "")
    events = list(
        people.history(found, before=int(before) if LIKE_A_KEY.fullmatch(before) else None)[
            : people.EVENTS_ON_A_PAGE + 1
        ]
    )
    context = {
        "person": found,
        "standing": people.standing_of(found, now=clock.now()),
        "notes": StaffNote.objects.visible_to(found).for_list(),
        "note_form": note_form or NoteForm(prefix="notitie"),
        "letters": people.letters(found)[:MOST_LETTERS],
        "events": events[: people.EVENTS_ON_A_PAGE],
        "earlier": events[-2].pk if len(events) > people.EVENTS_ON_A_PAGE else None,
        "death": DeathReport.objects.filter(person=found).order_by("-pk").first(),
        **of_the_register(found),
        **cases_of(found),
    }
    status = 422 if note_form else 200
    return render(request, "register/person.html", context, status=status)


def of_the_register(found: User) -> dict[str, Any]:
    registration = people.registration_of(found)
    applications = Application.objects.filter(person=found).exclude(submitted_on=None)
    work = found.affiliations.select_related("organisation")  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "registration": registration,
        "applications": applications.select_related("organisation").order_by("-pk"),
        "work": work.order_by("-from_on"),
        "today": clock.today(),
    }
    if registration:
        context |= {
            "ahead": standing.what_is_ahead(registration, today=clock.today()),
            "periods": registration.periods.order_by("-from_on"),
            "certificates": registration.certificates.for_list(),
            "is_hidden": HiddenEntry.objects.filter(number=registration.number).exists(),
            "noticed": registration.periods.exclude(lapse_notices=None).exists()
            and registration.status in (Registration.Status.ACTIVE, *LAPSING),
        }
    return context


LAPSING = (Registration.Status.LAPSE_PROPOSED, Registration.Status.LAPSED)


def cases_of(found: User) -> dict[str, Any]:
    """Only that they are there, and how far: what is in them is between person and chamber."""
    return {
        "measures": Measure.objects.filter(person=found).order_by("-pk"),
        "objections": Objection.objects.filter(person=found)
        .exclude(received_on=None)
        .order_by("-pk"),
        "hardship": HardshipRequest.objects.filter(person=found)
        .exclude(received_on=None)
        .order_by("-pk"),
    }


@role_required(Role.DESK)
@require_safe
def person_letter(request: PersonRequest, public_id: UUID, letter_id: UUID) -> HttpResponse:
    """One letter of the register to this person."""
    found = person_of(request, public_id)
    readable = people.letters(found).select_related("wording", "paper")
    letter = get_object_or_404(readable, public_id=letter_id)
    people.note_look(found, now=clock.now(), by=request.actor)
    delivery = letter.delivery_at(clock.now())
    context = {"person": found, "letter": letter, "delivery": delivery}
    return render(request, "register/person_letter.html", context)


@role_required(Role.DESK)
@require_POST
def person_note(request: PersonRequest, public_id: UUID) -> HttpResponse:
    found = person_of(request, public_id)
    form = NoteForm(request.POST, prefix="notitie")
    if not form.is_valid():
        return show(request, found, note_form=form)
    notes.write(found, form.cleaned_data["text"], today=clock.today(), by=request.actor)
    messages.success(request, f"Je notitie staat erbij. {found.name} kan die ook lezen.")
    return redirect("desk_register:person", public_id)


@role_required(Role.DESK)
@require_POST
def log_out(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Somebody called: a phone is stolen."""
    found = person_of(request, public_id)
    sessions.end_for(found, by=request.actor)
    messages.success(request, f"{found.name} is nu overal uitgelogd, en krijgt daar bericht van.")
    return redirect("desk_register:person", public_id)


@role_required(Role.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def person_died(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Staff heard that somebody died; the page of the report is where it is checked."""
    found = get_object_or_404(
        people.visible_to_desk(request.user).filter(is_active=True), public_id=public_id
    )
    form = HeardForm(request.POST or None)
    if form.is_valid():
        made = deaths.note_report(found, today=clock.today(), by=request.actor, **form.cleaned_data)
        return redirect("desk_accreditation:death", made.public_id)
    context = {"form": form, "person": found}
    return render(request, "register/person_died.html", context, status=422 if form.errors else 200)
