"""Reminders for the desk: who gets which one soon, whose came back, who never logs in.

And the check of each morning that no step was missed: a reminder that nobody wrote shows here.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accreditation import reminders
from accreditation.models import Cycle
from kit import clock
from outbox import jobs
from outbox.models import Letter
from register.models import RegisterScheme, Registration

logger = logging.getLogger(__name__)
AHEAD = timedelta(days=31)
BOUNCED_SINCE = timedelta(days=92)
SILENT_AFTER = timedelta(days=365)
MOST_SHOWN = 200
MARGIN = timedelta(days=4)  # months differ in length; the exact day is looked at afterwards


@dataclass(frozen=True)
class Coming:
    """One reminder that goes out on a day, unless somebody hands in before."""

    cycle: Cycle
    step: str
    day: date

    @property
    def words(self) -> str:
        return words_of(self.step)


def words_of(step: str) -> str:
    """How long before the hand-in date: `12-months` is twelve months."""
    count, _, unit = step.partition("-")
    number = int(count)
    if unit == "months":
        return f"{number} maand{'en' if number > 1 else ''} van tevoren"
    if number % 7 == 0:
        return f"{number // 7} {'weken' if number > 7 else 'week'} van tevoren"
    return f"{number} dag{'en' if number > 1 else ''} van tevoren"


def coming(today: date) -> list[Coming]:
    """What goes out from tomorrow on, in the days ahead; the soonest first."""
    found = []
    for scheme in RegisterScheme.objects.all():
        for cycle in near(scheme, today):
            steps = reminders.steps_of(cycle.period)
            found += [
                Coming(cycle, name, day)
                for name, day in steps.items()
                if today < day <= today + AHEAD
            ]
    return sorted(found, key=lambda one: (one.day, one.cycle.person.name_key))


def near(scheme: RegisterScheme, today: date) -> QuerySet[Cycle]:
    """Running cycles that may have a step in the days ahead; their exact days are looked at."""
    ends = Q(period__extended_months__gt=0)
    for months in (*scheme.reminder_months, *(days // 28 for days in scheme.reminder_days)):
        before = clock.add_months(today, months + scheme.hand_in_months) - MARGIN
        after = clock.add_months(today + AHEAD, months + scheme.hand_in_months + 1)
        ends |= Q(period__until_on__range=(before, after + MARGIN))
    return running().filter(ends, period__scheme=scheme)


def running() -> QuerySet[Cycle]:
    return Cycle.objects.filter(
        status=Cycle.Status.RUNNING,
        period__registration__status=Registration.Status.ACTIVE,
        person__is_active=True,
    ).select_related("person", "period__scheme")


def bounced(now: datetime) -> QuerySet[Letter]:
    """Reminders whose mail did not arrive, the newest first."""
    came_back = Letter.objects.filter(kind=reminders.KIND, bounced_at__gte=now - BOUNCED_SINCE)
    return came_back.select_related("person", "paper").order_by("-bounced_at")


def silent(now: datetime) -> QuerySet[Cycle]:
    """Whose hand-in date comes within a year, and who did not log in for a year: call them."""
    today = timezone.localdate(now)
    away = Q(person__last_login=None) | Q(person__last_login__lt=now - SILENT_AFTER)
    soon = Q(period__until_on__range=(today, clock.add_months(today, 16)))
    return running().filter(away, soon).order_by("period__until_on", "pk")


def missing(today: date) -> list[Cycle]:
    """Who is past a step without its letter, or a later one. Empty, unless something is broken.

    Of today's steps the letters are written in the morning: looked at are those until yesterday.
    """
    yesterday = today - timedelta(days=1)
    return [cycle for some in reminders.unwritten(yesterday) for cycle, _ in some]


@jobs.job("accreditation.check_reminders", daily_at=time(6, 45))  # after they were written
def check() -> None:
    """Write what is missing after all, and say in the log that it was."""
    today = clock.today()
    if found := missing(today):
        logger.error("%d reminders were missing and are written now", len(found))
        reminders.write_due(today)
