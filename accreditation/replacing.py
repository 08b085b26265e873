"""Another assessor: after an objection, a talk that somebody missed, or when one stops.

However it came about, the person loses no time: the day of handing in stays (domain §5).
"""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import assessors, assignment, scheduling
from accreditation.models import Assessor, Assignment, Conversation, Cycle, Slot
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job
from portfolios.dossier.snapshots import close_snapshot

OBJECTIONS_WITHOUT_REASON = 1  # domain §5, assignment
TALKS_WITHOUT_A_WORD = 2  # domain §5, advice: "niet in gesprek"
BY = Actor.system("accreditation.propose_assessors")
CAME = (Conversation.Status.HELD, Conversation.Status.VOID)
Because = Assignment.Because
Absent = Conversation.Absent


# ---- The professional would rather have another ----


def needs_reason(cycle: Cycle) -> bool:
    """The first objection needs none; whoever objects more often says why."""
    earlier = cycle.assignments.filter(because=Because.OBJECTED).count()
    return earlier >= OBJECTIONS_WITHOUT_REASON


def object_to_assessor(cycle: Cycle, *, reason: str, now: datetime, by: Actor) -> None:
    """The person asks for another assessor, until the talk was held.

    Only the desk reads the reason; the assessor hears no more than that it does not go on.
    """
    with transaction.atomic():
        cycle = locked(cycle)
        if cycle.status not in (Cycle.Status.ASSIGNED, Cycle.Status.BOOKED):
            raise NotAllowed("Je kunt nu geen andere assessor vragen.")
        if needs_reason(cycle) and not reason.strip():
            raise NotAllowed("Je vroeg al eens een andere assessor. Schrijf nu kort op waarom.")
        free_from_talk(cycle, now=now, by=by)
        cycle.look_again(by=by)
        end(cycle, Because.OBJECTED, objection=reason.strip(), now=now, by=by)
        search(cycle, now=now)


def free_from_talk(cycle: Cycle, *, now: datetime, by: Actor, to_assessor: bool = True) -> None:
    """A talk that was planned is off; the cycle is at "assessor found" again."""
    if cycle.status == Cycle.Status.BOOKED:
        planned = Conversation.objects.get(seats__cycle=cycle, status=Conversation.Status.PLANNED)
        scheduling.call_off(planned, now=now, by=by, to_assessor=to_assessor)
        cycle.refresh_from_db()


def end(
    cycle: Cycle, because: Because, *, now: datetime, by: Actor, objection: str = ""
) -> Assignment:
    """The assignment that ran is over; the copy is closed until the next assessor opens it."""
    ended = assignment.open_assignment(cycle)
    if ended is None:
        raise NotAllowed("Er is nu geen assessor voor dit gesprek.")
    with act("cycle.end_assignment", cycle, by=by):
        ended.ended_on, ended.because = timezone.localdate(now), because
        ended.objection = objection
        ended.save()
    if cycle.snapshot and cycle.snapshot.opened_at:
        close_snapshot(cycle.snapshot, by=by)
    if because in (Because.OBJECTED, Because.ABSENT):
        letters.write(
            "accreditation/case_ended",
            person=ended.assessor.user,
            subject=ended,
            at=now,
            name=cycle.person.name,
        )
    return ended


def tell(
    kind: str, cycle: Cycle, subject: Any, assessor: Assessor, *, now: datetime, **facts: Any
) -> None:
    """A letter to the professional about what happened with this assessor."""
    letters.write(
        f"accreditation/{kind}",
        person=cycle.person,
        subject=subject,
        at=now,
        link=reverse("cycle:mine"),
        link_label="Bekijk je gesprek",
        name=assessor.user.name,
        **facts,
    )


def search(cycle: Cycle, *, now: datetime) -> Assignment | None:
    return assignment.propose(cycle, now=now, by=BY)


# ---- Somebody did not come ----


def person_missed(talk: Conversation, *, now: datetime, by: Actor) -> None:
    """The assessor waited in vain. The person hears kindly, and an assessor is asked again."""
    scheduling.check_started(talk, now=now, by=by)
    with transaction.atomic():
        cycle = missed(talk, Absent.PERSON, by=by)
        end(cycle, Because.MISSED, now=now, by=by)
        if twice_without_a_word(cycle):
            give_rest(cycle, talk, now=now)
            return
        tell("missed_you", cycle, talk, talk.assessor, now=now, starts_at=talk.starts_at)
        search(cycle, now=now)


def twice_without_a_word(cycle: Cycle) -> bool:
    """Since the last talk that was held, void or not: who came and talked begins anew."""
    talks = Conversation.objects.filter(seats__cycle=cycle)
    missed_ones = talks.missed_by_person()
    if held := talks.filter(status__in=CAME).order_by("starts_at").last():
        missed_ones = missed_ones.filter(starts_at__gt=held.starts_at)
    return missed_ones.count() >= TALKS_WITHOUT_A_WORD


def give_rest(cycle: Cycle, talk: Conversation, *, now: datetime) -> None:
    """Nothing is owed any more, and nothing runs faster: the dossier is the person's again.

    Only who stays silent until after grace gets the notices of a lapse; handing in ends that.
    """
    snapshot = cycle.snapshot
    cycle.rest(by=BY)
    if snapshot:
        snapshot.delete()
    tell("missed_twice", cycle, talk, talk.assessor, now=now, starts_at=talk.starts_at)


def assessor_missed(talk: Conversation, *, now: datetime, by: Actor) -> None:
    """The person waited in vain: the register says sorry and finds another assessor."""
    if now < talk.starts_at:
        raise NotAllowed("Dit gesprek is nog niet begonnen.")
    with transaction.atomic():
        cycle = missed(talk, Absent.ASSESSOR, by=by)
        end(cycle, Because.ABSENT, now=now, by=by)
        tell("sorry_for_waiting", cycle, talk, talk.assessor, now=now)
        search(cycle, now=now)


def missed(talk: Conversation, absent: Absent, *, by: Actor) -> Cycle:
    cycle = scheduling.cycles_of(talk).get()
    talk.miss(absent, by=by)
    cycle.note_missed(by=by)
    return cycle


def give_word(talk: Conversation, *, now: datetime, by: Actor) -> None:
    """The person was heard from: what was missed no longer stands. No reason is asked."""
    with transaction.atomic():
        talk = locked(talk)
        if talk.status != Conversation.Status.MISSED or talk.absent != Absent.PERSON:
            raise NotAllowed("Dit gesprek heb je niet gemist.")
        with act("conversation.give_word", talk, by=by):
            talk.word_on = timezone.localdate(now)
            talk.save()


def waits_for_word(cycle: Cycle) -> Conversation | None:
    """The latest talk that the person missed without being heard from since."""
    missed_ones = Conversation.objects.filter(seats__cycle=cycle).missed_by_person()
    return missed_ones.select_related("assessor__user").order_by("-starts_at").first()


# ---- An assessor stops ----


def assessor_stops(assessor: Assessor, *, now: datetime, by: Actor) -> None:
    """Nobody waits for somebody who stopped: moments are withdrawn, talks get another assessor.

    A talk that was held stays with its assessor, who still writes the report.
    """
    with transaction.atomic():
        for talk in planned_welcome_talks(assessor):
            scheduling.call_off(talk, now=now, by=by, to_assessor=False)
        for cycle in Cycle.objects.filter(
            assessor=assessor, status__in=[Cycle.Status.ASSIGNED, Cycle.Status.BOOKED]
        ).order_by("pk"):
            find_another(locked(cycle), now=now, by=by)
        for proposal in Assignment.objects.waiting().filter(assessor=assessor):
            end(proposal.cycle, Because.LEFT, now=now, by=by)
            search(proposal.cycle, now=now)
        for slot in Slot.objects.untaken(now).filter(assessor=assessor):
            scheduling.withdraw(slot, by=by)


def planned_welcome_talks(assessor: Assessor) -> QuerySet[Conversation]:
    planned = Conversation.objects.filter(status=Conversation.Status.PLANNED, assessor=assessor)
    return planned.filter(kind=Conversation.Kind.WELCOME)


def find_another(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    free_from_talk(cycle, now=now, by=by, to_assessor=False)
    cycle.look_again(by=by)
    ended = end(cycle, Because.LEFT, now=now, by=by)
    tell("another_assessor", cycle, ended, ended.assessor, now=now)
    search(cycle, now=now)


@job("accreditation.replace_assessors", daily_at=time(6, 0))
def replace_who_stopped() -> None:
    """For every assessor whose role ended and for whom somebody still waits."""
    now = clock.now()
    in_office = assessors.in_office(timezone.localdate(now)).values("pk")
    waited_for = (
        Q(cycles__status__in=[Cycle.Status.ASSIGNED, Cycle.Status.BOOKED])
        | Q(assignments__in=Assignment.objects.waiting())
        | Q(slots__in=Slot.objects.untaken(now))
        | Q(conversations__status=Conversation.Status.PLANNED)
    )
    for assessor in Assessor.objects.exclude(pk__in=in_office).filter(waited_for).distinct():
        assessor_stops(assessor, now=now, by=Actor.system("accreditation.replace_assessors"))
