"""The assessor: agenda, moments, dossiers and talks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, role_required
from accounts.models import Role
from accreditation import (
    assessor_complaints,
    assessors,
    assignment,
    dossiers,
    reporting,
    scheduling,
    welcome,
)
from accreditation.forms import PresenceForm, SlotForm
from accreditation.models import (
    Assessor,
    Assignment,
    Conversation,
    Cycle,
    Seat,
    SecondReading,
    Slot,
)
from accreditation.words import WEEKS_AT_ONCE, by_week, in_words
from audit.acts import NotAllowed
from kit import clock
from register.models import Affiliation, RegisterScheme

MOST_SHOWN = 100
as_assessor = role_required(Role.ASSESSOR)


# ---- Agenda ----


@as_assessor
@require_safe
def agenda(request: PersonRequest) -> HttpResponse:
    """My planned talks by day, and the reports that wait for me."""
    planned = talks(request).filter(status=Conversation.Status.PLANNED).order_by("starts_at")
    held = talks(request).filter(
        status=Conversation.Status.HELD, seats__cycle__status=Cycle.Status.HELD
    )
    context = {
        "talks": list(planned[:MOST_SHOWN]),
        "to_write": list(held.order_by("starts_at")),
        "proposals": waiting_for(request).count(),
        "signed": assessors.of(request.user) is not None,
        "free": Slot.objects.visible_to(request.user).free(clock.now()).count(),
        "now": clock.now(),
    }
    return render(request, "accreditation/agenda.html", context)


def talks(request: PersonRequest) -> Any:
    mine = Conversation.objects.filter(assessor__user=request.user)
    seats = Seat.objects.select_related("person", "cycle")
    return mine.prefetch_related(Prefetch("seats", seats))


def waiting_for(request: PersonRequest) -> Any:
    """The proposals that wait for my answer."""
    return (
        Assignment.objects.waiting()
        .filter(assessor__user=request.user, cycle__status=Cycle.Status.HANDED_IN)
        .select_related("cycle__person")
        .order_by("proposed_on", "pk")
    )


def my_talk(request: PersonRequest, public_id: UUID) -> Conversation:
    rows = Conversation.objects.filter(assessor__user=request.user)
    return get_object_or_404(rows.select_related("assessor__user", "slot"), public_id=public_id)


@as_assessor
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_talk(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A welcome talk: who comes, and afterwards who was there."""
    found = my_talk(request, public_id)
    if found.kind != Conversation.Kind.WELCOME:
        raise Http404("Not a welcome talk.")
    people = [seat.person for seat in found.seats.select_related("person").order_by("pk")]
    form = PresenceForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        welcome.hold_welcome_talk(found, now=clock.now(), by=request.actor, absent=form.absent)
        messages.success(request, "Het welkomstgesprek is vastgelegd.")
        return redirect("assessing:agenda")
    context = {
        "talk": found,
        "people": people,
        "form": form,
        "started": found.starts_at <= clock.now(),
        "changeable": clock.now() <= scheduling.changeable_until(found),
    }
    return render(request, "accreditation/welcome_talk.html", context)


@as_assessor
@require_POST
def hold(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """A talk about a cycle took place; now the report."""
    found = get_object_or_404(
        Conversation,
        public_id=public_id,
        assessor__user=request.user,
        kind__in=Conversation.ABOUT_A_CYCLE,
    )
    with transaction.atomic():
        scheduling.hold(found, now=clock.now(), by=request.actor)
        reporting.draft(found, now=clock.now(), by=request.actor)
    messages.success(request, "Het gesprek is vastgelegd. Je kunt nu het verslag schrijven.")
    return redirect("assessing:report", public_id)


@as_assessor
@require_POST
def cancel(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """I cannot make it: the talk is off and my moment is withdrawn."""
    scheduling.cancel(my_talk(request, public_id), now=clock.now(), by=request.actor)
    messages.success(request, "Het gesprek is afgezegd. Wie erbij zou zijn, krijgt bericht.")
    return redirect("assessing:agenda")


# ---- Moments ----


@as_assessor
@require_http_methods(["GET", "HEAD", "POST"])
def slots(request: PersonRequest) -> HttpResponse:
    """The moments I offer; offer another one."""
    assessor = assessors.of(request.user)
    if assessor is None:
        return redirect("assessing:profile")
    form = SlotForm(
        request.POST if request.method == "POST" else None,
        lengths=lengths_of_talks(),
        initial=last_offer(assessor),
    )
    if request.method == "POST" and form.is_valid():
        try:
            slot = scheduling.offer(assessor, **form.moment, now=clock.now(), by=request.actor)
        except NotAllowed as problem:
            form.add_error("time", str(problem))
        else:
            messages.success(request, f"Je biedt nu een moment aan: {in_words(slot)}.")
            return redirect("assessing:slots")
    free = Slot.objects.visible_to(request.user).free(clock.now())[:MOST_SHOWN]
    weeks = by_week(free, today=clock.today())
    context = {
        "form": form,
        "soon": weeks[:WEEKS_AT_ONCE],
        "later": weeks[WEEKS_AT_ONCE:],
        "patterns": assessor.patterns.order_by("weekday", "starts", "pk"),
        "absences": assessor.absences.all(),
        "calendars": assessor.busy_calendars.all(),
    }
    status = 422 if form.errors else 200
    return render(request, "accreditation/slots.html", context, status=status)


def lengths_of_talks() -> dict[str, int]:
    """How long each kind of talk takes, by the scheme in force."""
    scheme = RegisterScheme.objects.in_force_on(clock.today())
    return {
        Conversation.Kind.DEVELOPMENT: scheme.conversation_minutes,
        Conversation.Kind.WELCOME: scheme.welcome_minutes,
    }


def last_offer(assessor: Assessor) -> dict[str, str]:
    """The place of the moment offered last: mostly the next one is there too."""
    last = assessor.slots.order_by("-pk").first()
    if last is None:
        return {"kind": Conversation.Kind.DEVELOPMENT, "online": "yes"}
    return {
        "kind": Conversation.Kind.DEVELOPMENT,
        "online": "yes" if last.online else "no",
        "place": last.place,
    }


@as_assessor
@require_POST
def slot_withdraw(request: PersonRequest, public_id: UUID) -> HttpResponse:
    slot = get_object_or_404(Slot.objects.visible_to(request.user), public_id=public_id)
    scheduling.withdraw(slot, by=request.actor)
    messages.success(request, "Je biedt dit moment niet meer aan.")
    return redirect("assessing:slots")


# ---- Dossiers ----


@as_assessor
@require_safe
def cases(request: PersonRequest) -> HttpResponse:
    """Proposals to answer, people I speak, and talks that are done."""
    mine = Cycle.objects.filter(assessor__user=request.user).select_related("person")
    context = {
        "proposals": list(waiting_for(request)),
        "complaints": assessor_complaints.heard_of_by(request.user, today=clock.today()),
        "readings": SecondReading.objects.read_by(request.user).select_related("person"),
        "cases": list(mine.filter(status__in=dossiers.READABLE).order_by("handed_in_at")),
        "done": list(mine.filter(status=Cycle.Status.DECIDED).order_by("-decided_on")[:MOST_SHOWN]),
    }
    return render(request, "accreditation/cases.html", context)


def my_case(request: PersonRequest, public_id: UUID) -> Cycle:
    """A cycle I was asked for or that I have, until it is decided."""
    rows = Cycle.objects.assessed_by(request.user).open()
    return get_object_or_404(
        rows.select_related("person", "assessor__user", "snapshot", "period__scheme"),
        public_id=public_id,
    )


@as_assessor
@require_safe
def case(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """One person's way to the talk, with the one thing to do now."""
    cycle = my_case(request, public_id)
    talk = (
        Conversation.objects.standing()
        .filter(seats__cycle=cycle, assessor__user=request.user)
        .order_by("-starts_at")
        .first()
    )
    context = {
        "cycle": cycle,
        "assignment": assignment.open_assignment(cycle),
        "workplaces": Affiliation.objects.on(clock.today())
        .filter(person=cycle.person)
        .select_related("organisation"),
        "talk": talk,
        "started": talk is not None and talk.starts_at <= clock.now(),
        "changeable": talk is not None and clock.now() <= scheduling.changeable_until(talk),
        "free": Slot.objects.visible_to(request.user).free(clock.now()).count(),
    }
    return render(request, "accreditation/case.html", context)


def my_proposal(request: PersonRequest, public_id: UUID) -> Assignment:
    return get_object_or_404(
        Assignment.objects.waiting().select_related("assessor__user", "cycle"),
        cycle__public_id=public_id,
        assessor__user=request.user,
    )


@as_assessor
@require_POST
def accept(request: PersonRequest, public_id: UUID) -> HttpResponse:
    proposal = my_proposal(request, public_id)
    assignment.accept(proposal, now=clock.now(), by=request.actor)
    messages.success(request, "Je voert dit gesprek. Bied nu een paar momenten aan.")
    return redirect("assessing:case", public_id)


@as_assessor
@require_POST
def decline(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """I cannot, or I know the person too well; no reason is asked."""
    proposal = my_proposal(request, public_id)
    knows_person = request.POST.get("because") == "known"
    assignment.decline(proposal, now=clock.now(), by=request.actor, knows_person=knows_person)
    messages.success(request, "Dank je. We zoeken een andere assessor.")
    return redirect("assessing:cases")


@as_assessor
@require_POST
def dossier_open(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Open the frozen copy: the owner sees that it was opened."""
    cycle = get_object_or_404(dossiers.readable_by(request.user), public_id=public_id)
    dossiers.open_dossier(cycle, now=clock.now(), by=request.actor)
    return redirect("assessing:dossier", public_id)


@as_assessor
@require_safe
def dossier(request: PersonRequest, public_id: UUID) -> HttpResponse:
    """Read the frozen copy, after it was opened."""
    cycle = get_object_or_404(dossiers.readable_by(request.user), public_id=public_id)
    if cycle.snapshot.opened_at is None:
        return redirect("assessing:case", public_id)
    context = {"cycle": cycle, "agreed": dossiers.previous_agreements(cycle)}
    return render(request, "accreditation/dossier.html", context)
