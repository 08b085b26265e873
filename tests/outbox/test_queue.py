"""How the background work stands, for staff; and each job as a command."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.templatetags.job_words import WORDS
from audit.models import MadeCopy
from outbox import jobs, queue
from outbox.models import Job

pytestmark = pytest.mark.django_db
PAGE = "/desk/achtergrondwerk/"


def test_a_job_waits_no_longer_than_it_is_there(now, standing_clock):
    job("one", now - timedelta(days=400))
    assert queue.waiting(now).oldest == now


def job(key, now, **facts):
    return Job.objects.create(key=key, **{"task": "outbox.send_letter", "due_at": now} | facts)


def test_what_waits_counts_from_when_it_was_due(now, standing_clock):
    standing_clock.move_to(now - timedelta(days=1))
    job("one", now - timedelta(minutes=20))
    job("two", now, task="register.make_certificate")
    job("later", now + timedelta(hours=1))
    job("done", now, task="register.make_certificate", done_at=now)
    job("long ago", now, task="register.make_certificate", done_at=now - timedelta(hours=2))
    job("dead", now, dead_at=now)
    found = queue.waiting(now)
    assert (found.count, found.mails, found.certificates, found.later) == (2, 1, 1, 1)
    assert found.made == 1
    assert found.oldest == now - timedelta(minutes=20)
    assert found.is_slow
    assert not queue.waiting(now - timedelta(minutes=10)).is_slow


def test_a_quiet_queue_has_no_oldest(now):
    assert queue.waiting(now).oldest is None
    assert not queue.waiting(now).is_slow


def test_only_what_went_wrong_and_still_runs_is_failing(now):
    failed = job("one", now, last_error="SMTPServerDisconnected", attempts=2)
    job("two", now)
    job("three", now, last_error="x", dead_at=now)
    assert queue.failing() == [failed]


def test_a_daily_run_is_missing_when_its_time_passed_without_a_row(now):
    found = {one.run.task: one for one in queue.runs(now)}
    assert len(found) == len(jobs.schedule)
    assert all(one.is_missing for one in found.values())
    jobs.enter_scheduled(now)
    assert not any(one.is_missing for one in queue.runs(now))
    assert not any(one.is_fine for one in queue.runs(now))
    Job.objects.update(done_at=now)
    assert all(one.is_fine for one in queue.runs(now))
    tomorrow = now + timedelta(days=1)
    assert all(one.is_missing for one in queue.runs(tomorrow))


def test_every_task_has_words_for_the_desk():
    assert WORDS.keys() == {task for task in jobs.handlers if not task.startswith("test.")}


def test_the_desk_sees_how_it_stands(desk, login, now, standing_clock):
    standing_clock.move_to(now - timedelta(hours=1))
    job("letter:1", now - timedelta(hours=1), last_error="SMTPServerDisconnected", attempts=1)
    dead = job("letter:2", now, dead_at=now, last_error="OSError")
    standing_clock.move_to(now)
    page = login(desk).get(PAGE).content.decode()
    for words in ("letter:1", "letter:2", "Dit duurt langer dan gewoon", "niet begonnen"):
        assert words in page
    login(desk).post(f"{PAGE}{dead.pk}/opnieuw/")
    assert "Er is niets gestopt" in login(desk).get(PAGE).content.decode()


def test_the_desk_sees_of_when_the_newest_copy_is(desk, login, now, standing_clock):
    client = login(desk)
    assert "Er is nog geen kopie gemaakt" in client.get(PAGE).content.decode()
    for days in (1, 3):
        MadeCopy.objects.create(
            made_at=now - timedelta(days=days), sha256=f"{days}", size=3_000_000, is_encrypted=True
        )
    page = client.get(PAGE).content.decode()
    assert "zondag 22 november" in page or "22 november 2026" in page
    assert "2,9" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    desk, login, now, count, standing_clock, django_assert_num_queries
):
    for number in range(count):
        job(f"dead {number}", now, dead_at=now)
        job(f"bad {number}", now, last_error="x")
    client = login(desk)
    with django_assert_num_queries(11):
        client.get(PAGE)


# ---- Commands ----


def listed() -> list[str]:
    out = StringIO()
    call_command("run_job", stdout=out)
    return out.getvalue().splitlines()


def test_every_job_is_a_command():
    assert [line.split()[0] for line in listed()] == sorted(jobs.handlers)
    assert sum("every day at" in line for line in listed()) == len(jobs.schedule)


def test_a_job_runs_with_its_arguments():
    calls = []
    jobs.handlers["test.call"] = lambda **facts: calls.append(facts)
    try:
        call_command("run_job", "test.call", "letter_id=12", "word=hoi", "on=true")
    finally:
        del jobs.handlers["test.call"]
    assert calls == [{"letter_id": 12, "word": "hoi", "on": True}]


@pytest.mark.parametrize(
    "arguments", [["nothing.at_all"], ["outbox.send_letter", "12"], ["outbox.send_letter", "x=1"]]
)
def test_a_job_or_an_argument_that_is_not_there_is_said(arguments):
    with pytest.raises(CommandError):
        call_command("run_job", *arguments)


@pytest.mark.parametrize("task", sorted({"outbox.read_bounces", "outbox.digest"}))
def test_a_daily_job_runs_by_hand(task, standing_clock):
    call_command("run_job", task)
