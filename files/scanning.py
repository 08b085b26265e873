"""The virus scan of what people add, where CLAMD_URL names a scanner.

The rows themselves are the queue: one that is due is looked at, and one of which the scanner says
nothing stays `received` and is due again later. Only `clean` is ever served.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, QuerySet

from files import clamd
from files.models import StoredFile

logger = logging.getLogger(__name__)
AT_ONCE = 10
LEASE = timedelta(minutes=5)  # longer than a worker may work on one task
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)
State = StoredFile.State


def lease_due(now: datetime) -> list[int]:
    """The files that are due, for one worker each; a worker that dies gives them back by time."""
    with transaction.atomic():
        due = StoredFile.objects.to_scan(now).order_by("scan_due_at", "pk")
        some = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
        rows = StoredFile.objects.filter(pk__in=some)
        rows.update(state=State.SCANNING, scan_due_at=now + LEASE, scan_tries=F("scan_tries") + 1)
    return some


def scan(pk: int, *, now: datetime) -> None:
    """Let the scanner look at one file that was leased, and write down what it says."""
    row = StoredFile.objects.filter(pk=pk, state=State.SCANNING).first()
    if row is None:
        return
    try:
        judge(row, look(row))
    except clamd.NoAnswer as problem:
        logger.warning("no answer of the virus scanner: %s", problem)
        later = now + min(SHORTEST_PAUSE * 2 ** min(row.scan_tries, 10), LONGEST_PAUSE)
        leased(row).update(state=State.RECEIVED, scan_due_at=later)


def look(row: StoredFile) -> str:
    """The state that the scanner's answer gives it. Raises NoAnswer."""
    try:
        if not clamd.finds_the_test_file(settings.CLAMD_URL):
            raise clamd.NoAnswer("it does not find the test file")
        with default_storage.open(row.key) as stored:
            found = clamd.find_in(stored, settings.CLAMD_URL)
    except (clamd.NotLookedAt, FileNotFoundError):
        return State.FAILED
    return State.INFECTED if found else State.CLEAN


def judge(row: StoredFile, state: str) -> None:
    leased(row).update(state=state, scan_due_at=None)
    if state != State.CLEAN:
        logger.warning("stored file %s is not served: %s", row.public_id, state)


def leased(row: StoredFile) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(pk=row.pk, state=State.SCANNING)


def again(now: datetime) -> int:
    """Those that the scanner could not look at are due once more, after somebody set it right."""
    failed = StoredFile.objects.filter(state=State.FAILED)
    return failed.update(state=State.RECEIVED, scan_due_at=now, scan_tries=0)


@dataclass(frozen=True)
class Standing:
    """How many files wait since when, and how many were refused; of nothing a name."""

    is_on: bool
    waiting: int
    oldest: datetime | None
    failed: int
    infected: int

    @property
    def is_of_use(self) -> bool:
        return self.is_on or bool(self.waiting or self.failed or self.infected)


def standing() -> Standing:
    return Standing(is_on=bool(settings.CLAMD_URL), **StoredFile.objects.standing())
