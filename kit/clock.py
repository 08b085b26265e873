"""What time it is: the only place that asks.

Rules take `today=` or `now=`; views, jobs and commands get them here. In a demo world the clock can
run a number of days ahead (settings.CLOCK_FILE), so that what happens later can be seen now.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def days_ahead() -> int:
    """How many days the demo clock runs ahead; 0 outside a demo world."""
    if not settings.CLOCK_FILE:
        return 0
    try:
        return int(Path(settings.CLOCK_FILE).read_text())
    except (FileNotFoundError, ValueError):
        return 0


def set_days_ahead(days: int) -> None:
    """Set the demo clock. Raises RuntimeError outside a demo world."""
    if not settings.CLOCK_FILE:
        raise RuntimeError("The clock can be set in a demo world only.")
    Path(settings.CLOCK_FILE).write_text(str(days))


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Inside, it is this moment: for the demo world, whose people have a past."""
    token = _standing_at.set(moment)
    try:
        yield
    finally:
        _standing_at.reset(token)


def now() -> datetime:
    return _standing_at.get() or timezone.now() + timedelta(days=days_ahead())


def today() -> date:
    """The date in Amsterdam."""
    return timezone.localdate(now())


def next_working_day(day: date) -> date:
    """The first Monday to Friday after `day`."""
    following = day + timedelta(days=1)
    while following.weekday() >= 5:
        following += timedelta(days=1)
    return following


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier); the last day where it does not exist.

    29 February plus 12 months is 28 February.
    """
    month0 = day.year * 12 + day.month - 1 + months
    year, month = divmod(month0, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def add_years(day: date, years: int) -> date:
    return add_months(day, 12 * years)
