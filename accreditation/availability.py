"""When an assessor is there: week patterns that become moments, and days off (domain §5).

Moments of a pattern exist for the coming weeks only; each night the next ones are added. A moment
that was booked, or taken back by hand, is never made again.
"""

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accreditation import assessors, scheduling, school_holidays, waiting_list
from accreditation.models import Absence, Assessor, BusyTime, Slot, WeekPattern
from audit.acts import NotAllowed, act, record
from kit import clock
from outbox.jobs import job

WEEKS_FILLED = 12
JOB = "accreditation.fill_patterns"


# ---- Week patterns ----


def begin(assessor: Assessor, *, now: datetime, by: Actor, **hours: Any) -> WeekPattern:
    """The same hours each week from a day on; the moments of the coming weeks are there at once."""
    pattern = WeekPattern(assessor=assessor, **hours)
    if not any(starts_on(pattern, pattern.from_on, now=now)):
        raise NotAllowed("In deze tijd past geen gesprek. Kies een langere tijd.")
    with transaction.atomic():
        with act("weekpattern.begin", pattern, by=by):
            pattern.save()
        fill(pattern, now=now, by=by)
    return pattern


def stop(pattern: WeekPattern, *, now: datetime, by: Actor) -> int:
    """No more moments of it; those that somebody chose stay. How many went away."""
    with transaction.atomic():
        free = lock_untaken(pattern.slots.all(), now=now)
        with act("weekpattern.stop", pattern, by=by):
            gone = take_away(free, by=by)
        pattern.delete()
    return gone


def fill(pattern: WeekPattern, *, now: datetime, by: Actor) -> int:
    """Make the moments of the coming weeks that are not there yet. Doing it again adds none."""
    made = 0
    with transaction.atomic():
        taken = unavailable(pattern.assessor, now=now)
        for starts_at in coming(pattern, now=now):
            ends_at = starts_at.astimezone(UTC) + scheduling.length(pattern.kind, now=now)
            if any(starts_at < end and begin < ends_at for begin, end in taken):
                continue
            with contextlib.suppress(NotAllowed):  # somebody offered something at this very moment
                put_down(pattern, starts_at, now=now, by=by)
                made += 1
        if made:
            waiting_list.tell_first(pattern.assessor, now=now)
    return made


def put_down(pattern: WeekPattern, starts_at: datetime, *, now: datetime, by: Actor) -> None:
    scheduling.put_down(
        pattern.assessor,
        kind=pattern.kind,
        starts_at=starts_at,
        online=pattern.online,
        place=pattern.place,
        pattern=pattern,
        now=now,
        by=by,
    )


def coming(pattern: WeekPattern, *, now: datetime) -> Iterator[datetime]:
    """When talks of this pattern can start in the coming weeks; holidays are left out."""
    today = timezone.localdate(now)
    first = max(today, pattern.from_on)
    last = today + timedelta(weeks=WEEKS_FILLED)
    if pattern.until_on:
        last = min(last, pattern.until_on)
    day = first + timedelta(days=(pattern.weekday - first.weekday()) % 7)
    while day <= last:
        if not (pattern.holidays and school_holidays.is_off(day, pattern.holidays)):
            yield from (at for at in starts_on(pattern, day, now=now) if at > now)
        day += timedelta(weeks=1)


def starts_on(pattern: WeekPattern, day: date, *, now: datetime) -> Iterator[datetime]:
    """The talks that fit one after the other in the hours of one day, by the clock of Amsterdam."""
    length = scheduling.length(pattern.kind, now=now)
    starts_at = local(day, pattern.starts).astimezone(UTC)
    while starts_at + length <= local(day, pattern.ends):
        yield timezone.localtime(starts_at)
        starts_at += length


def local(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def unavailable(assessor: Assessor, *, now: datetime) -> list[tuple[datetime, datetime]]:
    """What a moment may not overlap: any other moment, also one that was taken back; days off."""
    slots = Slot.objects.filter(assessor=assessor, ends_at__gt=now)
    busy = BusyTime.objects.filter(calendar__assessor=assessor, ends_at__gt=now)
    away = assessor.absences.filter(until_on__gte=timezone.localdate(now))
    return [
        *slots.values_list("starts_at", "ends_at"),
        *busy.values_list("starts_at", "ends_at"),
        *(days_of(one) for one in away),
    ]


def days_of(absence: Absence) -> tuple[datetime, datetime]:
    after = absence.until_on + timedelta(days=1)
    return local(absence.from_on, time.min), local(after, time.min)


@job(JOB, daily_at=time(3, 30))
def fill_patterns() -> None:
    """For every assessor in office; what ended is cleared away."""
    now = clock.now()
    today = timezone.localdate(now)
    WeekPattern.objects.filter(until_on__lt=today).delete()
    Absence.objects.filter(until_on__lt=today).delete()
    running = WeekPattern.objects.filter(assessor__in=assessors.in_office(today))
    for pattern in running.select_related("assessor__user").order_by("pk"):
        fill(pattern, now=now, by=Actor.system(JOB))


# ---- Days off ----


def be_away(
    assessor: Assessor, *, from_on: date, until_on: date, now: datetime, by: Actor
) -> tuple[Absence, int]:
    """Nothing is offered on these days; free moments go away, talks stay. How many went away."""
    absence = Absence(assessor=assessor, from_on=from_on, until_on=until_on)
    with transaction.atomic():
        begin_at, end_at = days_of(absence)
        during = assessor.slots.filter(starts_at__lt=end_at, ends_at__gt=begin_at)
        free = lock_untaken(during, now=now)
        with act("absence.begin", absence, by=by):
            absence.save()
            gone = take_away(free, by=by)
    return absence, gone


def come_back(absence: Absence, *, now: datetime, by: Actor) -> None:
    """The days off are off: what the week patterns say is offered again."""
    assessor = absence.assessor
    with transaction.atomic():
        record("absence.end", absence, by=by)
        absence.delete()
        for pattern in assessor.patterns.order_by("pk"):
            fill(pattern, now=now, by=by)


def talks_during(assessor: Assessor, from_on: date, until_on: date) -> QuerySet[Any]:
    """Talks that stand on these days: they go on, unless the assessor calls them off."""
    begin_at, end_at = days_of(Absence(from_on=from_on, until_on=until_on))
    standing = assessor.conversations.filter(status="planned")
    return standing.filter(starts_at__lt=end_at, ends_at__gt=begin_at).order_by("starts_at")


def lock_untaken(slots: QuerySet[Slot], *, now: datetime) -> list[Slot]:
    """The moments among these that nobody booked, locked: nobody books them meanwhile."""
    keys = list(slots.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return list(Slot.objects.untaken(now).filter(pk__in=keys))


def take_away(slots: list[Slot], *, by: Actor) -> int:
    """Moments of a pattern vanish, so that it can make them again; others are taken back.

    What a cancelled talk was once in is kept, and stays as it was.
    """
    of_pattern = Q(pattern__isnull=False, conversations=None)
    fresh = Slot.objects.filter(of_pattern, pk__in=[slot.pk for slot in slots])
    vanishing = set(fresh.values_list("pk", flat=True))
    for slot in slots:
        if slot.pk not in vanishing:
            scheduling.withdraw(slot, by=by)
    Slot.objects.filter(pk__in=vanishing).delete()
    return len(slots)
