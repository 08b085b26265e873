"""Setting a positive advice aside: a second reader, the person's own view, two of a chamber.

There is no other way (domain §5). All the while the person is registered, and the register has a
term for the whole of it.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accreditation import assignment, decisions, more_time
from accreditation.models import Assessor, Cycle, Decision, SecondReading
from accreditation.models.reports import POSITIVE
from audit.acts import NotAllowed, act, locked, record
from audit.models import Event
from kit import clock
from outbox import letters
from outbox.jobs import job
from register import chambers, deferring
from register.models import Chamber

BY = Actor.system("accreditation.second_reading")
LOOK = "secondreading.look"


class Stale(NotAllowed):
    """The response was saved elsewhere since it was opened; `reading` has what stands there."""

    def __init__(self, reading: SecondReading) -> None:
        super().__init__("Deze tekst is intussen in een ander venster bewaard.")
        self.reading = reading


# ---- Asking for it, and who reads ----


def ask(cycle: Cycle, *, because: str, now: datetime, by: Actor) -> SecondReading:
    """Before the decision somebody else reads along; the person reads why."""
    today = timezone.localdate(now)
    with transaction.atomic():
        cycle.ask_second_reading(by=by)
        report = decisions.report_of(cycle)
        if report.advice not in POSITIVE:
            raise NotAllowed("Alleen bij een advies om te verlengen kan iemand meelezen.")
        if not because.strip():
            raise NotAllowed("Schrijf op waarom iemand moet meelezen.")
        if SecondReading.objects.filter(report=report).exists():
            raise NotAllowed("Met dit verslag is al meegelezen.")
        reading = SecondReading(
            cycle=cycle, report=report, person=cycle.person, because=because.strip()
        )
        reading.note_term(chamber=chambers.for_new_case(), today=today)
        with act("secondreading.ask", reading, by=by):
            reading.save()
        tell("second_reading", reading, at=now)
        find_reader(reading, now=now)
    return reading


def find_reader(reading: SecondReading, *, now: datetime) -> Assessor | None:
    """By the same rules as for a talk; None when there is nobody, and then the desk sees it."""
    today = timezone.localdate(now)
    spoke = set(reading.cycle.assignments.values_list("assessor", flat=True))
    free = [
        one.assessor
        for one in assignment.candidates(reading.cycle, today=today)
        if one.assessor.pk not in spoke and one.assessor.pk not in reading.declined
    ]
    found = free[0] if free else None
    if found is None:
        return None
    reading.ask_reader(found, by=BY)
    letters.write(
        "accreditation/second_reading_asked",
        person=found.user,
        subject=reading,
        occasion=str(found.pk),
        at=now,
        link=reverse("assessing:reading", args=[reading.public_id]),
        link_label="Lees mee",
        reading=reading,
    )
    return found


def decline(reading: SecondReading, *, now: datetime, by: Actor) -> None:
    """The reader cannot; the next one is asked by itself. No reason is asked."""
    with transaction.atomic():
        reading.decline(by=by)
        find_reader(reading, now=now)


def look(reading: SecondReading, *, now: datetime, by: Actor) -> None:
    """Who read report and dossier, for the person to see; once a day for each."""
    start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    looked = Event.objects.about(reading.person).filter(verb=LOOK, actor=by.user, at__gte=start)
    if not looked.exists():
        record("secondreading.look", reading, by=by)


# ---- The finding, and what the person says to it ----


def check_no_conflict(reading: SecondReading, user: Any, *, today: date) -> None:
    """The rules for assessors bind whoever reads along or signs. Raises NotAllowed."""
    found = assignment.conflicts(reading.person, user, today=today)
    if found:
        raise NotAllowed(f"Je kunt hier niet over oordelen. {found[0].reason}")


def find_it_stands(reading: SecondReading, *, finding: str, now: datetime, by: Actor) -> None:
    """The advice is followed, by itself, the next working day."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_conflict(reading, by.user, today=today)
        reading.find_it_stands(finding=finding, today=today, by=by)
        reading.cycle.keep_advice(by=by)
        tell("advice_stands", reading, at=now)


def find_otherwise(reading: SecondReading, *, finding: str, now: datetime, by: Actor) -> None:
    """The person reads the finding, and has the days of the scheme to say something about it."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_conflict(reading, by.user, today=today)
        reading.find_otherwise(finding=finding, today=today, by=by)
        reading.cycle.ask_response(by=by)
        tell("response_asked", reading, at=now)


def save_response(
    reading: SecondReading, *, version: int, response: str, by: Actor
) -> SecondReading:
    """Keep what is typed. Raises Stale on an older version, NotAllowed when it was sent."""
    with transaction.atomic():
        reading = locked(reading)
        if reading.person != by.user or reading.status != SecondReading.Status.RESPONSE:
            raise NotAllowed("Je kunt hier nu niets meer bij schrijven.")
        if reading.response_version != version:
            raise Stale(reading)
        reading.response = response
        reading.response_version += 1
        reading.save()
    return reading


def respond(reading: SecondReading, *, now: datetime, by: Actor) -> None:
    """Send it; empty is fine too. From now on the chamber has it."""
    with transaction.atomic():
        words = locked(reading).response
        reading.respond(response=words, today=timezone.localdate(now), by=by)
        tell("response_received", reading, at=now)


@job("accreditation.second_reading", daily_at=time(5, 20))
def follow() -> None:
    """Terms for a response that are over, and readings for which nobody was found yet."""
    now = clock.now()
    today = timezone.localdate(now)
    silent = SecondReading.objects.filter(
        status=SecondReading.Status.RESPONSE, response_by__lt=today
    )
    for reading in silent:
        with transaction.atomic():
            reading.end_term(today=today, by=BY)
            tell("response_received", reading, at=now)
    for reading in SecondReading.objects.filter(
        status=SecondReading.Status.READING, reader=None
    ).select_related("cycle__person"):
        find_reader(reading, now=now)


# ---- Two of the chamber ----


def heard_by(user: User, *, today: date) -> QuerySet[SecondReading]:
    """What lies with the chamber of this member, without what the member touched before.

    Other conflicts are looked at when the member opens one: `check_no_conflict`.
    """
    found = SecondReading.objects.running().heard_by(user, today=today).open()
    return found.select_related("person", "first_signer").order_by("answer_by", "pk")


def propose(reading: SecondReading, *, today: date, by: Actor, **facts: Any) -> None:
    check_no_conflict(reading, by.user, today=today)
    reading.propose(**facts, today=today, by=by)


def prolong(reading: SecondReading, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        reading.prolong(today=timezone.localdate(now), by=by)
        tell("reading_prolonged", reading, at=now)


def sign(reading: SecondReading, *, now: datetime, by: Actor) -> None:
    """The second signature, and everything that follows from it, at once."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_conflict(reading, by.user, today=today)
        if reading.outcome == SecondReading.Outcome.SET_ASIDE:
            set_aside(reading, today=today, now=now, by=by)
        else:
            reading.let_stand(today=today, by=by)
            reading.cycle.keep_advice(by=by)
            tell("advice_stands", reading, at=now)


def set_aside(reading: SecondReading, *, today: date, now: datetime, by: Actor) -> None:
    """More time instead of a renewal; the term of the period moves along."""
    reading.set_aside(today=today, by=by)
    cycle = reading.cycle
    decision = Decision(
        cycle=cycle,
        outcome=Decision.Outcome.MORE_TIME,
        decided_on=today,
        decided_by=by.person,
        reading=reading,
    )
    cycle.set_aside(by=by)
    with act("decision.set_aside", decision, by=by):
        decision.save()
    more_time.end_assignment(cycle, more_time.Because.FIRST_TALK, today=today, by=by)
    deferral = deferring.defer(
        cycle.period,
        talk_by=reading.talk_by or today,
        reason=reading.reason,
        granted_by=by.person,
        today=today,
        by=by,
        chamber=Chamber(reading.chamber),
        signers=(reading.first_signer, reading.second_signer),
    )
    more_time.tell("more_time", cycle, decision, at=now, deferral=deferral)


def tell(kind: str, reading: SecondReading, *, at: datetime) -> None:
    letters.write(
        f"accreditation/{kind}",
        person=reading.person,
        subject=reading,
        at=at,
        link=reverse("cycle:second_reading"),
        link_label="Lees hoe het gaat",
        reading=reading,
    )
