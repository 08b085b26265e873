"""How the background work stands: what waits and since when, what fails, which daily runs were."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from outbox import holding, jobs
from outbox.models import Job, SendingHold

CERTIFICATES = "register.make_certificate"
LONG = timedelta(minutes=15)  # a job that is due waits seconds, unless something is wrong
AFTER_ITS_TIME = timedelta(minutes=30)
MOST_FAILING = 50


@dataclass(frozen=True)
class Waiting:
    """Jobs that are due now; `oldest` is when the first of them should have begun.

    `certificates` are still to be made, `made` were in the last hour: after a launch or a day of
    many decisions that says how far it is.
    """

    count: int
    mails: int
    certificates: int
    later: int
    made: int
    oldest: datetime | None
    now: datetime
    hold: SendingHold | None

    @property
    def is_slow(self) -> bool:
        return self.oldest is not None and self.now - self.oldest > LONG


@dataclass(frozen=True)
class Run:
    """The newest run of a daily job: its row, if it was entered."""

    run: jobs.DailyRun
    row: Job | None
    is_missing: bool

    @property
    def is_dead(self) -> bool:
        return self.row is not None and self.row.dead_at is not None

    @property
    def is_fine(self) -> bool:
        return self.row is not None and self.row.done_at is not None and not self.is_missing


def waiting(now: datetime) -> Waiting:
    due, hold = Q(due_at__lte=now), holding.current()
    mail = Q(task__in=holding.senders())
    begins = due & ~mail if hold else due  # mail that is held is not late
    found = Job.objects.open().aggregate(
        count=Count("pk", filter=due),
        mails=Count("pk", filter=due & mail),
        certificates=Count("pk", filter=due & Q(task=CERTIFICATES)),
        later=Count("pk", filter=~due),
        oldest=Min(Greatest("due_at", "created_at"), filter=begins),
    )
    made = Job.objects.filter(task=CERTIFICATES, done_at__gt=now - timedelta(hours=1)).count()
    return Waiting(**found, made=made, now=now, hold=hold)


def failing() -> list[Job]:
    """Open jobs that went wrong at least once, and are tried again by themselves."""
    tried = Job.objects.open().exclude(last_error="").order_by("due_at", "pk")
    return list(tried[:MOST_FAILING])


def runs(now: datetime) -> list[Run]:
    """Each daily job with its newest run; missing when its time has come and no row is there."""
    today = timezone.localdate(now)
    days = (today, today - timedelta(days=1))
    keys = [jobs.key_of(run.task, day) for run in jobs.schedule for day in days]
    rows = {row.key: row for row in Job.objects.filter(key__in=keys)}
    found = []
    for run in sorted(jobs.schedule, key=lambda one: (one.at, one.task)):
        newest = [rows.get(jobs.key_of(run.task, day)) for day in days]
        come = jobs.slot_of(run, now - AFTER_ITS_TIME)
        expected = rows.get(jobs.key_of(run.task, come))
        found.append(Run(run, newest[0] or newest[1], is_missing=expected is None))
    return found
