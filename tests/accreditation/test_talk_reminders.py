"""Before a talk: a week and a day ahead, once each, and again only when the talk moved."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import scheduling, talk_reminders
from outbox.models import Letter
from tests.accreditation.conftest import booked, slot

DAY = timedelta(days=1)


def titles(person) -> list[str]:
    found = Letter.objects.filter(person=person, kind="accreditation/talk_soon").order_by("pk")
    return list(found.values_list("title", flat=True))


@pytest.fixture
def talk(world):
    moment = slot(world.assessor, world.now + 21 * DAY, now=world.now)
    return booked(world.owner, world.assessor, now=world.now, moment=moment)


def run(talk, *days: float) -> None:
    for before in days:
        talk_reminders.write_due(now=talk.starts_at - before * DAY)


def test_each_side_hears_twice_however_often_the_job_runs(world, talk):
    run(talk, 9, 8.1)
    assert titles(world.owner) == []
    run(talk, 7, 7, 6, 5, 2)
    assert titles(world.owner) == ["Volgende week is je gesprek"]
    run(talk, 1, 1, 0.1, -0.1)
    for person in (world.owner, world.assessor.user):
        assert titles(person) == ["Volgende week is je gesprek", "Bijna je gesprek"]


def test_a_day_that_was_missed_is_made_up_for(world, talk):
    run(talk, 5)
    assert titles(world.owner) == ["Volgende week is je gesprek"]


def test_who_just_chose_the_moment_needs_no_reminder_of_it(world):
    moment = slot(world.assessor, world.now + 4 * DAY, now=world.now)
    talk = booked(world.owner, world.assessor, now=world.now, moment=moment)
    run(talk, 4, 3, 2)
    assert titles(world.owner) == []
    run(talk, 1)
    assert titles(world.owner) == ["Bijna je gesprek"]


def test_a_talk_that_moved_is_reminded_of_anew_and_one_that_is_off_never(world, talk):
    run(talk, 7)
    later = slot(world.assessor, talk.starts_at + 14 * DAY, now=world.now)
    me = Actor.self(world.owner)
    talk = scheduling.move(talk, later, now=talk.starts_at - 3 * DAY, by=me)
    run(talk, 12, 7)
    assert titles(world.owner) == 2 * ["Volgende week is je gesprek"]
    scheduling.cancel(talk, now=talk.starts_at - 3 * DAY, by=me)
    run(talk, 1)
    assert titles(world.owner) == 2 * ["Volgende week is je gesprek"]


def test_it_says_the_moment_in_words(world, talk):
    run(talk, 7)
    letter = Letter.objects.get(person=world.owner, kind="accreditation/talk_soon")
    assert "maandagochtend 14 december om 10.00 uur" in letter.body
    assert talk.place in letter.body
    assert letter.calendar == ""
