"""The queue: whose turn it is, the date to expect, the receipt, and the register being late."""

from datetime import date, timedelta

import pytest
import time_machine

from accounts.actors import Actor
from audit.acts import NotAllowed
from outbox.models import Letter
from register import admission, applying, queue
from register.models import Application
from register.queue import Pace, expected_on, place_words
from tests.makers import people

MONDAY = date(2026, 9, 7)
WEEK = timedelta(weeks=1)
DAYS = timedelta(days=1)


def expected(days=(), **facts) -> date:
    known = {"submitted_on": MONDAY, "waited_days": 0, "ahead": 0,
             "target_on": MONDAY + 4 * WEEK, "today": MONDAY} | facts  # fmt: skip
    return expected_on(Pace(days), **known)


def test_without_enough_decisions_the_target_counts():
    assert expected([3, 3, 3, 3]) == MONDAY + 4 * WEEK


def test_as_long_as_it_took_lately():
    assert expected([10, 12, 14, 16, 200]) == MONDAY + 14 * DAYS


def test_waiting_for_an_answer_comes_on_top():
    assert expected([14] * 5, waited_days=10) == MONDAY + 24 * DAYS


def test_a_long_queue_takes_longer():
    """Five decisions in eight weeks: the eleventh in line waits eighteen weeks."""
    assert expected([14] * 5, ahead=10) == MONDAY + timedelta(days=124)


def test_never_a_day_that_is_over():
    assert expected([14] * 56, today=MONDAY + 10 * WEEK) == MONDAY + 10 * WEEK + DAYS
    assert expected(today=MONDAY + 10 * WEEK) == MONDAY + 10 * WEEK + DAYS


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(0, "Er wacht niemand voor je."), (1, "Er wacht één aanmelding voor je."),
     (7, "Er wachten 7 aanmeldingen voor je.")],
)  # fmt: skip
def test_the_place_is_said_in_words(ahead, words):
    assert place_words(ahead) == words


def test_the_oldest_goes_first_and_who_waits_for_an_answer_does_not_count(owner, stranger, db):
    first = people.submitted(owner, today=MONDAY)
    second = people.submitted(stranger, today=MONDAY)
    assert queue.waiting_before(first).count() == 0
    assert queue.waiting_before(second).count() == 1
    desk = people.desk_actor()
    first.take(by=desk)
    first.ask("Wat doe je?", today=MONDAY, by=desk)
    assert queue.waiting_before(second).count() == 0


def test_the_pace_is_that_of_the_last_weeks(db):
    for day, name in ((MONDAY, "Een"), (MONDAY - 20 * WEEK, "Oud")):
        people.registered(people.person(name, "Toegelaten"), since=day)
    assert queue.pace_lately(MONDAY).days == [1]


def test_handing_in_gives_a_receipt_with_the_term(owner, scheme):
    draft = people.application(owner, today=MONDAY)
    with time_machine.travel("2026-09-07T10:00:00+00:00", tick=False):
        applying.hand_in(draft, today=MONDAY, by=Actor.self(owner))
    letter = Letter.objects.get(person=owner)
    assert letter.kind == "register/received"
    assert "Uiterlijk op 2 november 2026" in letter.body
    assert "rond 5 oktober 2026" in letter.body
    with pytest.raises(NotAllowed):
        applying.hand_in(draft, today=MONDAY, by=Actor.self(owner))
    assert Letter.objects.count() == 1


def test_a_register_that_expects_to_be_late_says_so(owner, login, scheme):
    for number in range(5):
        user = people.person(f"Nummer {number}", "Toegelaten")
        application = people.welcomed(user, today=MONDAY - 15 * WEEK)
        admission.admit(application, today=MONDAY, by=people.desk_actor())
    draft = people.application(owner, today=MONDAY)
    with time_machine.travel("2026-09-07T10:00:00+00:00", tick=False):
        applying.hand_in(draft, today=MONDAY, by=Actor.self(owner))
        assert "zo druk dat we dat misschien niet halen" in Letter.objects.get(person=owner).body
        assert "Het is druk" in login(owner).get("/mijn/aanmelding/").content.decode()


def night(day: date) -> None:
    with time_machine.travel(f"{day}T06:00:00+00:00", tick=False):
        queue.tell_late()


def test_who_waits_too_long_hears_it_once_and_nothing_happens(owner, login):
    application = people.submitted(owner, today=MONDAY)
    night(MONDAY + 8 * WEEK)
    assert not Letter.objects.exists()
    for days in (1, 2, 30):
        night(MONDAY + 8 * WEEK + days * DAYS)
    letter = Letter.objects.get(person=owner)
    assert letter.kind == "register/late"
    application.refresh_from_db()
    assert application.status == Application.Status.SUBMITTED
    with time_machine.travel("2026-11-10T10:00:00+00:00", tick=False):
        assert "Het register is te laat" in login(owner).get("/mijn/aanmelding/").content.decode()


def test_waiting_for_an_answer_is_not_the_registers_time(owner):
    application = people.submitted(owner, today=MONDAY)
    desk = people.desk_actor()
    application.take(by=desk)
    application.ask("Wat doe je?", today=MONDAY + WEEK, by=desk)
    night(MONDAY + 9 * WEEK)
    assert not Letter.objects.filter(kind="register/late").exists()
    application.answer("Dit.", today=MONDAY + 7 * WEEK, by=Actor.self(owner))
    assert application.limit_on == MONDAY + 14 * WEEK
    night(MONDAY + 14 * WEEK)
    assert not Letter.objects.filter(kind="register/late").exists()
    night(MONDAY + 15 * WEEK)
    assert Letter.objects.filter(kind="register/late").exists()


def test_the_start_page_says_who_belongs_and_how(client, scheme):
    page = client.get("/iets-voor-mij/").content.decode()
    for words in (
        "begeleidt en daarvoor met hen in gesprek",
        "Vier manieren",
        "Geen punten",
        "Account maken",
    ):
        assert words in page
