"""Jobs: entering, leasing and performing them; and the schedule of runs by the clock.

Postgres is the only truth. Redis carries (job id, lease) to a worker and may vanish at any moment.
"""

import contextlib
import functools
import logging
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from kit import clock, logs, traces
from outbox import holding
from outbox.models import Job
from outbox.models.jobs import MAX_ATTEMPTS

logger = logging.getLogger(__name__)
MOST_ON_THEIR_WAY = 40
MOST_IN_BACKGROUND = 8
LONGEST_PAUSE = timedelta(hours=12)

_in_background: ContextVar[bool] = ContextVar("in_background", default=False)
handlers: dict[str, Callable[..., None]] = {}
# What each work runs inside, by its name: config says who acts there, which this layer cannot know.
inside: Callable[[str], contextlib.AbstractContextManager[Any]] = contextlib.nullcontext


@dataclass(frozen=True)
class DailyRun:
    task: str
    at: time  # Amsterdam


schedule: list[DailyRun] = []


def job(
    name: str, *, daily_at: time | None = None, mails: bool = False
) -> Callable[[Callable[..., None]], Any]:
    """Register a function as the work of a task, optionally run once a day from a time on.

    It runs inside one transaction together with the mark that the job is done. What `mails`
    something waits while mail is held.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        done = holding.only_when_free(name, function) if mails else function

        @functools.wraps(function)
        def work(*given: Any, **arguments: Any) -> None:
            with inside(name):
                done(*given, **arguments)

        handlers[name] = work
        if daily_at:
            schedule.append(DailyRun(name, daily_at))
        return work

    return register


@contextlib.contextmanager
def nobody_waits() -> Iterator[None]:
    """Jobs entered inside are done when there is room: letters to thousands, no code to log in."""
    token = _in_background.set(True)
    try:
        yield
    finally:
        _in_background.reset(token)


def enter(task: str, key: str, *, due_at: datetime | None = None, **arguments: Any) -> None:
    """Enter a job in the current transaction; a key that was entered before changes nothing."""
    enter_all(task, {key: arguments}, due_at=due_at)


def enter_all(
    task: str, arguments: Mapping[str, dict[str, Any]], *, due_at: datetime | None = None
) -> None:
    """The same for many jobs of one task, by key."""
    shared = {
        "due_at": due_at or clock.now(),
        "background": _in_background.get(),
        "request_id": logs.request_id.get(),
        "trace": traces.here(),
        "done_at": clock.now() if holding.stays(task) else None,
    }
    entered = [Job(task=task, key=key, arguments=own, **shared) for key, own in arguments.items()]
    Job.objects.bulk_create(entered, ignore_conflicts=True)


def enter_scheduled(now: datetime) -> None:
    """Enter the newest slot of each daily run whose time has come; UNIQUE(job, day) makes it once.

    Missed days need no catching up: a run handles everything due up to its day.
    """
    for run in schedule:
        enter(run.task, key_of(run.task, slot_of(run, now)), due_at=now)


def slot_of(run: DailyRun, now: datetime) -> date:
    """The day of the newest run whose time has come."""
    local = timezone.localtime(now)
    return local.date() if local.time() >= run.at else local.date() - timedelta(days=1)


def key_of(task: str, day: date) -> str:
    return f"{task}:{day}"


def lease_due(now: datetime) -> list[Job]:
    """Lease the jobs that are due and not on their way; a running job is locked, so skipped.

    Few of those that nobody waits for, so that a code to log in never stands behind them.
    """
    leased = []
    with transaction.atomic():
        held = holding.senders() if holding.current() else set()
        due = [row for behind in (False, True) for row in due_rows(now, held, background=behind)]
        for row in due:
            if row.attempts >= MAX_ATTEMPTS:
                row.dead_at = timezone.now()
                with logs.in_request(row.request_id):
                    logger.error("job %s is dead after %s attempts", row.pk, row.attempts)
            else:
                row.lease = uuid.uuid4()
                row.leased_until = timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
                leased.append(row)
            row.save(update_fields=["dead_at", "lease", "leased_until"])
    return leased


def due_rows(now: datetime, held: set[str], *, background: bool) -> list[Job]:
    """As many due jobs as there is room for beside those on their way, the oldest first."""
    on_their_way = Q(leased_until__gt=timezone.now())
    ours = Job.objects.filter(background=background).exclude(task__in=held)
    most = MOST_IN_BACKGROUND if background else MOST_ON_THEIR_WAY
    room = most - ours.open().filter(on_their_way).count()
    due = ours.due_at(now).exclude(on_their_way).order_by("due_at", "id")
    return list(due.select_for_update(skip_locked=True)[: max(0, room)])


def perform(job_id: int, lease: uuid.UUID) -> bool:
    """Run a leased job; False when the lease is not the current one, or the tries are used up.

    The start is counted before the work, so that work which kills its process counts too: Celery
    delivers the message of a killed process again, with the same lease.
    """
    started = Job.objects.open().filter(pk=job_id, lease=lease, attempts__lt=MAX_ATTEMPTS)
    if not started.update(
        attempts=F("attempts") + 1,
        leased_until=timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS),
    ):
        return False
    number = ""
    try:
        with transaction.atomic():
            row = Job.objects.open().select_for_update(skip_locked=True).filter(pk=job_id).first()
            if row is None:
                return False
            number = row.request_id
            with logs.in_request(number):
                traces.named(row.task)
                handlers[row.task](**row.arguments)
            Job.objects.filter(pk=job_id).update(done_at=timezone.now(), last_error="")
    except holding.Held:  # since it was leased: that was no try
        Job.objects.filter(pk=job_id, lease=lease).update(
            attempts=F("attempts") - 1, lease=None, leased_until=None
        )
        return False
    except Exception as error:
        with logs.in_request(number):
            logger.exception("job %s failed", job_id)
        put_back(job_id, lease, error)
    return True


def at_once(act: Callable[[], Any]) -> None:
    """Do something that counts at once, whatever becomes of the job: to say how far it is."""

    def alone() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:  # a thread has a connection of its own
        thread.submit(alone).result()


def put_back(job_id: int, lease: uuid.UUID, error: Exception) -> None:
    """Try a failed job again later: 10 seconds, 40, 160 … up to half a day, 14 hours in all.

    Not when its lease ran out meanwhile: then another worker has it, or even did it.
    """
    with transaction.atomic():
        row = Job.objects.open().select_for_update().filter(pk=job_id, lease=lease).first()
        if row is None:
            return
        row.last_error = described(error)
        row.lease = row.leased_until = None
        if row.attempts >= MAX_ATTEMPTS:
            row.dead_at = timezone.now()
        else:
            pause = timedelta(seconds=10 * 4 ** (row.attempts - 1))
            row.due_at = clock.now() + min(pause, LONGEST_PAUSE)
        row.save(update_fields=["last_error", "lease", "leased_until", "dead_at", "due_at"])


def described(error: Exception) -> str:
    """The error for staff: without the row or the mail address that the message may quote."""
    name = type(error).__name__
    if isinstance(error, SMTPException):
        return name
    return f"{name}: {str(error).partition('\n')[0]}"[:500]


def revive(row: Job) -> None:
    """Give a dead job a new set of attempts, after someone took away the cause."""
    Job.objects.filter(pk=row.pk).exclude(dead_at=None).update(
        dead_at=None, attempts=0, lease=None, leased_until=None, due_at=clock.now()
    )
