"""Objecting: what somebody can object to, handing it in, and what follows from the outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, found_or_new
from kit import clock
from outbox import letters
from register import chambers, measuring
from register.models import (
    Application,
    Chamber,
    Deferral,
    HardshipRequest,
    Measure,
    Objection,
    RegisterScheme,
    Registration,
)
from register.models.objections import SUBJECTS

Subject = Application | Registration | Measure | HardshipRequest | Deferral


# Days that count in no term, as apps above this one know them: since a decision, until today.
HELD_UP: list[Callable[[Deferral, date], timedelta]] = []


@dataclass(frozen=True)
class Decision:
    """A decision that somebody can object to."""

    kind: str  # the field of Objection
    subject: Subject
    decided_on: date
    until: date  # the last day of the term
    words: str

    @property
    def public_id(self) -> Any:
        return self.subject.public_id


def decisions_on(user: Any, *, today: date) -> list[Decision]:
    """Every decision about this person that can still be objected to, or was not long ago.

    Who is later than the term can still object, with a reason; no decision drops out of sight.
    """
    found: list[Decision] = []
    scheme = RegisterScheme.objects.in_force_on(today)
    for application in (
        Application.objects.visible_to(user).filter(status="refused").select_related("scheme")
    ):
        add(found, "application", application, application.decided_on, application.scheme)
    for registration in Registration.objects.visible_to(user).filter(status="lapsed"):
        add(found, "registration", registration, registration.ended_on, scheme)
    for measure in Measure.objects.visible_to(user):
        if measure.status in (Measure.Status.IMPOSED, Measure.Status.IN_FORCE):
            add(found, "measure", measure, measure.decided_on, measure.scheme)
        elif measure.is_provisional:
            add(found, "measure", measure, measure.provisional_on, measure.scheme)
    for request in HardshipRequest.objects.visible_to(user).filter(status="denied"):
        add(found, "hardshiprequest", request, request.decided_on, request.scheme)
    for deferral in Deferral.objects.visible_to(user).standing().select_related("period__scheme"):
        longer = held_up(deferral, today)
        add(found, "deferral", deferral, deferral.decided_on, deferral.period.scheme, longer=longer)
    sent = sent_by(user)
    return [each for each in found if (each.kind, each.subject.pk, each.decided_on) not in sent]


def sent_by(user: Any) -> set[tuple[str, int, date]]:
    """What this person objected to already, also when that was decided: kind, row, day."""
    own = Objection.objects.filter(person=user)
    sent = own.exclude(status__in=(Objection.Status.DRAFT, Objection.Status.WITHDRAWN))
    keys = [f"{name}_id" for name in SUBJECTS]
    return {
        (name, row[f"{name}_id"], row["against_on"])
        for row in sent.values("against_on", *keys)
        for name in SUBJECTS
        if row[f"{name}_id"]
    }


WORDS = {
    "application": "De afwijzing van je aanmelding",
    "registration": "Het verlopen van je registratie",
    "measure": "Een maatregel van de commissie",
    "hardshiprequest": "De afwijzing van je hardheidsverzoek",
    "deferral": "Meer tijd in plaats van een verlenging",
}


def held_up(deferral: Deferral, today: date) -> timedelta:
    """By how much the term to object is longer, because something else ran meanwhile."""
    return sum((ask(deferral, today) for ask in HELD_UP), timedelta(0))


def add(
    found: list[Decision],
    kind: str,
    subject: Subject,
    on: date | None,
    scheme: RegisterScheme,
    *,
    longer: timedelta = timedelta(0),
) -> None:
    if on is not None:
        until = on + timedelta(weeks=scheme.objection_weeks) + longer
        found.append(Decision(kind, subject, on, until, WORDS[kind]))


def start(user: Any, kind: str, public_id: Any, *, today: date) -> Objection:
    """The draft, made or found again. Raises NotAllowed when there is nothing to object to."""
    decision = next(
        (
            each
            for each in decisions_on(user, today=today)
            if each.kind == kind and str(each.public_id) == str(public_id)
        ),
        None,
    )
    if decision is None:
        raise NotAllowed("Hier kun je nu geen bezwaar tegen maken.")
    draft, _ = found_or_new(
        Objection.objects.exclude(status=Objection.Status.WITHDRAWN),
        "objection.begin",
        by=Actor.self(user),
        new_with={"person": user, "objectable_until": decision.until},
        **{kind: decision.subject, "against_on": decision.decided_on},
    )
    note_term_of(draft, today=today)
    return draft


def note_term_of(draft: Objection, *, today: date) -> None:
    """The term as it is by now, for a draft that was begun before."""
    deferral = draft.deferral
    if deferral is None or draft.status != Objection.Status.DRAFT:
        return
    weeks = timedelta(weeks=deferral.period.scheme.objection_weeks)
    draft.objectable_until = deferral.decided_on + weeks + held_up(deferral, today)
    draft.save(update_fields=["objectable_until"])


def chamber_for(objection: Objection) -> Chamber:
    """The other chamber than the one that signed; without a signature of either the freest."""
    signed = objection.signed_by
    return signed.other if signed else chambers.for_new_case()


def submit(objection: Objection, *, today: date, by: Actor) -> None:
    """Hand in; the receipt says by when there is an answer."""
    deferral = objection.deferral
    if deferral and deferral.status != Deferral.Status.STANDS:
        raise NotAllowed("Dit besluit geldt niet meer. Je hoeft er geen bezwaar tegen te maken.")
    with transaction.atomic():
        note_term_of(objection, today=today)
        objection.submit(chamber=chamber_for(objection), today=today, by=by)
        write("objection_received", objection, at=clock.now())


def accept_lateness(objection: Objection, *, because: str, today: date, by: Actor) -> None:
    with transaction.atomic():
        objection.accept_lateness(because=because, today=today, by=by)
        write("objection_late_accepted", objection, at=clock.now())


def prolong(objection: Objection, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        objection.prolong(today=today, by=by)
        write("case_prolonged", objection, at=clock.now())


def withdraw(objection: Objection, *, by: Actor) -> None:
    with transaction.atomic():
        was_sent = objection.status == Objection.Status.RECEIVED
        objection.withdraw(by=by)
        if was_sent:
            write("objection_withdrawn", objection, at=clock.now())


def plan_hearing(objection: Objection, at: datetime, place: str, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        objection.plan_hearing(at, place, today=today, by=by)
        write("objection_hearing", objection, at=clock.now(), occasion=f"{at:%Y-%m-%dT%H:%M}")


def note_hearing(objection: Objection, minutes: str, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        objection.note_hearing(minutes, now=now, today=timezone.localdate(now), by=by)
        write("objection_minutes", objection, at=now)


def sign(objection: Objection, *, today: date, by: Actor) -> None:
    """The second signature, and everything that follows from it, at once."""
    with transaction.atomic():
        if objection.outcome == Objection.Outcome.UPHELD:
            objection.uphold(today=today, by=by)
            undo(objection, today=today, by=by)
        elif objection.outcome == Objection.Outcome.TOO_LATE:
            objection.find_too_late(today=today, by=by)
        else:
            objection.dismiss(today=today, by=by)
        write(f"objection_{objection.status}", objection, at=clock.now())


def undo(objection: Objection, *, today: date, by: Actor) -> None:
    """What an upheld objection changes."""
    subject = objection.subject
    if isinstance(subject, Application):
        reopen(subject, by=by)
    elif isinstance(subject, Registration):
        subject.undo_lapse(today=today, by=by)
    elif isinstance(subject, Measure):
        measuring.undo(subject, decided_on=objection.against_on, today=today, by=by)
    elif isinstance(subject, Deferral):
        subject.overturn(today=today, by=by)
    else:
        subject.grant_after_objection(by=by)


def reopen(application: Application, *, by: Actor) -> None:
    """The application goes on; one that was begun meanwhile makes room for it."""
    for other in Application.objects.open().filter(person=application.person):
        other.withdraw(by=by)
    if application.welcomed_on:
        application.reopen_after_talk(by=by)
    else:
        application.reopen(by=by)


def write(kind: str, objection: Objection, *, at: datetime, occasion: str = "") -> None:
    letters.write(
        f"register/{kind}",
        person=objection.person,
        subject=objection,
        occasion=occasion,
        at=at,
        case=objection,
        what="bezwaar",
        link=reverse("registration:objection", args=[objection.public_id]),
        link_label="Bekijk je bezwaar",
    )
