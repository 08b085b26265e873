"""Setting a positive advice aside: a second reader, the person's own view, two of a chamber.

There is no other way (domain §5). All the while the person is registered, and the register has a
term for the whole of it.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accreditation import assessors, assignment, decisions, more_time, weighing
from accreditation.conflicts import between
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Cycle,
    Decision,
    Observer,
    SecondReading,
)
from accreditation.models.reports import POSITIVE
from audit.acts import NotAllowed, act, locked, record
from audit.models import Event
from kit import clock
from outbox import letters
from outbox.jobs import enter, job
from register import chambers, deferring
from register.models import Chamber
from register.models.cases import OBSTACLES, ChamberCase

BY = Actor.system("accreditation.second_reading")
LOOK = "secondreading.look"


def check_no_tie(case: ChamberCase, user: Any, today: date) -> None:
    """The rules for assessors bind the committee in every case. Raises NotAllowed."""
    found = assignment.conflicts(case.person, user, today=today)
    if found:
        raise NotAllowed(f"Je kunt hier niet over oordelen. {found[0].reason}")


OBSTACLES.append(check_no_tie)
chambers.KINDS += [SecondReading, AssessorComplaint]
chambers.TIED.append(lambda people, users, today: between(people, users, today=today).keys())


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
    sat_in = set(Observer.objects.sat_in(reading.cycle).values_list("user", flat=True))
    free = [
        one.assessor
        for one in weighing.candidates(reading.cycle, today=today)
        if one.assessor.pk not in {*spoke, *reading.declined} and one.assessor.user_id not in sat_in
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
    check_no_tie(reading, user, today)
    if Observer.objects.sat_in(reading.cycle).filter(user=user).exists():
        raise NotAllowed("Je kunt hier niet over oordelen. Je keek mee bij dit gesprek.")


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
    """One job for each reading that waits, so that a failing one stops no other."""
    today = clock.today()
    silent = Q(status=SecondReading.Status.RESPONSE, response_by__lt=today)
    waiting = Q(status=SecondReading.Status.READING)
    complaining = AssessorComplaint.objects.running_on(OuterRef("cycle"))
    for reading in SecondReading.objects.running().filter(~Exists(complaining), silent | waiting):
        key = f"accreditation.follow_reading:{reading.pk}:{today}"
        enter("accreditation.follow_reading", key, reading_id=reading.pk)


@job("accreditation.follow_reading")
def follow_one(reading_id: int) -> None:
    """A term for a response that is over, or a reading that nobody can do (any more)."""
    now = clock.now()
    with transaction.atomic():
        reading = SecondReading.objects.running().filter(pk=reading_id).first()
        if reading and reading.status == SecondReading.Status.RESPONSE:
            reading.end_term(today=timezone.localdate(now), by=BY)
            tell("response_received", reading, at=now)
        elif reading and reading.status == SecondReading.Status.READING:
            find_another(reading, now=now)


def find_another(reading: SecondReading, *, now: datetime) -> None:
    """Where the reader stopped, or came to know this person: another one is asked."""
    today = timezone.localdate(now)
    reader = reading.reader
    if reader and (
        not assessors.in_office(today).filter(pk=reader.pk).exists()
        or assignment.conflicts(reading.person, reader.user, today=today)
    ):
        reading.ask_reader(None, by=BY)
    if reading.reader is None:
        find_reader(reading, now=now)


def ask_another(reading: SecondReading, *, now: datetime, by: Actor) -> None:
    """The desk waited long enough for this reader. Nobody is asked twice."""
    with transaction.atomic():
        reading.pass_over(by=by)
        find_reader(reading, now=now)


def give_time_back(person: User, *, days: int, by: Actor) -> None:
    """Days on which the dossier was sealed count in no term, of the person or of the register."""
    for reading in SecondReading.objects.visible_to(person).filter(
        status__in=SecondReading.RUNNING
    ):
        reading.give_time_back(days=days, by=by)


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


def sign(reading: SecondReading, *, proposal: str, now: datetime, by: Actor) -> None:
    """The second signature under the proposal that was read, and everything that follows."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_conflict(reading, by.user, today=today)
        if locked(reading).proposal != proposal:
            raise NotAllowed("Het voorstel is intussen veranderd. Lees het eerst opnieuw.")
        if reading.outcome == SecondReading.Outcome.SET_ASIDE:
            set_aside(reading, today=today, now=now, by=by)
        else:
            reading.let_stand(today=today, by=by)
            reading.cycle.keep_advice(by=by)
            tell("advice_stands", reading, at=now)


def set_aside(reading: SecondReading, *, today: date, now: datetime, by: Actor) -> None:
    """More time instead of a renewal; the term of the period moves along."""
    if AssessorComplaint.objects.running_on(reading.cycle).exists():
        raise NotAllowed("Er loopt een klacht over de assessor. Die wordt eerst behandeld.")
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
