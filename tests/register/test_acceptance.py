"""Accepting again when there is a new code or profile: shown, one click, no term."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from audit.acts import NotAllowed
from outbox.models import Letter
from register import acceptance
from register.models import Acceptance, CodeOfConduct, VersionKind
from tests.makers import people

SINCE = date(2025, 1, 1)
CODE = VersionKind.CODE


@pytest.fixture
def registration(owner):
    return people.registered(owner, since=SINCE)


@pytest.fixture
def new_code(scheme, today):
    old = CodeOfConduct.objects.in_force_on(today)
    articles = [{"number": 1, "title": "Respect", "text": "Ik luister eerst en vraag dan."}]
    return CodeOfConduct.objects.create(
        version="2026-1", in_force_from=today, based_on=old, articles=articles
    )


def accept(user, name="2026-1", *, today):
    return acceptance.accept(user, CODE, name, today=today, by=Actor.self(user))


def test_the_admission_writes_what_was_accepted_with_the_application(registration, owner, today):
    rows = Acceptance.objects.visible_to(owner)
    assert {str(row.code or row.profile) for row in rows} == {"2018-1"}
    assert {row.accepted_on for row in rows} == {SINCE - timedelta(days=1)}
    assert acceptance.waiting(owner, today=today) == []


def test_a_new_version_is_shown_against_the_one_accepted_last(registration, owner, new_code, today):
    (new,) = acceptance.waiting(owner, today=today)
    assert (new.kind, new.version, new.accepted) == (CODE, new_code, new_code.based_on)
    (difference,) = new.differences
    assert "".join(each.text for each in difference.text_words if each.kind == "new") == (
        "Ik luister eerst en vraag dan."
    )


def test_before_its_day_nobody_is_asked(registration, owner, new_code, today):
    assert acceptance.waiting(owner, today=today - timedelta(days=1)) == []


def test_one_click_and_it_is_done_twice_is_the_same(registration, owner, new_code, today):
    assert accept(owner, today=today) == accept(owner, today=today + timedelta(days=1))
    assert acceptance.waiting(owner, today=today) == []
    assert Acceptance.objects.visible_to(owner).count() == 3


def test_only_what_was_shown_is_accepted(registration, owner, new_code, today):
    with pytest.raises(NotAllowed, match="andere versie"):
        accept(owner, "2018-1", today=today)


def test_who_is_not_registered_is_not_asked(owner, new_code, today):
    assert acceptance.waiting(owner, today=today) == []
    with pytest.raises(NotAllowed):
        accept(owner, today=today)


def test_one_friendly_letter_and_no_term(registration, owner, stranger, new_code, run_jobs,
                                         standing_clock, today):  # fmt: skip
    people.registered(stranger, since=SINCE)
    accept(stranger, today=today)
    for _ in range(2):
        acceptance.tell_new_versions()
        run_jobs("register.tell_new_version")
    letter = Letter.objects.get(kind="register/new_version")
    assert letter.person == owner
    assert "Er is geen termijn" in letter.body
    registration.refresh_from_db()
    assert registration.status == "active"


def test_many_letters_go_in_handfuls(registration, stranger, new_code, run_jobs, standing_clock,
                                     monkeypatch):  # fmt: skip
    people.registered(stranger, since=SINCE)
    monkeypatch.setattr(acceptance, "LETTERS_AT_ONCE", 1)
    acceptance.tell_new_versions()
    while run_jobs("register.tell_new_version"):
        pass
    assert Letter.objects.filter(kind="register/new_version").count() == 2


def test_the_first_code_of_all_is_nobodys_news(registration, run_jobs, standing_clock):
    acceptance.tell_new_versions()
    assert not run_jobs("register.tell_new_version")


def test_the_desk_sees_how_many_and_never_who(registration, stranger, new_code, today):
    people.registered(stranger, since=SINCE)
    accept(stranger, today=today)
    code, profile = acceptance.tallies(today)
    assert (code.registered, code.accepted, code.not_yet) == (2, 1, 1)
    assert profile.not_yet == 0
