"""Which reminders come, whom they do not reach, and the check that none is missing."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from accounts.actors import Actor
from accreditation import reminder_outlook, reminders
from outbox import bounces
from outbox.bounces import Bounce
from outbox.models import Letter
from register import pausing
from register.models import RegistrationPeriod
from tests.accreditation.conftest import AMSTERDAM, handed_in, running
from tests.makers import people

PAGE = "/desk/herinneringen/"
# Of `running` the hand-in date is 1 January 2027: twelve months before is 1 January 2026.
LAST_OF_NOVEMBER = date(2026, 11, 23)


def steps(today: date) -> list[tuple[str, date]]:
    return [(one.step, one.day) for one in reminder_outlook.coming(today)]


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 6, tzinfo=AMSTERDAM)


def test_what_comes_is_what_the_night_writes(owner, scheme):
    """Day by day: on each day goes out what was announced the day before."""
    running(owner)
    day = date(2025, 12, 1)
    while day < date(2027, 2, 1):
        announced = [step for step, when in steps(day) if when == day + timedelta(days=1)]
        day += timedelta(days=1)
        reminders.write_due(day, now=at(day))
        letters = Letter.objects.filter(kind=reminders.KIND, written_at=at(day))
        written = [one.partition(":")[0] for one in letters.values_list("occasion", flat=True)]
        assert written == announced


def test_the_month_ahead_and_no_further(owner, scheme):
    running(owner)
    assert steps(date(2026, 11, 30)) == [
        ("14-days", date(2026, 12, 18)), ("1-days", date(2026, 12, 31)),
    ]  # fmt: skip
    assert steps(date(2026, 12, 31)) == []


def test_an_extended_term_moves_what_comes(owner, scheme):
    running(owner)
    RegistrationPeriod.objects.update(extended_months=6)
    assert steps(date(2026, 12, 18)) == [("6-months", date(2027, 1, 1))]


def test_who_handed_in_gets_none(owner, now, scheme):
    handed_in(owner, now=now)
    assert steps(LAST_OF_NOVEMBER) == []


def reminders_mailed() -> int:
    return sum("praat je over" in message.subject for message in mail.outbox)


def test_who_pauses_before_the_mail_went_gets_no_mail(owner, now, scheme, today, run_jobs):
    """Whether it is needed is asked once more just before it goes."""
    registration = running(owner).period.registration
    reminders.write_due(LAST_OF_NOVEMBER, now=now)
    pausing.pause(registration, listed=True, today=today, by=Actor.self(owner))
    run_jobs("outbox.send_letter")
    assert reminders_mailed() == 0
    assert not Letter.objects.filter(kind=reminders.KIND).exists()


def test_who_still_has_to_hand_in_gets_the_mail(owner, now, scheme, run_jobs):
    running(owner)
    reminders.write_due(LAST_OF_NOVEMBER, now=now)
    run_jobs("outbox.send_letter")
    assert reminders_mailed() == 1


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("12-months", "12 maanden van tevoren"),
        ("1-months", "1 maand van tevoren"),
        ("42-days", "6 weken van tevoren"),
        ("7-days", "1 week van tevoren"),
        ("1-days", "1 dag van tevoren"),
        ("10-days", "10 dagen van tevoren"),
    ],
)
def test_a_step_in_words(step, words):
    assert reminder_outlook.words_of(step) == words


def test_a_step_that_nobody_wrote_is_missing_from_the_next_day_on(owner, scheme, standing_clock):
    cycle = running(owner)
    assert reminder_outlook.missing(date(2026, 1, 1)) == []
    assert reminder_outlook.missing(date(2026, 1, 2)) == [cycle]
    reminders.write_due(date(2026, 1, 2), now=at(date(2026, 1, 2)))
    assert reminder_outlook.missing(date(2026, 1, 3)) == []


def test_the_check_of_the_morning_writes_it_after_all_and_says_so(
    owner, scheme, standing_clock, caplog
):
    running(owner)
    reminder_outlook.check()
    assert Letter.objects.filter(kind=reminders.KIND).count() == 1
    assert "1 reminders were missing" in caplog.text
    caplog.clear()
    reminder_outlook.check()
    assert caplog.text == ""


def test_the_desk_sees_who_is_not_reached(
    desk, owner, stranger, scheme, login, standing_clock, now
):
    for person in (owner, stranger):
        running(person)
    owner.last_login = now - timedelta(days=3)
    owner.save()
    reminders.write_due(LAST_OF_NOVEMBER, now=now)
    letter = Letter.objects.get(kind=reminders.KIND, person=owner)
    bounces.note(Bounce(letter.public_id, "5.1.1"), now=now)
    page = login(desk).get(PAGE).content.decode()
    came_back, silent = page.split('id="terug"')[1].split('id="stil"')
    assert owner.name in came_back
    assert "Wacht op de post" in came_back
    assert owner.name not in silent
    assert stranger.name in silent
    assert "Logde nog nooit in" in silent


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    desk, login, scheme, standing_clock, now, count, django_assert_num_queries
):
    for number in range(count):
        running(people.person("Lid", f"Nummer{number}"))
    reminders.write_due(LAST_OF_NOVEMBER, now=now)
    for letter in Letter.objects.filter(kind=reminders.KIND):
        bounces.note(Bounce(letter.public_id, "5.1.1"), now=now)
    client = login(desk)
    with django_assert_num_queries(9):
        client.get(PAGE)
