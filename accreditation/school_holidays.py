"""School holidays by region, from `data/schoolvakanties.csv`: a new school year is added there."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "schoolvakanties.csv"


@dataclass(frozen=True)
class Holiday:
    region: str
    first: date
    last: date


@cache
def every() -> tuple[Holiday, ...]:
    with FILE.open(newline="") as lines:
        return tuple(
            Holiday(row["regio"], date.fromisoformat(row["van"]), date.fromisoformat(row["tot"]))
            for row in csv.DictReader(lines)
        )


def of(region: str) -> list[Holiday]:
    return [one for one in every() if one.region == region]


def known_until(region: str) -> date:
    """After this day nobody knows yet whether there is school."""
    return max(one.last for one in of(region))


def is_off(day: date, region: str) -> bool:
    """No school on this day, or not known yet."""
    return day > known_until(region) or any(one.first <= day <= one.last for one in of(region))
