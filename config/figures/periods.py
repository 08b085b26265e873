"""The stretch of time a figure is about, cut into months or years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format

from kit import clock

LAST_MONTHS, ALL_YEARS = "12-maanden", "alle-jaren"
MOST_YEARS = 12


@dataclass(frozen=True)
class Bucket:
    """From a day until the first day after it, with a short and a whole name."""

    short: str
    name: str
    from_on: date
    until_on: date


@dataclass(frozen=True)
class Period:
    key: str
    name: str
    buckets: Sequence[Bucket]

    @property
    def from_on(self) -> date:
        return self.buckets[0].from_on

    @property
    def until_on(self) -> date:
        return self.buckets[-1].until_on

    def put(self, months: dict[date, float]) -> list[float]:
        """Numbers by the first day of a month, added up for each bucket."""
        return [
            sum(many for month, many in months.items() if one.from_on <= month < one.until_on)
            for one in self.buckets
        ]


def months(first: date, count: int) -> list[Bucket]:
    starts = [clock.add_months(first, number) for number in range(count + 1)]
    return [
        Bucket(date_format(start, "b"), date_format(start, "F Y"), start, end)
        for start, end in pairwise(starts)
    ]


def years(first: int, last: int) -> list[Bucket]:
    return [
        Bucket(str(year), str(year), date(year, 1, 1), date(year + 1, 1, 1))
        for year in range(first, last + 1)
    ]


def choices(first: date | None, *, today: date) -> list[Period]:
    """What can be chosen: the last twelve months, each year with something in it, and all years."""
    start = clock.add_months(today.replace(day=1), -11)
    found = [Period(LAST_MONTHS, "De laatste 12 maanden", months(start, 12))]
    earliest = max(first.year if first else today.year, today.year - MOST_YEARS + 1)
    for year in range(today.year, earliest - 1, -1):
        found.append(Period(str(year), str(year), months(date(year, 1, 1), 12)))
    if earliest < today.year:
        found.append(Period(ALL_YEARS, "Per jaar", years(earliest, today.year)))
    return found


def chosen(key: str, offered: list[Period]) -> Period:
    """What makes no sense is the first choice."""
    return next((one for one in offered if one.key == key), offered[0])
