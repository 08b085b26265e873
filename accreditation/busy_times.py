"""The own calendar of an assessor: from when to when it is taken, so nobody chooses such a moment.

A file is read once, an address every night. Only from–to is kept, of the coming half year.
"""

import json
import subprocess
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accreditation import assessors
from accreditation.invitations import uid_ending
from accreditation.models import Assessor, BusyCalendar, BusyTime
from audit.acts import NotAllowed, act, record
from files.own_process import run_alone
from kit import clock
from kit.fetching import Fetcher, Unreachable, host_of
from kit.sealing import Unreadable, seal, unseal
from outbox import jobs
from outbox.jobs import job

AHEAD = timedelta(weeks=26)
LARGEST = 2 << 20
PATIENCE = 20  # seconds, also where the machine is busy
MOST_CALENDARS = 5
UNREADABLE = "Dit is geen agenda die we kunnen lezen. Kies een bestand dat eindigt op .ics."
Spans = list[list[str]]


def add_file(assessor: Assessor, data: bytes, *, now: datetime, by: Actor) -> BusyCalendar:
    """What stands in this file now. Raises NotAllowed when it is no calendar."""
    spans = spans_of(data, now=now)
    with transaction.atomic():
        calendar = begin(BusyCalendar(assessor=assessor), by=by)
        keep(calendar, spans, now=now)
    return calendar


def add_address(assessor: Assessor, address: str, *, by: Actor) -> BusyCalendar:
    """Read soon, and then every night. Raises NotAllowed when nothing can ever stand there."""
    kind, _, rest = address.strip().partition("://")
    url = f"https://{rest}" if kind.lower() == "webcal" else address.strip()
    try:
        host = host_of(url)
    except Unreachable as problem:
        raise NotAllowed(str(problem)) from problem
    with transaction.atomic():
        calendar = BusyCalendar(assessor=assessor, host=host, sealed_address=seal(url))
        calendar = begin(calendar, by=by)
        read_soon(calendar, occasion="first")
    return calendar


def begin(calendar: BusyCalendar, *, by: Actor) -> BusyCalendar:
    if calendar.assessor.busy_calendars.count() >= MOST_CALENDARS:
        raise NotAllowed("Je hebt al vijf agenda’s. Haal er eerst een weg.")
    with act("busycalendar.add", calendar, by=by):
        calendar.save()
    return calendar


def remove(calendar: BusyCalendar, *, by: Actor) -> None:
    """With all that was known of it."""
    with transaction.atomic():
        record("busycalendar.remove", calendar, by=by)
        calendar.delete()


def spans_of(data: bytes, *, now: datetime) -> Spans:
    """What a process of its own reads in the calendar. Raises NotAllowed."""
    if len(data) > LARGEST:
        raise NotAllowed("Dit bestand is groter dan 2 MB. Deel een kleinere agenda.")
    until = now + AHEAD
    asked = [now.isoformat(), until.isoformat(), uid_ending()]
    try:
        done = run_alone("accreditation.busy_reading", *asked, data=data, seconds=PATIENCE)
    except subprocess.TimeoutExpired as problem:
        raise NotAllowed(UNREADABLE) from problem
    if done.returncode:
        raise NotAllowed(UNREADABLE)
    spans: Spans = json.loads(done.stdout)
    return spans


def keep(calendar: BusyCalendar, spans: Spans, *, now: datetime) -> None:
    """These times instead of those of before."""
    calendar.times.all().delete()
    BusyTime.objects.bulk_create(
        BusyTime(
            calendar=calendar,
            starts_at=datetime.fromisoformat(starts_at),
            ends_at=datetime.fromisoformat(ends_at),
        )
        for starts_at, ends_at in spans
    )
    calendar.read_at, calendar.problem = now, ""
    calendar.save(update_fields=["read_at", "problem"])


# ---- Addresses ----


def read_soon(calendar: BusyCalendar, *, occasion: str) -> None:
    key = f"accreditation.read_calendar:{calendar.pk}:{occasion}"
    jobs.enter("accreditation.read_calendar", key, calendar_id=calendar.pk)


@job("accreditation.read_calendar")
def read_calendar(calendar_id: int) -> None:
    calendar = BusyCalendar.objects.filter(pk=calendar_id).exclude(sealed_address="").first()
    if calendar:  # it may have been taken away meanwhile
        read(calendar, Fetcher(most=LARGEST), now=clock.now())


def read(calendar: BusyCalendar, fetcher: Fetcher, *, now: datetime) -> None:
    """Fetch and keep; when that does not work the times of before stay, and the page says so."""
    try:
        spans = spans_of(fetcher.fetch(unseal(calendar.sealed_address)), now=now)
    except (Unreachable, NotAllowed, Unreadable) as problem:
        wrong = UNREADABLE if isinstance(problem, Unreadable) else str(problem)
        BusyCalendar.objects.filter(pk=calendar.pk).update(problem=wrong)
        return
    with transaction.atomic():
        there = BusyCalendar.objects.select_for_update().filter(pk=calendar.pk).first()
        if there:  # it may have been taken away while it was fetched
            keep(there, spans, now=now)


@job("accreditation.read_calendars", daily_at=time(2, 30))
def read_calendars() -> None:
    """Each address anew; what is over, and what is of nobody in office, goes away."""
    now = clock.now()
    today = timezone.localdate(now)
    BusyCalendar.objects.exclude(assessor__in=assessors.in_office(today)).delete()
    BusyTime.objects.filter(ends_at__lt=now).delete()
    for calendar in BusyCalendar.objects.exclude(sealed_address=""):
        read_soon(calendar, occasion=today.isoformat())
