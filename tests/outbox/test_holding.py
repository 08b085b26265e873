"""While mail is held nothing is mailed, by whatever way; what waits is not lost."""

import ast
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone

from outbox import digest, holding, jobs, letters, queue, sealed
from outbox.holding import Released
from outbox.models import Job, Letter, LetterChoice, SendingHold
from outbox.models.jobs import MAX_ATTEMPTS
from tests.conftest import ROOT_OF_PROJECT
from tests.test_conventions import CODE

pytestmark = pytest.mark.django_db
LATER = datetime(2100, 1, 1, tzinfo=UTC)


def write(person, now, **facts) -> Letter:
    letters.write("register/kept", person=person, subject=person, at=now, months=6, **facts)
    return Letter.objects.latest("pk")


def held(now) -> None:
    holding.hold("Er is een oudere kopie teruggezet.", now=now)


def test_what_mails_something_waits_and_all_else_is_done(owner, now, run_jobs):
    write(owner, now)
    sealed.post(EmailMessage("Code", "1234", to=["x@example.org"]))
    jobs.enter("outbox.digest", "other work")
    held(now)
    assert run_jobs() == 1
    assert mail.outbox == []
    assert Job.objects.filter(done_at=None, attempts=0).count() == 2


def test_once_released_everything_leaves_once(owner, now, run_jobs):
    letter = write(owner, now)
    held(now)
    run_jobs()
    assert holding.release(now=now + timedelta(days=1)) == Released(1, 0)
    run_jobs()
    run_jobs()
    assert [one.to for one in mail.outbox] == [[owner.email]]
    letter.refresh_from_db()
    assert letter.accepted_at


def test_a_job_that_was_on_its_way_does_not_mail_and_that_was_no_try(owner, now):
    write(owner, now)
    (row,) = jobs.lease_due(LATER)
    held(now)
    for _ in range(MAX_ATTEMPTS + 1):
        jobs.perform(row.pk, row.lease)
    row.refresh_from_db()
    assert (row.attempts, row.lease, row.dead_at) == (0, None, None)
    assert mail.outbox == []


def test_nor_is_it_mailed_by_hand(owner, now):
    letter = write(owner, now)
    held(now)
    with pytest.raises(CommandError, match="release_letters"):
        call_command("run_job", "outbox.send_letter", f"letter_id={letter.pk}")
    assert mail.outbox == []


def test_what_may_have_left_before_stays_in_the_portal(owner, stranger, now, run_jobs):
    old, new = write(owner, now), write(stranger, now)
    moment = timezone.now()
    Job.objects.filter(arguments={"letter_id": old.pk}).update(
        created_at=moment - timedelta(hours=1)
    )
    held(now)
    assert holding.release(now=now, entered_before=moment - timedelta(minutes=1)) == Released(1, 1)
    run_jobs()
    assert [one.to for one in mail.outbox] == [[stranger.email]]
    old.refresh_from_db()
    assert (old.way, old.accepted_at) == (Letter.Way.PORTAL, None)
    assert new.pk != old.pk


def test_a_mail_of_the_day_stays_in_the_portal_as_well(owner, now, standing_clock, run_jobs):
    letter = write(owner, now)
    Letter.objects.update(way=Letter.Way.DAILY)
    LetterChoice.objects.all().delete()
    digest.bundle(owner.pk, now.date())
    held(now)
    holding.release(now=now, entered_before=timezone.now() + timedelta(minutes=1))
    run_jobs()
    letter.refresh_from_db()
    assert mail.outbox == []
    assert letter.way == Letter.Way.PORTAL


def test_what_waits_for_the_mail_of_the_day_may_have_been_in_it_too(
    owner, stranger, now, standing_clock, run_jobs
):
    old, new = write(owner, now - timedelta(hours=1)), write(stranger, now)
    Job.objects.all().delete()
    Letter.objects.update(way=Letter.Way.DAILY)
    held(now)
    assert holding.release(now=now, entered_before=now) == Released(0, 1)
    digest.gather()
    run_jobs()  # the bundle
    run_jobs()  # its mail
    assert [one.to for one in mail.outbox] == [[stranger.email]]
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.way, new.way) == (Letter.Way.PORTAL, Letter.Way.DAILY)


def test_a_mail_of_the_day_without_letters_does_not_leave(owner, now, standing_clock, run_jobs):
    digest.bundle(owner.pk, now.date())
    run_jobs()
    assert mail.outbox == []
    assert not Job.objects.filter(task="outbox.send_digest").exists()


def test_what_stands_in_no_portal_goes_and_is_named(now, standing_clock, run_jobs):
    sealed.post(EmailMessage("Code", "1234", to=["x@example.org"]))
    held(now)
    said = told("release_letters", "--not-before", "2100-01-01T04:00")
    assert "1 mails go now, 0 stay in the portal" in said
    assert "may come a second time: 1 of outbox.send_sealed." in said
    run_jobs()
    assert len(mail.outbox) == 1


def test_what_is_written_where_nothing_is_mailed_stays_in_the_portal(owner, now, run_jobs):
    with holding.nothing_is_mailed():
        letter = write(owner, now)
        sealed.post(EmailMessage("Code", "1234", to=["x@example.org"]))
    write(owner, now, occasion="2")
    assert letter.way == Letter.Way.PORTAL
    assert Job.objects.open().count() == 1
    run_jobs()
    assert len(mail.outbox) == 1


def test_holding_twice_keeps_the_first_reason_and_one_row(now):
    held(now)
    holding.hold("Iets anders.", now=now + timedelta(days=1))
    assert [one.why for one in SendingHold.objects.all()] == ["Er is een oudere kopie teruggezet."]
    with pytest.raises(IntegrityError):
        SendingHold.objects.create(since_at=now, why="x")


def test_held_mail_is_not_called_slow(owner, now, standing_clock):
    write(owner, now)
    Job.objects.update(due_at=now - timedelta(days=1), created_at=now - timedelta(days=1))
    assert queue.waiting(now).is_slow
    held(now)
    assert not queue.waiting(now).is_slow
    assert queue.waiting(now).mails == 1


def test_the_desk_reads_since_when_and_why(owner, desk, login, now, standing_clock):
    write(owner, now)
    page = login(desk).get("/desk/achtergrondwerk/").content.decode()
    assert "Er gaat nu geen mail weg" not in page
    held(now)
    page = login(desk).get("/desk/achtergrondwerk/").content.decode()
    assert "Er gaat nu geen mail weg" in page
    assert "Er is een oudere kopie teruggezet." in page
    assert "nu 1." in page
    assert "alleen de mail die stilstaat" in page


# ---- Commands ----


def told(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_by_command(owner, now, standing_clock, run_jobs):
    told("hold_letters", "De mailserver stuurt alles dubbel.")
    write(owner, now)
    run_jobs()
    assert mail.outbox == []
    assert "1 mails wait" in told("release_letters", "--look")
    assert ": 0 letters" in told("release_letters", "--look")
    assert ": 1 letters" in told("release_letters", "--look", "--not-before", "2026-11-23T10:01")
    assert holding.current()
    assert "1 mails go now, 0 stay" in told("release_letters", "--not-before", "2020-01-01T04:00")
    run_jobs()
    assert len(mail.outbox) == 1


def test_there_is_nothing_to_release(now):
    with pytest.raises(CommandError, match="not held"):
        told("release_letters")


def test_a_moment_that_is_none_is_said_and_releases_nothing(now):
    held(now)
    with pytest.raises(CommandError, match="2026-11-23T04:00"):
        told("release_letters", "--not-before", "gisteren")
    assert holding.current()


# ---- No other way out ----


def test_a_process_that_imported_little_knows_every_task_that_mails():
    code = (
        "import django; django.setup(); from outbox import holding;"
        " print(*sorted(holding.senders()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=ROOT_OF_PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) == holding.senders()


def mails_something(function: ast.FunctionDef) -> bool:
    """Calls `send()` of a message, which takes nothing."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "send"
        and not node.args
        and not node.keywords
        for node in ast.walk(function)
    )


def test_only_work_that_can_be_held_mails_something():
    found = {}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and mails_something(node):
                marks = [ast.unparse(mark) for mark in node.decorator_list]
                found[f"{path.stem}.{node.name}"] = any("mails=True" in one for one in marks)
    assert len(found) == len(holding.senders()) == 4
    assert all(found.values()), found
