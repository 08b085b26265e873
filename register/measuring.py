"""Measures: charge, hearing, two signatures; final only when nobody can or does object."""

from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, act
from kit import clock
from outbox import letters
from outbox.jobs import job
from register import badges, certificates, chambers
from register.models import Certificate, Measure, Registration

SYSTEM = Actor.system("register.settle_measures")
Status = Measure.Status


def charge(registration: Registration, *, today: date, by: Actor, **facts: Any) -> Measure:
    """Open the file: the person reads it from this moment. Raises NotAllowed."""
    if by.role != Role.DESK or by.user == registration.person:
        raise NotAllowed("Alleen het bureau doet een verwijt, en niemand over zichzelf.")
    if registration.status in (Registration.Status.REMOVED, Registration.Status.DECEASED):
        raise NotAllowed("Deze registratie is al beëindigd.")
    measure = Measure(
        registration=registration, person=registration.person, charged_by=by.person, **facts
    )
    measure.charge(chamber=chambers.for_new_case(), today=today)
    try:
        with transaction.atomic(), act("measure.charge", measure, by=by):
            measure.save()
            write("measure_charged", measure, at=clock.now())
    except IntegrityError as refusal:
        if "one_measure_at_a_time" not in str(refusal):
            raise
        raise NotAllowed("Er loopt al een zaak over deze registratie.") from refusal
    return measure


def plan_hearing(measure: Measure, at: datetime, place: str, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        measure.plan_hearing(at, place, today=today, by=by)
        write("measure_hearing", measure, at=clock.now(), occasion=f"{at:%Y-%m-%dT%H:%M}")


def note_hearing(measure: Measure, minutes: str, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        measure.note_hearing(minutes, now=now, today=clock.today(), by=by)
        write("measure_minutes", measure, at=clock.now())


def prolong(measure: Measure, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        measure.prolong(today=today, by=by)
        write("case_prolonged", measure, at=clock.now())


def drop_charge(measure: Measure, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        measure.drop_charge(today=today, by=by)
        stop_provisional(measure, today=today, by=by)
        write("measure_dropped", measure, at=clock.now())


def sign(measure: Measure, *, today: date, by: Actor) -> None:
    """The second signature. Only a provisional suspension changes the register at once."""
    with transaction.atomic():
        if measure.outcome == Measure.Outcome.PROVISIONAL:
            measure.suspend_provisionally(today=today, by=by)
            suspend(measure, until=measure.provisional_until, by=by)
            write("measure_provisional", measure, at=clock.now())
        elif measure.outcome == Measure.Outcome.NONE:
            measure.decide_none(today=today, by=by)
            stop_provisional(measure, today=today, by=by)
            write("measure_none", measure, at=clock.now())
        else:
            measure.impose(today=today, by=by)
            write("measure_imposed", measure, at=clock.now())


def suspend(measure: Measure, *, until: date | None, by: Actor) -> None:
    if until is None:
        raise ValueError("A suspension has an end.")
    measure.registration.suspend(until=until, by=by)


def release(measure: Measure, *, since: date | None, today: date, by: Actor) -> None:
    """Out of the suspension: the end of the period moves, and so does the certificate."""
    registration = measure.registration
    if registration.status != Registration.Status.SUSPENDED:
        return
    registration.end_suspension(since=since or today, today=today, by=by)
    if since and since < today:
        certificates.issue_again(registration.current_period, today=today, by=by)


def stop_provisional(measure: Measure, *, today: date, by: Actor) -> None:
    if measure.is_provisional:
        measure.end_provisional(today=today, by=by)
        release(measure, since=measure.provisional_on, today=today, by=by)


def settle(measure: Measure, *, today: date, by: Actor = SYSTEM) -> None:
    """Final: it takes effect, and from the next edition the public sees it. Raises NotAllowed."""
    with transaction.atomic():
        measure.take_effect(today=today, by=by)
        if measure.outcome == Measure.Outcome.SUSPEND:
            suspend(measure, until=measure.until_on, by=by)
        else:
            measure.registration.remove(today=today, by=by)
            for held in measure.registration.certificates.exclude(
                status=Certificate.Status.REVOKED
            ):
                held.revoke(by=by)
                badges.end_with(held)
        write("measure_final", measure, at=clock.now())


def undo(measure: Measure, *, decided_on: date, today: date, by: Actor) -> None:
    """An objection was upheld: against the provisional suspension, or the measure itself."""
    if decided_on != measure.decided_on:
        stop_provisional(measure, today=today, by=by)
        return
    was_final, outcome = measure.status == Status.IN_FORCE, measure.outcome
    stop_provisional(measure, today=today, by=by)
    measure.overturn(today=today, by=by)
    if not was_final:
        return
    if outcome == Measure.Outcome.SUSPEND:
        release(measure, since=measure.effective_on, today=today, by=by)
    else:
        registration = measure.registration
        registration.restore(until=measure.period_until_on, by=by)
        certificates.issue_again(registration.current_period, today=today, by=by)


def is_ripe(measure: Measure, today: date) -> bool:
    """Nobody can object any more, nobody does, and the registration is one that it can rest on."""
    until = measure.objectable_until
    if until is None or today <= until or measure.objections.filter(status="received").exists():
        return False
    waits_for_return = measure.outcome == Measure.Outcome.SUSPEND
    running = (Registration.Status.ACTIVE, Registration.Status.SUSPENDED)
    gone = (Registration.Status.DECEASED, Registration.Status.REMOVED)
    status = measure.registration.status
    return status in running if waits_for_return else status not in gone


@job("register.settle_measures", daily_at=time(4, 45))
def settle_measures() -> None:
    """What is final takes effect; what is over ends, with a letter."""
    today = clock.today()
    measures = Measure.objects.select_related("registration__person", "person")
    for measure in measures.provisional().filter(provisional_until__lte=today):
        last_day = measure.provisional_until or today
        if measure.status == Status.IMPOSED and is_ripe(measure, today):
            continue  # the final suspension goes on where the provisional one ends
        with transaction.atomic():
            stop_provisional(measure, today=last_day, by=SYSTEM)
            write("measure_provisional_ended", measure, at=clock.now())
    for measure in measures.filter(status=Status.IMPOSED):
        if is_ripe(measure, today):
            settle(measure, today=today)
    for measure in measures.filter(status=Status.IN_FORCE, until_on__lte=today):
        end(measure, today=measure.until_on or today, by=SYSTEM)


def end(measure: Measure, *, today: date, by: Actor) -> None:
    """The suspension is over."""
    with transaction.atomic():
        measure.end(today=today, by=by)
        release(measure, since=measure.effective_on, today=today, by=by)
        write("measure_ended", measure, at=clock.now())


def write(kind: str, measure: Measure, *, at: datetime, occasion: str = "") -> None:
    letters.write(
        f"register/{kind}",
        person=measure.person,
        subject=measure,
        occasion=occasion,
        at=at,
        case=measure,
        what="zaak",
        scheme=measure.scheme,
        link=reverse("registration:measure", args=[measure.public_id]),
        link_label="Bekijk je dossier",
    )
