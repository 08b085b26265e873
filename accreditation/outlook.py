"""Looking ahead for staff: how many talks are to come, and how many the assessors can hold.

A talk is needed before the period of a person ends. What is not held in its quarter is still to be
done in the next one: it is never lost, and the register owes it (promise 3).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accreditation.assessors import in_office
from accreditation.models import Assessor, Cycle
from kit import clock
from register.models import Affiliation, Registration, RegistrationPeriod

AHEAD = 8  # quarters
MONTHS = 3
NOWHERE = ""  # nobody knows where this person works
TO_COME = (
    Cycle.Status.RUNNING, Cycle.Status.HANDED_IN, Cycle.Status.ASSIGNED, Cycle.Status.BOOKED,
    Cycle.Status.MORE_TIME,
)  # fmt: skip


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int  # 1–4

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @property
    def first(self) -> date:
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def after(self) -> "Quarter":
        return Quarter.of(clock.add_months(self.first, MONTHS))

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def short(self) -> str:
        return f"{self.number}/{self.year % 100:02}"

    def __str__(self) -> str:
        return f"{self.number}e kwartaal {self.year}"


@dataclass(frozen=True)
class More:
    """What if there were more assessors: so many, there, with so many talks a year each."""

    assessors: int = 0
    province: str = NOWHERE  # empty: spread over all
    talks_a_year: int = 8

    def in_a_quarter(self, province: str) -> float:
        """In one province; in the whole country when none is named."""
        there = province in (NOWHERE, self.province)
        return self.assessors * self.talks_a_year / 4 if there else 0


@dataclass(frozen=True)
class Line:
    """One quarter: what is needed, what can be held, and what is left for the next."""

    quarter: Quarter
    needed: int
    possible: float
    left: int


@dataclass(frozen=True)
class Place:
    """One province over all the quarters."""

    province: str
    needed: int
    possible: float

    @property
    def short(self) -> int:
        return max(0, round(self.needed - self.possible))


@dataclass(frozen=True)
class Outlook:
    """Two years ahead, for one province or the whole country."""

    overdue: int  # the period ended, and the talk is still to come
    lines: Sequence[Line]
    places: Sequence[Place]

    @property
    def needed(self) -> int:
        return self.overdue + sum(line.needed for line in self.lines)

    @property
    def possible(self) -> int:
        return round(sum(line.possible for line in self.lines))

    @property
    def left(self) -> int:
        """What cannot be held in these two years."""
        return self.lines[-1].left


def quarters(today: date) -> list[Quarter]:
    """This one, and those that follow."""
    found = [Quarter.of(today)]
    while len(found) < AHEAD:
        found.append(found[-1].after)
    return found


def look(today: date, *, province: str = NOWHERE, more: More | None = None) -> Outlook:
    """The whole picture, in three questions however many people there are."""
    ahead = quarters(today)
    more = more or More()
    ends = ends_of_talks_to_come(today)
    assessors = list(in_office(today))
    chosen = [end for place, end in ends if province in (NOWHERE, place)]
    needed = Counter(Quarter.of(end) for end in chosen if end >= today)
    overdue = sum(end < today for end in chosen)
    possible = [held_in(quarter, assessors, province, more) for quarter in ahead]
    lines, left = [], float(overdue)
    for quarter, can in zip(ahead, possible, strict=True):
        left = max(0.0, left + needed[quarter] - can)
        lines.append(Line(quarter, needed[quarter], can, round(left)))
    return Outlook(overdue, lines, places(ends, assessors, ahead, more))


def places(
    ends: Iterable[tuple[str, date]],
    assessors: Sequence[Assessor],
    ahead: Sequence[Quarter],
    more: More,
) -> list[Place]:
    """Every province where a talk is needed or can be held, the tightest first."""
    last = ahead[-1].last
    needed = Counter(place for place, end in ends if end <= last)
    named = {*needed, *(one for each in assessors for one in each.provinces), more.province}
    found = [
        Place(one, needed[one], sum(held_in(quarter, assessors, one, more) for quarter in ahead))
        for one in named - {NOWHERE}
    ]
    return sorted(found, key=lambda one: (one.possible - one.needed, one.province))


def ends_of_talks_to_come(today: date) -> list[tuple[str, date]]:
    """Of each person who is to have a talk: where they work, and when the period ends."""
    return list(ends_by_period(today).values())


def ends_by_period(today: date) -> dict[int, tuple[str, date]]:
    """The same, by the key of the period."""
    periods = RegistrationPeriod.objects.filter(
        registration__status__in=Registration.IN, cycle__status__in=TO_COME
    )
    works = dict(
        Affiliation.objects.on(today)
        .order_by("from_on", "pk")  # the newest work stays
        .values_list("person", "organisation__province")
    )
    return {
        pk: (works.get(person, NOWHERE), clock.add_months(until_on, months))
        for pk, person, until_on, months in periods.values_list(
            "pk", "registration__person", "until_on", "extended_months"
        )
    }


def held_in(quarter: Quarter, assessors: Sequence[Assessor], province: str, more: More) -> float:
    """How many talks: an assessor of several provinces is spread over them, one at rest has none.

    Without a province: in the whole country.
    """
    there = [
        one.talks_a_year / 4 / (1 if province == NOWHERE else len(one.provinces))
        for one in assessors
        if (province == NOWHERE or province in one.provinces)
        and not (one.rests_until and one.rests_until >= quarter.last)
    ]
    return sum(there) + more.in_a_quarter(province)
