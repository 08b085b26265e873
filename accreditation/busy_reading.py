"""Reads somebody's own calendar and says from when to when it is taken; never by what.

Runs in a process of its own, as `files.examine` does: a calendar that breaks a parser, or repeats
for ever, breaks only that process. `python -m accreditation.busy_reading FROM UNTIL OURS` reads
the calendar and answers with a line of JSON; what ends in OURS are our own talks.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from files.confinement import confine

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOST_TIMES = 5_000
REFUSED = 3
# What repeats more often than once a day is no appointment.
TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")

type Span = tuple[datetime, datetime]


class Wrong(Exception):
    """This is no calendar that we can read."""


def read(data: bytes, first: datetime, last: datetime, *, ours: str) -> list[Span]:
    """The times that are taken between two moments, joined where they touch. Raises Wrong."""
    try:
        calendar: Any = Calendar.from_ical(data)
    except (ValueError, IndexError, KeyError) as problem:
        raise Wrong from problem
    if calendar.name != "VCALENDAR":
        raise Wrong
    calendar.subcomponents = [one for one in calendar.subcomponents if is_told(one, ours)]
    return joined(taken(calendar, first, last))


def is_told(component: Any, ours: str) -> bool:
    """Time zones, and what takes time: no reminders, nothing of our own, nothing endless."""
    if component.name == "VTIMEZONE":
        return True
    rules = component.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    return bool(
        component.name == "VEVENT"
        and not str(component.get("UID", "")).endswith(ours)
        and not any(is_endless(rule) for rule in rules)
    )


def is_endless(rule: Any) -> bool:
    often = str(rule.get("FREQ", [""])[0]).upper() in TOO_OFTEN
    return often or any(name in rule for name in WITHIN_A_DAY)


def taken(calendar: Any, first: datetime, last: datetime) -> Iterator[Span]:
    found = recurring_ical_events.of(calendar, skip_bad_series=True).between(first, last)
    if len(found) > MOST_TIMES:
        raise Wrong
    for event in found:
        if is_free(event):
            continue
        starts_at, ends_at = moment(event["DTSTART"].dt), moment(event["DTEND"].dt)
        starts_at, ends_at = max(starts_at, first), min(ends_at, last)
        if starts_at < ends_at:
            yield starts_at, ends_at


def is_free(event: Any) -> bool:
    """Somebody else's birthday takes no time, and what was called off neither."""
    return (
        str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    )


def moment(value: date | datetime) -> datetime:
    """A whole day, or a time without a zone, is by the clock of Amsterdam."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    return (value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)).astimezone(UTC)


def joined(spans: Iterator[Span]) -> list[Span]:
    """As few as say the same, so that nothing can be told from how a day was cut up."""
    found: list[Span] = []
    for starts_at, ends_at in sorted(spans):
        if found and starts_at <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends_at, found[-1][1]))
        else:
            found.append((starts_at, ends_at))
    return found


def main() -> int:
    confine()
    first, last = (datetime.fromisoformat(text) for text in sys.argv[1:3])
    try:
        spans = read(sys.stdin.buffer.read(), first, last, ours=sys.argv[3])
    except Wrong:
        return REFUSED
    json.dump([[one.isoformat() for one in span] for span in spans], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
