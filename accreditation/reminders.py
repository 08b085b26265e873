"""Reminders that count back from the hand-in date: each step once, never a flood (domain §5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import batched
from typing import Any

from django.db import connection
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
AT_A_TIME = 500
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


def in_order(scheme: RegisterScheme) -> dict[str, timedelta]:
    """Each step and about how long before the hand-in date, the earliest first."""
    before = {f"{count}-months": timedelta(days=count * 30.44) for count in scheme.reminder_months}
    before |= {f"{count}-days": timedelta(days=count) for count in scheme.reminder_days}
    return dict(sorted(before.items(), key=lambda step: step[1], reverse=True))


# Whose step of this day, or a later one, was not written. PostgreSQL counts months as the clock of
# the product does; the exact rule is looked at for who is left (`unwritten_among`).
CANDIDATES = """
SELECT cycle.id
FROM accreditation_cycle cycle
JOIN register_registrationperiod period ON period.id = cycle.period_id
JOIN register_registration registration ON registration.id = period.registration_id
JOIN accounts_user person ON person.id = cycle.person_id
CROSS JOIN LATERAL (SELECT
    (until_on + make_interval(months => extended_months - %(hand_in_months)s))::date AS hand_in_on
) term
WHERE cycle.status = 'running' AND registration.status = 'active' AND person.is_active
    AND period.scheme_id = %(scheme)s AND until_on BETWEEN %(nearest)s AND %(furthest)s
    AND hand_in_on > %(today)s
    AND NOT EXISTS (
        SELECT FROM outbox_letter letter
        WHERE letter.kind = %(kind)s AND letter.person_id = cycle.person_id
            AND letter.subject = %(label)s || cycle.id
            AND CASE {cases} ELSE true END
    )
ORDER BY cycle.id
"""
CASE = """WHEN (hand_in_on - make_interval({unit} => {count}))::date <= %(today)s
    THEN letter.occasion <> ALL (%(before_{nth})s)"""


def candidates(scheme: RegisterScheme, today: date) -> list[int]:
    """Running cycles of active registrations with a step to write, or nearly."""
    steps = list(in_order(scheme))
    if not steps:
        return []
    cases: list[str] = []
    before: dict[str, Any] = {}
    for nth, name in reversed(list(enumerate(steps))):
        count, unit = name.split("-")
        cases.append(CASE.format(unit=unit, count=int(count), nth=nth))
        before[f"before_{nth}"] = steps[:nth]
    furthest = max(in_order(scheme).values())
    most = scheme.hand_in_months - scheme.staff_extension_months  # whose term was extended
    facts: dict[str, Any] = {
        "hand_in_months": scheme.hand_in_months,
        "scheme": scheme.pk,
        "nearest": clock.add_months(today, most) - MARGIN,
        "furthest": clock.add_months(today, scheme.hand_in_months) + furthest + MARGIN,
        "today": today,
        "kind": KIND,
        "label": f"{Cycle._meta.label_lower}:",
    }
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES.format(cases="\n".join(cases)), facts | before)
        return [pk for (pk,) in cursor.fetchall()]


def unwritten(today: date) -> Iterator[list[tuple[Cycle, str]]]:
    """Who is at a step without its letter, or a later one, with that step; some hundreds a time."""
    for scheme in RegisterScheme.objects.all():
        for some in batched(candidates(scheme, today), AT_A_TIME):
            cycles = Cycle.objects.filter(pk__in=some).select_related("person", "period__scheme")
            if found := unwritten_among(list(cycles.order_by("pk")), today):
                yield found


def unwritten_among(cycles: list[Cycle], today: date) -> list[tuple[Cycle, str]]:
    written, found = reminded(cycles), []
    for cycle in cycles:
        step = due_step(cycle.period, today)
        if step and not is_done(step, written[subject_of(cycle)], steps_of(cycle.period)):
            found.append((cycle, step))
    return found


def write_due(today: date, *, now: datetime | None = None) -> int:
    """Write the latest due step of each person, unless it or a later one was written before."""
    at = now or clock.now()
    words = letters.Words.on(KIND, timezone.localdate(at))
    return sum(
        letters.post([reminder(cycle, step, now=at, words=words) for cycle, step in some])
        for some in unwritten(today)
    )


def is_done(step: str, written: set[str], steps: dict[str, date]) -> bool:
    """A later step says the same and more: who has it does not get the earlier one."""
    return any(steps.get(name, date.max) >= steps[step] for name in written)


def reminder(cycle: Cycle, step: str, *, now: datetime, words: letters.Words) -> Letter:
    return letters.compose(
        KIND,
        person=cycle.person,
        subject=cycle,
        occasion=step,
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
