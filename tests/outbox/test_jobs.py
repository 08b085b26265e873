"""Jobs: entered once, leased once, counted before the work, dead after too many tries."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kit import clock
from outbox import jobs
from outbox.models import Job
from outbox.models.jobs import MAX_ATTEMPTS

LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def done():
    """A job that notes its calls, and one that fails."""
    calls = []

    def note(word="x"):
        calls.append(word)

    def fail():
        raise ValueError("broken")

    jobs.handlers |= {"test.note": note, "test.fail": fail}
    yield calls
    del jobs.handlers["test.note"], jobs.handlers["test.fail"]


def test_a_key_is_entered_once(db, done):
    jobs.enter("test.note", "same")
    jobs.enter("test.note", "same")
    assert Job.objects.count() == 1


def test_a_job_of_a_change_that_is_rolled_back_never_was(db, done):
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.enter("test.note", "gone")
        raise RuntimeError
    assert not Job.objects.exists()


def test_a_leased_job_is_not_leased_again_until_the_lease_runs_out(db, done, settings):
    jobs.enter("test.note", "one")
    assert len(jobs.lease_due(LATER)) == 1
    assert jobs.lease_due(LATER) == []
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert len(jobs.lease_due(LATER)) == 1


def test_work_that_nobody_waits_for_comes_last(db, done):
    for number in range(3):
        jobs.enter("test.note", f"bulk {number}")
    Job.objects.update(background=True)
    jobs.enter("test.note", "somebody waits")
    assert jobs.lease_due(LATER)[0].key == "somebody waits"


def test_only_the_current_lease_performs(db, done):
    jobs.enter("test.note", "one", word="hello")
    (row,) = jobs.lease_due(LATER)
    assert not jobs.perform(row.pk, uuid.uuid4())
    assert jobs.perform(row.pk, row.lease)
    assert not jobs.perform(row.pk, row.lease)
    assert done == ["hello"]


def test_a_failing_job_is_tried_later_and_dies_in_the_end(db, done):
    jobs.enter("test.fail", "bad")
    for attempt in range(1, MAX_ATTEMPTS + 1):
        (row,) = jobs.lease_due(LATER)
        jobs.perform(row.pk, row.lease)
        row.refresh_from_db()
        assert row.attempts == attempt
        assert row.last_error == "ValueError: broken"
    assert row.dead_at
    assert jobs.lease_due(LATER) == []


def test_work_that_kills_its_process_dies_too(db, done):
    """The start is counted and committed before the work: a poison job never goes on for ever."""
    jobs.enter("test.note", "poison")
    Job.objects.update(attempts=MAX_ATTEMPTS)
    assert jobs.lease_due(LATER) == []
    assert Job.objects.dead().count() == 1
    jobs.revive(Job.objects.get())
    assert len(jobs.lease_due(LATER)) == 1


def test_a_message_that_comes_again_and_again_stops_at_the_last_try(db, done):
    jobs.enter("test.note", "poison")
    (row,) = jobs.lease_due(LATER)
    Job.objects.update(attempts=MAX_ATTEMPTS)
    assert not jobs.perform(row.pk, row.lease)
    assert done == []


def test_a_daily_run_is_entered_once_a_day_after_its_time(db):
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    jobs.enter_scheduled(noon)
    jobs.enter_scheduled(noon + timedelta(minutes=5))
    assert Job.objects.count() == len(jobs.schedule)
    jobs.enter_scheduled(noon + timedelta(days=1))
    assert Job.objects.count() == 2 * len(jobs.schedule)


def test_before_its_time_the_run_of_yesterday_is_the_newest(db):
    """After an evening without power the night's work is still done in the small hours."""
    after_midnight = datetime(2026, 11, 22, 23, 5, tzinfo=UTC)  # 00.05 in Amsterdam
    jobs.enter_scheduled(after_midnight)
    assert all(key.endswith("2026-11-22") for key in Job.objects.values_list("key", flat=True))
    jobs.enter_scheduled(after_midnight - timedelta(minutes=20))
    assert Job.objects.count() == len(jobs.schedule)


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_lease_each_job_once(done):
    for number in range(10):
        jobs.enter("test.note", f"job {number}", due_at=clock.now())

    def lease():
        try:
            return [row.pk for row in jobs.lease_due(LATER)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(lease) for _ in range(4)]
        leased = [pk for run in runs for pk in run.result()]
    assert len(leased) == len(set(leased))
