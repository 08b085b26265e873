"""Reminders that count back from the hand-in date: each step once, never a flood (domain §5)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accreditation.models import Cycle
from kit import clock
from outbox import letters
from outbox.jobs import job, nobody_waits
from outbox.models import Letter
from register import terms
from register.models import RegisterScheme, Registration, RegistrationPeriod

KIND = "accreditation/reminder"
AT_A_TIME = 500


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


# Who is at a step with no letter since the day of that step. A hand-in date that moved has steps of
# its own: what was told of the one before counts only for steps that lay before that letter.
# PostgreSQL counts months as the clock of the product does.
UNWRITTEN = """
SELECT cycle.id
FROM accreditation_cycle cycle
JOIN register_registrationperiod period ON period.id = cycle.period_id
JOIN register_registration registration ON registration.id = period.registration_id
JOIN accounts_user person ON person.id = cycle.person_id
CROSS JOIN LATERAL (SELECT
    (until_on + make_interval(months => extended_months - %(hand_in_months)s))::date AS hand_in_on
) term
CROSS JOIN LATERAL (SELECT GREATEST({days}) AS day) step
WHERE cycle.status = 'running' AND registration.status = 'active' AND person.is_active
    AND period.scheme_id = %(scheme)s AND hand_in_on > %(today)s AND step.day IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM outbox_letter letter
        WHERE letter.kind = %(kind)s AND letter.person_id = cycle.person_id
            AND letter.subject = %(label)s || cycle.id
            AND (letter.written_at AT TIME ZONE %(zone)s)::date >= step.day
    )
ORDER BY cycle.id
"""
STEP = """CASE WHEN {day} <= %(today)s THEN {day} END"""
DAY = "(hand_in_on - make_interval({unit} => {count}))::date"


def candidates(scheme: RegisterScheme, today: date) -> list[int]:
    """Running cycles of active registrations at a step that nobody wrote about."""
    steps = [("months", count) for count in scheme.reminder_months]
    steps += [("days", count) for count in scheme.reminder_days]
    if not steps:
        return []
    days = [DAY.format(unit=unit, count=int(count)) for unit, count in steps]
    facts: dict[str, Any] = {
        "hand_in_months": scheme.hand_in_months,
        "scheme": scheme.pk,
        "today": today,
        "kind": KIND,
        "label": f"{Cycle._meta.label_lower}:",
        "zone": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor:
        asked = UNWRITTEN.format(days=", ".join(STEP.format(day=day) for day in days))
        cursor.execute(asked, facts)
        return [pk for (pk,) in cursor.fetchall()]


def unwritten(today: date) -> Iterator[list[tuple[Cycle, str]]]:
    """Who is at a step without its letter, with that step; some hundreds at a time."""
    for scheme in RegisterScheme.objects.all():
        for some in batched(candidates(scheme, today), AT_A_TIME):
            cycles = Cycle.objects.filter(pk__in=some).select_related("person", "period__scheme")
            steps = [(cycle, due_step(cycle.period, today)) for cycle in cycles.order_by("pk")]
            yield [(cycle, step) for cycle, step in steps if step]


def write_due(today: date, *, now: datetime | None = None) -> int:
    """Write the latest due step of each person, unless it or a later one was written before.

    Behind what somebody waits for, such as a code to log in.
    """
    at = now or clock.now()
    words = letters.Words.on(KIND, timezone.localdate(at))
    with nobody_waits():
        return sum(
            letters.post([reminder(cycle, step, now=at, words=words) for cycle, step in some])
            for some in unwritten(today)
        )


def reminder(cycle: Cycle, step: str, *, now: datetime, words: letters.Words) -> Letter:
    return letters.compose(
        KIND,
        person=cycle.person,
        subject=cycle,
        occasion=f"{step}:{cycle.period.hand_in_on}",
        at=now,
        link=reverse("cycle:mine"),
        link_label="Bekijk je gesprek",
        words=words,
        period=cycle.period,
        is_open=timezone.localdate(now) >= cycle.period.hand_in_opens_on,
    )


@letters.only_while(KIND)
def is_needed(letter: Letter) -> bool:
    """Looked at once more before the mail leaves: who handed in or paused meanwhile gets none."""
    running = Cycle.objects.filter(
        status=Cycle.Status.RUNNING, period__registration__status=Registration.Status.ACTIVE
    )
    return running.filter(pk=letter.subject.rpartition(":")[2]).exists()


@job("accreditation.reminders", daily_at=time(6, 0))
def write_reminders() -> None:
    write_due(clock.today())
