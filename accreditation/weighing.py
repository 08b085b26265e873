"""Who can speak whom as assessor, and what stands in the way (domain §5, assignment)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, NamedTuple, Self

from django.db.models import Count, Q

from accreditation import assessors
from accreditation.conflicts import Conflict, between
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Assignment,
    CalibrationRound,
    CalibrationSeat,
    Cycle,
    SecondReading,
)
from kit import clock
from register.models import Affiliation, RegisterScheme
from register.reference import towns

# One sentence for all that the desk need not know: a complaint, whose story somebody read.
NOT_NOW = "Kan dit gesprek nu niet voeren."
BY_VIDEO = "Voert gesprekken via beeldbellen."
FAR = "Werkt ver weg en voert geen gesprekken via beeldbellen."


class Workplace(NamedTuple):
    town: str
    province: str


class Where(NamedTuple):
    """What decides how far an assessor is: the same for all who work and hold talks there."""

    workplaces: frozenset[Workplace]
    provinces: tuple[str, ...]


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
        return taken(self.room, self.assessor.talks_a_year)

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
        serving = list(
            assessors.in_office(today).annotate(talks=Count("assignments", filter=standing))
        )
        people = [cycle.person_id for cycle in cycles]
        ended = Assignment.objects.filter(cycle__in=cycles).exclude(
            because__in=["", Assignment.Because.MISSED, Assignment.Because.AGAIN]
        )
        return cls(
            serving,
            between(people, [one.user_id for one in serving], today=today),
            {(cycle, assessor): because for cycle, assessor, because
             in ended.order_by("pk").values_list("cycle", "assessor", "because")},
            set(SecondReading.objects.filter(cycle__in=cycles).values_list("cycle", "reader")),
            practised_with(people),
            set(AssessorComplaint.objects.open().values_list("assessor", flat=True)),
            workplaces_of([*people, *(one.user_id for one in serving)], today),
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
        if (cycle.person_id, assessor.pk) in self.practised:
            obstacles.append(NOT_NOW)
        obstacles += [each for each in self.against(assessor) if each not in obstacles]
        near, quarters = self.distance(self.places_of(cycle.person_id), self.where(assessor))
        return Candidate(assessor, tuple(obstacles), room_of(assessor), near, quarters)

    def against(self, assessor: Any) -> list[str]:
        """What stands in the way of a talk with anybody."""
        return [
            *([NOT_NOW] if assessor.pk in self.complained_of else []),
            *(["Neemt even rust."] if rests(assessor, self.today) else []),
            *(["Heeft dit jaar geen ruimte meer."] if room_of(assessor) <= 0 else []),
        ]

    def places_of(self, person: int) -> frozenset[Workplace]:
        return frozenset(self.workplaces.get(person, ()))

    def where(self, assessor: Assessor) -> Where:
        return Where(self.places_of(assessor.user_id), tuple(assessor.provinces))

    def distance(self, places: frozenset[Workplace], where: Where) -> tuple[bool, int | None]:
        """Whether they can meet in person, and how many quarters of an hour it is, about."""
        trips = [
            minutes
            for here in places
            for there in where.workplaces
            if (minutes := towns.minutes_between(here.town, there.town)) is not None
        ]
        within = not trips or min(trips) <= self.travel_minutes
        in_province = any(place.province in where.provinces for place in places)
        return in_province and within, ceil(min(trips) / 15) or 1 if trips else None

    def possible(self, cycle: Cycle) -> list[Candidate]:
        return [one for one in self.candidates(cycle) if not one.obstacles]


def room_of(assessor: Any) -> int:
    """The talks that are left this year, of an assessor of a weighing."""
    return int(assessor.talks_a_year - assessor.talks)


def taken(room: int, offered: int) -> float:
    """Which part of what somebody offered is taken."""
    return 1 - room / offered if offered else 1


def rests(assessor: Assessor, today: date) -> bool:
    return bool(assessor.rests_until and assessor.rests_until >= today)


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
