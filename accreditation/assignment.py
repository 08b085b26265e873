"""Which assessor for whom: candidates, proposal, answer (domain §5, assignment)."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from typing import Any, NamedTuple, Self

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation.conflicts import Conflict, between, conflicts
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Assignment,
    CalibrationRound,
    CalibrationSeat,
    Cycle,
    SecondReading,
)
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job
from register.models import Affiliation, RegisterScheme
from register.reference import towns

logger = logging.getLogger(__name__)
# One sentence for all that the desk need not know: a complaint, whose story somebody read.
NOT_NOW = "Kan dit gesprek nu niet voeren."
BY_VIDEO = "Voert gesprekken via beeldbellen."
FAR = "Werkt ver weg en voert geen gesprekken via beeldbellen."


class Workplace(NamedTuple):
    town: str
    province: str


@dataclass(frozen=True)
class Candidate:
    """An assessor weighed for one cycle; with obstacles the assessor is not proposed."""

    assessor: Assessor
    obstacles: tuple[str, ...]
    room: int  # talks that are left this year
    near: bool  # holds talks in the province of the person, within the travel of the scheme
    quarters: int | None  # of an hour between the workplaces of both, about; None when not known

    @property
    def load(self) -> float:
        """Which part of the own room is taken: fair to who offered little, and who much."""
        offered = self.assessor.talks_a_year
        return 1 - self.room / offered if offered else 1

    @property
    def can_meet(self) -> bool:
        return self.near or self.assessor.online

    @property
    def where(self) -> str:
        if self.near and self.quarters is not None:
            return f"Werkt op ongeveer {15 * self.quarters} minuten reizen."
        if self.near:
            return "Voert gesprekken in dezelfde provincie."
        if self.assessor.online:
            return BY_VIDEO
        return FAR

    @property
    def reasons(self) -> list[str]:
        """Why this one, in sentences that the person, the assessor and the desk may read."""
        return [
            "Werkt niet bij dezelfde organisatie of hetzelfde samenwerkingsverband.",
            "Er is geen andere band gevonden tussen jullie.",
            "Heeft dit jaar ruimte voor een gesprek.",
            self.where,
        ]


# ---- Candidates ----


def in_office(today: date) -> Any:
    """Assessors who hold the role today and signed for secrecy."""
    holders = RoleGrant.objects.holders(Role.ASSESSOR, today).values("user_id")
    return (
        Assessor.objects.filter(user__in=holders, secrecy_signed_on__lte=today)
        .select_related("user")
        .order_by("pk")
    )


@dataclass
class Weighing:
    """Every assessor in office against some cycles: what that asks is asked once for all."""

    assessors: list[Assessor]
    conflicts: dict[tuple[int, int], list[Conflict]]
    why_not: dict[tuple[int, int], str]  # by cycle and assessor: how an earlier assignment ended
    readers: set[tuple[int, int]]  # by cycle and assessor: who read its report
    practised: set[tuple[int, int]]  # by person and assessor: read a story of this person
    complained_of: set[int]  # assessors about whom a complaint runs
    workplaces: dict[int, set[Workplace]]  # by person, also of the assessors
    travel_minutes: int  # more is too far to meet
    today: date

    @classmethod
    def of(cls, cycles: Collection[Cycle], *, today: date) -> Self:
        year_ago = clock.add_years(today, -1)
        standing = Q(assignments__ended_on=None, assignments__proposed_on__gt=year_ago)
        assessors = list(in_office(today).annotate(talks=Count("assignments", filter=standing)))
        people = [cycle.person_id for cycle in cycles]
        ended = Assignment.objects.filter(cycle__in=cycles).exclude(
            because__in=["", Assignment.Because.MISSED, Assignment.Because.AGAIN]
        )
        return cls(
            assessors,
            between(people, [one.user_id for one in assessors], today=today),
            {(cycle, assessor): because for cycle, assessor, because
             in ended.order_by("pk").values_list("cycle", "assessor", "because")},
            set(SecondReading.objects.filter(cycle__in=cycles).values_list("cycle", "reader")),
            practised_with(people),
            set(AssessorComplaint.objects.open().values_list("assessor", flat=True)),
            workplaces_of([*people, *(one.user_id for one in assessors)], today),
            RegisterScheme.objects.in_force_on(today).travel_minutes,
            today,
        )  # fmt: skip

    def candidates(self, cycle: Cycle) -> list[Candidate]:
        """All of them: who can, best first, then who cannot, with what stands in the way."""
        return sorted((self.candidate(cycle, one) for one in self.assessors), key=rank)

    def candidate(self, cycle: Cycle, assessor: Any) -> Candidate:
        found = self.conflicts.get((cycle.person_id, assessor.user_id), [])
        obstacles = [conflict.reason for conflict in found]
        if because := self.why_not.get((cycle.pk, assessor.pk)):
            obstacles.append(Assignment.Because(because).label)
        if (cycle.pk, assessor.pk) in self.readers:
            obstacles.append("Las mee met het verslag.")
        read_a_story = (cycle.person_id, assessor.pk) in self.practised
        if read_a_story or assessor.pk in self.complained_of:
            obstacles.append(NOT_NOW)
        if assessor.rests_until and assessor.rests_until >= self.today:
            obstacles.append("Neemt even rust.")
        room = assessor.talks_a_year - assessor.talks
        if room <= 0:
            obstacles.append("Heeft dit jaar geen ruimte meer.")
        near, quarters = self.distance(cycle.person_id, assessor)
        return Candidate(assessor, tuple(obstacles), room, near, quarters)

    def distance(self, person: int, assessor: Any) -> tuple[bool, int | None]:
        """Whether they can meet in person, and how many quarters of an hour it is, about."""
        places = self.workplaces.get(person, set())
        from_here = self.workplaces.get(assessor.user_id, set())
        trips = [
            minutes
            for here in places
            for there in from_here
            if (minutes := towns.minutes_between(here.town, there.town)) is not None
        ]
        within = not trips or min(trips) <= self.travel_minutes
        in_province = any(place.province in assessor.provinces for place in places)
        return in_province and within, ceil(min(trips) / 15) or 1 if trips else None

    def possible(self, cycle: Cycle) -> list[Candidate]:
        return [one for one in self.candidates(cycle) if not one.obstacles]


def weigh(cycle: Cycle, *, today: date) -> list[Candidate]:
    """Every assessor in office, weighed for this cycle: who can, best first, then who cannot."""
    return Weighing.of([cycle], today=today).candidates(cycle)


def rank(candidate: Candidate) -> tuple:
    """Without obstacles first; then who can meet, is asked least (in tenths of the own room), is
    near, has most room."""
    quarters = candidate.quarters or 0
    return (
        bool(candidate.obstacles),
        not candidate.can_meet,
        round(candidate.load, 1),
        not candidate.near,
        quarters if candidate.near else 0,
        -candidate.room,
        candidate.assessor.pk,
    )


def practised_with(people: Collection[int]) -> set[tuple[int, int]]:
    """By person and assessor: who answered to a story of this person, or is asked to."""
    reads = Q(answered_on__isnull=False) | Q(round__status=CalibrationRound.Status.OPEN)
    seats = CalibrationSeat.objects.filter(reads, round__stories__owner__in=people)
    return set(seats.values_list("round__stories__owner", "assessor"))


def workplaces_of(people: Collection[int], today: date) -> dict[int, set[Workplace]]:
    """Where these people work."""
    found: dict[int, set[Workplace]] = {}
    worked = Affiliation.objects.on(today).filter(person__in=people)
    places = worked.values_list("person", "organisation__town", "organisation__province")
    for person, town, province in places:
        found.setdefault(person, set()).add(Workplace(town, province))
    return found


def candidates(cycle: Cycle, *, today: date) -> list[Candidate]:
    """Assessors who can be proposed for this cycle, best first."""
    return Weighing.of([cycle], today=today).possible(cycle)


# ---- Proposal and answer ----


def propose(cycle: Cycle, *, now: datetime, by: Actor) -> Assignment | None:
    """Propose the best candidate; None when there is none, and then the desk sees the dossier."""
    with transaction.atomic():
        cycle = looked_for(cycle)
        best = first_choice(cycle, candidates(cycle, today=timezone.localdate(now)))
        return ask(cycle, best, now=now, by=by) if best else None


def looked_for(cycle: Cycle) -> Cycle:
    """The cycle, locked. Raises NotAllowed when no assessor is looked for now."""
    cycle = locked(cycle)
    if cycle.status != Cycle.Status.HANDED_IN or open_assignment(cycle):
        raise NotAllowed("Voor dit dossier wordt nu geen assessor gezocht.")
    return cycle


def ask(cycle: Cycle, best: Candidate, *, now: datetime, by: Actor) -> Assignment:
    """Ask this assessor; a letter says for whom."""
    with act("cycle.propose_assessor", cycle, by=by):
        assignment = cycle.assignments.create(
            assessor=best.assessor, reasons=best.reasons, proposed_on=timezone.localdate(now)
        )
    letters.write(
        "accreditation/case_proposed",
        person=best.assessor.user,
        subject=assignment,
        at=now,
        link=reverse("assessing:case", args=[cycle.public_id]),
        link_label="Bekijk het voorstel",
        name=cycle.person.name,
    )
    return assignment


def propose_all(*, now: datetime, by: Actor) -> int:
    """Propose for every dossier that waits; how many were proposed. Whom few can speak goes first.

    What one proposal takes of somebody's room counts for the next.
    """
    cycles = list(without_assessor())
    weighing = Weighing.of(cycles, today=timezone.localdate(now))
    choices = {cycle: len(weighing.possible(cycle)) for cycle in cycles}
    asked = 0
    for cycle in sorted(cycles, key=lambda one: (choices[one], one.handed_in_at)):
        best = first_choice(cycle, weighing.possible(cycle))
        if best is None:
            continue
        try:
            with transaction.atomic():
                ask(looked_for(cycle), best, now=now, by=by)
        except (NotAllowed, IntegrityError):  # changed under our hands: the next morning again
            logger.info("cycle %s no longer looks for an assessor", cycle.pk)
        else:
            best.assessor.talks += 1  # type: ignore[attr-defined]
            asked += 1
    return asked


def first_choice(cycle: Cycle, found: list[Candidate]) -> Candidate | None:
    """Who holds the second talk as well, when that was agreed; otherwise the best one."""
    again = cycle.assignments.filter(because=Assignment.Because.AGAIN).values_list("assessor")
    agreed = {pk for (pk,) in again}
    both = [one for one in found if one.assessor.pk in agreed]
    return next(iter(both or found), None)


def open_assignment(cycle: Cycle) -> Assignment | None:
    """The assignment that waits for an answer or was accepted."""
    return cycle.assignments.filter(ended_on=None).select_related("assessor__user").first()


def waiting(assignment: Assignment, *, by: Actor) -> Assignment:
    """The assignment, locked. Raises NotAllowed when it is not this assessor's to answer."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("assessor__user")
    found = rows.filter(pk=assignment.pk).first()
    if found is None:
        raise NotAllowed("Dit voorstel is vervallen: het dossier is teruggenomen.")
    if found.assessor.user != by.user:
        raise NotAllowed("Dit voorstel is aan een andere assessor gedaan.")
    if found.accepted_on or found.ended_on:
        raise NotAllowed("Op dit voorstel is al geantwoord.")
    return found


def accept(assignment: Assignment, *, now: datetime, by: Actor) -> None:
    """The assessor takes the talk. Raises NotAllowed when a conflict came up meanwhile."""
    today = timezone.localdate(now)
    with transaction.atomic():
        cycle = locked(assignment.cycle)
        assignment = waiting(assignment, by=by)
        found = conflicts(cycle.person, by.user, today=today)
        if found:
            raise NotAllowed(f"Je kunt dit gesprek niet aannemen. {found[0].reason}")
        if AssessorComplaint.objects.open().filter(assessor=assignment.assessor).exists():
            raise NotAllowed("Je kunt nu geen nieuw gesprek aannemen: er loopt een klacht.")
        cycle.assign(assignment.assessor, by=by)
        assignment.accepted_on = today
        assignment.save()
        letters.write(
            "accreditation/assessor_found",
            person=cycle.person,
            subject=assignment,
            at=now,
            link=reverse("cycle:mine"),
            link_label="Bekijk je gesprek",
            name=assignment.assessor.user.name,
        )


def decline(
    assignment: Assignment, *, now: datetime, by: Actor, knows_person: bool = False
) -> Assignment | None:
    """The assessor cannot; the next candidate is proposed by itself. No reason is asked.

    `knows_person`: family or a friend, so this assessor is never proposed for them again.
    """
    with transaction.atomic():
        cycle = locked(assignment.cycle)
        assignment = waiting(assignment, by=by)
        with act("cycle.decline_assignment", cycle, by=by):
            assignment.ended_on = timezone.localdate(now)
            assignment.because = Assignment.Because.DECLINED
            assignment.save()
        if knows_person:
            assignment.assessor.declared_conflicts.add(cycle.person)
        return propose(cycle, now=now, by=Actor.system("accreditation.propose_assessors"))


def void(cycle: Cycle, kind: str = "case_taken_back", *, now: datetime) -> None:
    """The proposal is off, mostly because the dossier was taken back; the assessor hears so."""
    assignment = open_assignment(cycle)
    if assignment is None:
        return
    letters.write(
        f"accreditation/{kind}",
        person=assignment.assessor.user,
        subject=assignment,
        at=now,
        name=cycle.person.name,
    )
    assignment.delete()


def without_assessor() -> Any:
    """Handed-in dossiers for which nobody is proposed: nobody could be found."""
    return (
        Cycle.objects.filter(status=Cycle.Status.HANDED_IN)
        .exclude(assignments__in=Assignment.objects.filter(ended_on=None))
        .select_related("person")
        .order_by("handed_in_at")
    )


@job("accreditation.propose_assessors", daily_at=time(6, 30))
def propose_waiting() -> None:
    """Try again each day for dossiers without an assessor: new ones come, years pass."""
    propose_all(now=clock.now(), by=Actor.system("accreditation.propose_assessors"))
