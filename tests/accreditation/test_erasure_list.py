"""Who was erased stays erased, also when an older copy of the database is put back."""

import json
import logging
import os
import threading
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from accreditation import deaths, erasing, erasure_list, leaving, replaying
from audit.models import Event
from config import integrity
from kit import clock
from outbox import holding
from outbox.models import Job, Letter
from portfolios.models import LearningStory
from register import deaths as reports
from register import publication
from register.models import Application, HiddenEntry, Registration
from tests.accreditation.conftest import booked, fill, running
from tests.conftest import NOW, TODAY
from tests.makers import cases, people, terms

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")


@pytest.fixture
def file(settings) -> Path:
    return Path(settings.ERASURES_FILE)


def lines(file: Path) -> list[dict]:
    return [json.loads(text) for text in file.read_text().splitlines()]


def as_it_was(act) -> None:
    """Do something, keep what it wrote outside the database, and put the older copy back."""
    with transaction.atomic():
        act()
        erasure_list.write()
        transaction.set_rollback(True)


def erase(person: User) -> None:
    for registration in Registration.objects.filter(person=person, status__in=Registration.IN):
        leaving.leave(registration, now=NOW, by=Actor.self(person))
    person.role_grants.all().delete()
    erasing.erase(person, now=NOW, by=Actor.self(person))


def replayed() -> str:
    told = StringIO()
    call_command("replay_erasures", os.environ["LIST"], stdout=told)
    return told.getvalue()


@pytest.fixture(autouse=True)
def the_list(file, monkeypatch):
    monkeypatch.setenv("LIST", str(file))


# ---- The list ----


def test_an_erasure_is_in_the_list_as_soon_as_the_worker_comes_by(owner, file, run_jobs):
    erase(owner)
    run_jobs(erasure_list.LIST)
    assert lines(file) == [{"account": str(owner.public_id), "day": str(TODAY), "kind": "erased"}]


def test_a_line_says_nothing_of_who_it_was(owner, file):
    name, address = owner.last_name, owner.email
    erase(owner)
    erasure_list.write()
    text = file.read_text()
    assert name not in text
    assert address not in text
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_erasure_that_did_not_happen_is_not_in_the_list(owner, file):
    with transaction.atomic():
        erase(owner)
        transaction.set_rollback(True)
    erasure_list.write()
    assert not file.exists() or lines(file) == []
    assert not Job.objects.filter(task=erasure_list.LIST).exists()


def test_writing_again_adds_nothing(owner, stranger, file):
    erase(owner)
    erasure_list.write()
    before = file.read_text()
    erasure_list.write()
    assert file.read_text() == before
    erase(stranger)
    erasure_list.write()
    assert file.read_text().startswith(before)
    assert len(lines(file)) == 2


def test_the_line_is_also_in_the_log(owner, caplog):
    erase(owner)
    with caplog.at_level(logging.INFO):
        erasure_list.write()
    assert str(owner.public_id) in caplog.text


def test_a_line_that_was_cut_off_is_written_anew(owner, stranger, file):
    erase(owner)
    erasure_list.write()
    whole = file.read_text()
    file.write_text(whole[:30])
    erasure_list.write()
    found, broken = erasure_list.read(file)
    assert [line.account for line in found] == [owner.public_id]
    assert broken == [1]


def test_two_at_once_write_a_line_once(tmp_path):
    file, seen = tmp_path / "list", []

    def add() -> None:
        with erasure_list.alone_with(file) as descriptor:
            seen.append(os.fstat(descriptor).st_size)
            os.write(descriptor, b"x")

    with erasure_list.alone_with(file) as descriptor:
        other = threading.Thread(target=add)
        other.start()
        other.join(timeout=0.2)
        assert seen == []  # it waits
        os.write(descriptor, b"x")
    other.join()
    assert seen == [1]


# ---- After an older copy was put back ----


def test_who_was_erased_after_the_copy_is_erased_again(owner, file):
    running(owner)
    fill(owner)
    name, address = owner.name, owner.email
    as_it_was(lambda: erase(owner))
    assert LearningStory.objects.filter(owner=owner).exists()
    mail.outbox.clear()
    assert "1 erasures in the list: 1 done again, 0 known, 0 of accounts" in replayed()
    owner.refresh_from_db()
    assert (owner.name, owner.is_active) == ("Iemand zonder naam", False)
    assert not LearningStory.objects.filter(owner=owner).exists()
    assert Registration.objects.get(person=owner).status == Registration.Status.LEFT
    letters = str(list(Letter.objects.values()))
    assert name not in letters
    assert address not in letters
    assert list(integrity.broken(TODAY)) == []


def test_nobody_gets_a_mail_about_it(owner, file, run_jobs):
    as_it_was(lambda: erase(owner))
    replayed()
    mail.outbox.clear()
    run_jobs()
    assert mail.outbox == []


def test_doing_it_twice_is_once(owner, file):
    as_it_was(lambda: erase(owner))
    replayed()
    assert "0 done again, 1 known" in replayed()
    erasure_list.write()
    assert len(lines(file)) == 1
    assert Event.objects.filter(verb="user.erase").count() == 1


def test_an_account_of_after_the_copy_is_not_looked_for(file):
    def later() -> None:
        erase(User.objects.create_user("later@example.org"))

    as_it_was(later)
    assert "0 done again, 0 known, 1 of accounts" in replayed()


def test_who_got_the_number_of_an_erased_account_is_left_alone(owner, file):
    """After an older copy the database gives out the same numbers once more."""
    erased = []

    def later() -> None:
        erased.append(User.objects.create_user("later@example.org"))
        erase(erased[0])

    as_it_was(later)
    somebody = User.objects.create_user("other@example.org", pk=erased[0].pk)
    replayed()
    somebody.refresh_from_db()
    assert somebody.is_active
    assert somebody.email == "other@example.org"


def test_what_still_ran_in_the_copy_ends_first(owner, file):
    application = people.submitted(owner, today=TODAY)
    RoleGrant.objects.create(user=owner, role=Role.ASSESSOR, from_on=TODAY - timedelta(days=9))

    def gone() -> None:
        Application.objects.get(pk=application.pk).withdraw(by=Actor.self(owner))
        erase(owner)

    as_it_was(gone)
    told = replayed()
    assert "1 done again" in told
    application.refresh_from_db()
    assert application.status == Application.Status.WITHDRAWN
    assert erasing.obstacles(owner, today=TODAY + timedelta(days=1)) == []


def test_what_only_others_can_end_is_said(owner, file):
    """A measure that the copy still has: the dossier goes, and the desk hears of the rest."""
    registration = running(owner).period.registration
    as_it_was(lambda: erase(owner))
    cases.charged(registration, today=TODAY)
    told = replayed()
    assert f"Something still runs that others must end: account {owner.public_id}" in told
    owner.refresh_from_db()
    assert owner.name == "Iemand zonder naam"


def test_a_dossier_that_went_after_a_death_goes_again(owner, desk, now, standing_clock, file):
    running(owner)
    fill(owner)
    report = reports.report(
        about=owner.name, relation="family", text="", name="Y", email="", today=TODAY
    )
    deaths.confirm(report, owner, findings="Gebeld.", now=now, by=people.desk_actor())
    standing_clock.move_to(terms.noon(report.sealed_until))
    as_it_was(lambda: deaths.erase_dossier(report.pk))
    assert lines(file)[0]["kind"] == "died"
    assert "1 done again" in replayed()
    assert not LearningStory.objects.filter(owner=owner).exists()
    report.refresh_from_db()
    assert report.erased_on == report.sealed_until
    assert "1 known" in replayed()


def test_who_died_by_the_list_alone_is_erased_as_a_whole(owner, file):
    fill(owner)
    file.parent.mkdir(parents=True)
    file.write_text(f"{erasure_list.Line(owner.public_id, TODAY, 'died')}\n")
    assert "1 done again" in replayed()
    assert "1 known" in replayed()
    owner.refresh_from_db()
    assert not owner.is_active


def test_a_line_that_cannot_be_read_is_told_and_stops_no_other(owner, file):
    as_it_was(lambda: erase(owner))
    file.write_text('{"account": "x"}\n' + file.read_text() + "half a li")
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("replay_erasures", file, stdout=told)
    assert "cannot be read: 1, 3." in told.getvalue()
    owner.refresh_from_db()
    assert not owner.is_active


def test_a_list_that_is_not_there_is_said(tmp_path, db):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("replay_erasures", tmp_path / "nowhere")


def test_all_of_one_person_or_nothing_and_nobody_holds_up_another(
    owner, stranger, file, monkeypatch
):
    fill(owner)

    def both() -> None:
        erase(owner)
        erase(stranger)

    as_it_was(both)
    forget = erasing.forget

    def fails_for_one(person, **facts):
        forget(person, **facts)
        if person == owner:
            raise RuntimeError

    monkeypatch.setattr(replaying.erasing, "forget", fails_for_one)
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("replay_erasures", file, stdout=told)
    assert "1 done again" in told.getvalue()
    assert f"Not erased, see the log: account {owner.public_id}" in told.getvalue()
    assert Event.objects.filter(verb="user.erase").count() == 1
    assert LearningStory.objects.filter(owner=owner).exists()
    stranger.refresh_from_db()
    assert not stranger.is_active


def test_nobody_else_is_mailed_a_second_time_either(owner, world, run_jobs, file):
    """A talk that is called off and a role that is given back: both were said before the loss."""
    administrator = people.person("Ad", "Min", role=Role.ADMINISTRATOR)
    booked(owner, world.assessor, now=NOW)
    RoleGrant.objects.create(user=owner, role=Role.DESK, from_on=TODAY - timedelta(days=9))
    run_jobs()
    before = set(Letter.objects.values_list("pk", flat=True))

    def gone() -> None:
        for registration in Registration.objects.filter(person=owner):
            leaving.leave(registration, now=NOW, by=Actor.self(owner))
        erase(owner)

    as_it_was(gone)
    mail.outbox.clear()
    assert "1 done again" in replayed()
    written = Letter.objects.exclude(pk__in=before)
    assert {one.person for one in written} >= {administrator, world.assessor.user}
    assert {one.way for one in written} == {Letter.Way.PORTAL}
    assert not holding.waiting().exists()
    run_jobs()
    assert mail.outbox == []


# ---- Who hid their entry ----


@pytest.fixture
def findable(owner) -> Registration:
    return people.registered(owner, since=TODAY)


def hide(registration: Registration, now=NOW) -> None:
    publication.hide(registration, now=now, by=Actor.self(registration.person))


def show(registration: Registration, now=NOW) -> None:
    publication.show(registration, now=now, by=Actor.self(registration.person))


def is_found(registration: Registration) -> bool:
    return not HiddenEntry.objects.filter(number=registration.number).exists()


def test_who_hid_since_the_copy_is_not_found_after_it_was_put_back(findable, file, monkeypatch):
    monkeypatch.setenv("LIST", str(file))
    as_it_was(lambda: hide(findable))
    assert is_found(findable)
    mailed = set(Job.objects.open().filter(task__in=holding.senders()))
    assert "1 done again" in replayed()
    assert not is_found(findable)
    assert set(Job.objects.open().filter(task__in=holding.senders())) == mailed
    assert "1 known" in replayed()


def test_who_hid_and_showed_before_the_copy_stays_shown_but_the_same_day_is_doubt(
    findable, file, monkeypatch, standing_clock
):
    monkeypatch.setenv("LIST", str(file))
    hide(findable)
    erasure_list.write()
    standing_clock.move_to(NOW + timedelta(days=1))
    show(findable, clock.now())
    assert "1 known" in replayed()
    assert is_found(findable)
    as_it_was(lambda: hide(findable, clock.now()))
    assert [line["kind"] for line in lines(file)] == ["hidden", "hidden"]
    assert "1 done again" in replayed(), "hidden again on the day of showing"
    assert not is_found(findable)


def test_hiding_is_in_the_list_within_seconds_and_erasing_comes_after_it(
    findable, file, monkeypatch, run_jobs
):
    monkeypatch.setenv("LIST", str(file))
    hide(findable)
    run_jobs(erasure_list.LIST)
    assert [line["kind"] for line in lines(file)] == ["hidden"]
    assert findable.number not in file.read_text()
    show(findable)
    as_it_was(lambda: (hide(findable), erase(findable.person)))
    replayed()
    assert erasure_list.knows(
        findable.person, erasure_list.Line.read(file.read_text().split("\n")[0])
    )
    assert not LearningStory.objects.filter(owner=findable.person).exists()
