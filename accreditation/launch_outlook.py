"""What a draw of first periods does to the work ahead: with it, without it, what can be held."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accreditation.assessors import in_office
from accreditation.models import LaunchDraw
from accreditation.outlook import NOWHERE, More, Quarter, ends_by_period, held_in

End = tuple[str, date]  # where, and when


@dataclass(frozen=True)
class Line:
    """One quarter: all talks to come, those of others too."""

    quarter: Quarter
    without: int
    drawn: int
    possible: float


@dataclass(frozen=True)
class Place:
    """One province: how many of the group work there, and its busiest quarter."""

    province: str
    people: int
    busiest_without: int
    busiest_drawn: int
    possible: float  # in a quarter


@dataclass(frozen=True)
class Spread:
    lines: Sequence[Line]
    places: Sequence[Place]

    @property
    def busiest_without(self) -> int:
        return max((line.without for line in self.lines), default=0)

    @property
    def busiest_drawn(self) -> int:
        return max((line.drawn for line in self.lines), default=0)

    @property
    def is_no_help(self) -> bool:
        """The busiest quarter is as busy as without: the group did not enter at once."""
        return self.busiest_drawn >= self.busiest_without


def look(draw: LaunchDraw, today: date, *, province: str = NOWHERE) -> Spread:
    """Over the quarters in which periods of the group end, with the assessors of today."""
    others = ends_by_period(today)
    group: list[tuple[str, date, date]] = []
    for lot in draw.lots.all():
        place, _ = others.pop(lot.period_id, (NOWHERE, None))
        group.append((place, lot.end_before, lot.end_after))
    if not group:
        return Spread([], [])
    first = min(before for _, before, _ in group)
    last = max(after for _, _, after in group)
    ahead = quarters_between(first, last)
    elsewhere = [end for end in others.values() if end[1] >= ahead[0].first]
    without = counted([*elsewhere, *((place, before) for place, before, _ in group)])
    drawn = counted([*elsewhere, *((place, after) for place, _, after in group)])
    assessors = list(in_office(today))

    def possible(quarter: Quarter, where: str) -> float:
        return held_in(quarter, assessors, where, More())

    lines = [
        Line(each, without[province, each], drawn[province, each], possible(each, province))
        for each in ahead
    ]
    people = Counter(place for place, _, _ in group)
    places = [
        Place(
            where,
            people[where],
            max(without[where, each] for each in ahead),
            max(drawn[where, each] for each in ahead),
            possible(ahead[-1], where),
        )
        for where in sorted(people.keys() - {NOWHERE})
    ]
    return Spread(lines, places)


def counted(ends: Iterable[End]) -> Counter[tuple[str, Quarter]]:
    """By province and quarter; under no province the whole country."""
    found: Counter[tuple[str, Quarter]] = Counter()
    for place, end in ends:
        quarter = Quarter.of(end)
        found[NOWHERE, quarter] += 1
        if place != NOWHERE:
            found[place, quarter] += 1
    return found


def quarters_between(first: date, last: date) -> list[Quarter]:
    found = [Quarter.of(first)]
    while found[-1].last < last:
        found.append(found[-1].after)
    return found
