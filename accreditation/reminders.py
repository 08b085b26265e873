"""Reminders that count back from the hand-in date: each step once, never a flood (domain §5)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from accreditation.models import Cycle
from kit import clock
from outbox import letters
from outbox.jobs import job
from outbox.models import Letter
from register import terms
from register.models import RegisterScheme, Registration, RegistrationPeriod

KIND = "accreditation/reminder"
MARGIN = timedelta(days=4)  # months differ in length; the exact day is looked at afterwards


def steps_of(period: RegistrationPeriod) -> dict[str, date]:
    scheme = period.scheme
    return terms.reminder_dates(
        period.hand_in_on, months=scheme.reminder_months, days=scheme.reminder_days
    )


def due_step(period: RegistrationPeriod, today: date) -> str | None:
    """The latest step whose day has come, before the hand-in date; None when there is none."""
    if today >= period.hand_in_on:
        return None
    come = {name: day for name, day in steps_of(period).items() if day <= today}
    return max(come, key=lambda name: come[name]) if come else None


def reminded(cycles: Iterable[Cycle]) -> dict[str, set[str]]:
    """The steps already written, by the subject that letters know a cycle by."""
    subjects = [subject_of(cycle) for cycle in cycles]
    rows = Letter.objects.filter(kind=KIND, subject__in=subjects)
    written = defaultdict(set)
    for subject, occasion in rows.values_list("subject", "occasion"):
        written[subject].add(occasion)
    return written


def subject_of(cycle: Cycle) -> str:
    return f"{cycle._meta.label_lower}:{cycle.pk}"


def in_sight(scheme: RegisterScheme, today: date) -> list[Cycle]:
    """Running cycles of active registrations whose hand-in date comes within the steps."""
    furthest = (
        max(scheme.reminder_months, default=0) + max(scheme.reminder_days, default=0) // 28 + 1
    )
    most = scheme.hand_in_months - scheme.staff_extension_months  # whose term was extended
    nearest_end = clock.add_months(today, most) - MARGIN
    furthest_end = clock.add_months(today, scheme.hand_in_months + furthest) + MARGIN
    return list(
        Cycle.objects.filter(
            status=Cycle.Status.RUNNING,
            period__scheme=scheme,
            period__until_on__range=(nearest_end, furthest_end),
            period__registration__status=Registration.Status.ACTIVE,
            person__is_active=True,
        ).select_related("person", "period__scheme")
    )


def write_due(today: date, *, now: datetime | None = None) -> int:
    """Write the latest due step of each person, unless it or a later one was written before."""
    count = 0
    for scheme in RegisterScheme.objects.all():
        cycles = in_sight(scheme, today)
        written = reminded(cycles)
        for cycle in cycles:
            step = due_step(cycle.period, today)
            if step and not is_done(step, written[subject_of(cycle)], steps_of(cycle.period)):
                count += write(cycle, step, now=now or clock.now())
    return count


def is_done(step: str, written: set[str], steps: dict[str, date]) -> bool:
    """A later step says the same and more: who has it does not get the earlier one."""
    return any(steps.get(name, date.max) >= steps[step] for name in written)


def write(cycle: Cycle, step: str, *, now: datetime) -> bool:
    return letters.write(
        KIND,
        person=cycle.person,
        subject=cycle,
        occasion=step,
        at=now,
        link=reverse("cycle:mine"),
        link_label="Bekijk je gesprek",
        period=cycle.period,
        is_open=timezone.localdate(now) >= cycle.period.hand_in_opens_on,
    )


@job("accreditation.reminders", daily_at=time(6, 0))
def write_reminders() -> None:
    write_due(clock.today())
