"""Moments in words, as people say them: "woensdagmiddag 2 december, 13.30 uur, online"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

NOON, EVENING = 12, 18
WEEKS_AT_ONCE = 4  # what comes later is behind one click


def part_of_day(moment: datetime) -> str:
    hour = timezone.localtime(moment).hour
    return "ochtend" if hour < NOON else "middag" if hour < EVENING else "avond"


def in_words(slot: Any) -> str:
    """A moment or a talk: the part of the day, the date, the time and whether it is online."""
    where = "online" if slot.online else "op een plek"
    return f"{day_in_words(slot.starts_at)}, {time_in_words(slot.starts_at)}, {where}"


def day_in_words(moment: datetime) -> str:
    day = timezone.localtime(moment)
    return f"{date_format(day, 'l')}{part_of_day(moment)} {date_format(day, 'j F')}"


def time_in_words(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H.%M} uur"


@dataclass(frozen=True)
class Week:
    """Moments of one week, under the words for that week."""

    title: str
    monday: date
    slots: list[Any]


def by_week(slots: Iterable[Any], *, today: date) -> list[Week]:
    """The moments in order, week by week. Takes whatever has `starts_at`."""
    ordered = sorted(slots, key=lambda slot: slot.starts_at)
    grouped = groupby(ordered, key=lambda slot: monday_of(timezone.localdate(slot.starts_at)))
    return [
        Week(week_in_words(monday, today=today), monday, list(each)) for monday, each in grouped
    ]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_in_words(monday: date, *, today: date) -> str:
    weeks = (monday - monday_of(today)).days // 7
    if weeks in (0, 1):
        return ("Deze week", "Volgende week")[weeks]
    return f"Week van {date_format(monday, 'j F' if monday.year == today.year else 'j F Y')}"
