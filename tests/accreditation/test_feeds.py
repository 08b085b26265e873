"""The private feed: own talks only, a secret that works until it is renewed or switched off."""

from datetime import timedelta

import pytest
from django.test import Client
from ical.calendar_stream import IcsCalendarStream

from accounts.actors import Actor
from accreditation import feeds, scheduling, welcome
from accreditation.models import CalendarFeed
from tests.accreditation.conftest import booked, by, make_assessor, slot
from tests.accreditation.test_welcome import in_review
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock")
WEEK = timedelta(weeks=1)


def switched_on(user, now) -> str:
    return f"/agenda/{feeds.switch_on(user, now=now, by=Actor.self(user))}.ics"


def read(path: str):
    answer = Client().get(path)
    assert answer.status_code == 200
    return IcsCalendarStream.calendar_from_ics(answer.content.decode())


def test_both_sides_see_the_talk_and_who_else_comes(world, stranger):
    talk = booked(world.owner, world.assessor, now=world.now)
    booked(
        stranger, world.assessor, now=world.now,
        moment=slot(world.assessor, world.now + 2 * WEEK, now=world.now),
    )  # fmt: skip
    (mine,) = read(switched_on(world.owner, world.now)).events
    assert mine.summary == "Ontwikkelingsgesprek met Hanneke Wit"
    assert mine.uid.startswith(str(talk.public_id))
    assert (mine.attendees, mine.organizer) == ([], None)
    path = switched_on(world.assessor.user, world.now)
    theirs = read(path).events
    assert [event.summary.removeprefix("Ontwikkelingsgesprek met ") for event in theirs] == [
        world.owner.name, stranger.name,
    ]  # fmt: skip
    assert world.owner.email not in Client().get(path).content.decode()


def test_newcomers_at_one_table_do_not_see_each_other(world, stranger, desk, scheme):
    moment = slot(world.assessor, world.now + WEEK, now=world.now, kind="welcome")
    for person in (world.owner, stranger):
        application = in_review(person, world.now.date())
        welcome.plan(application, moment, now=world.now, by=people.desk_actor())
    (mine,) = read(switched_on(world.owner, world.now)).events
    assert mine.summary == "Welkomstgesprek met Hanneke Wit"
    (theirs,) = read(switched_on(world.assessor.user, world.now)).events
    assert stranger.name in theirs.summary
    assert world.owner.name in theirs.summary


def test_what_moved_and_what_is_off_follow(world, standing_clock):
    talk = booked(world.owner, world.assessor, now=world.now)
    path = switched_on(world.owner, world.now)
    other = slot(world.assessor, world.now + 2 * WEEK, now=world.now)
    scheduling.move(talk, other, now=world.now, by=Actor.self(world.owner))
    (event,) = read(path).events
    assert (event.dtstart, event.sequence) == (other.starts_at, 1)
    scheduling.cancel(talk, now=world.now, by=by(world.assessor))
    assert read(path).events == []


def test_nothing_new_is_said_in_one_line(world, standing_clock):
    booked(world.owner, world.assessor, now=world.now)
    path = switched_on(world.owner, world.now)
    first = Client().get(path)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in first["Cache-Control"]
    standing_clock.shift(timedelta(hours=1))
    again = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    slot(world.assessor, world.now + 2 * WEEK, now=world.now)
    assert Client().get(path)["ETag"] == first["ETag"]


def test_a_renewed_address_and_one_that_is_off_lead_nowhere(world, login):
    client = login(world.owner)
    page = client.post("/mijn/gesprek/agenda/").content.decode()
    first = next(p for p in page.split("<strong>") if "/agenda/" in p and ".ics" in p)
    first = first[first.index("/agenda/") : first.index(".ics") + 4]
    assert Client().get(first).status_code == 200
    assert first not in client.get("/mijn/gesprek/agenda/").content.decode()
    second = switched_on(world.owner, world.now)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post("/mijn/gesprek/agenda/uit/")
    assert Client().get(second).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_the_database_does_not_know_the_secret(world):
    path = switched_on(world.owner, world.now)
    token = path.removeprefix("/agenda/").removesuffix(".ics")
    row = CalendarFeed.objects.get()
    assert token not in str(vars(row))
    assert row.sha256 == feeds.hash_of(token)


def test_a_closed_account_has_no_feed(world):
    path = switched_on(world.owner, world.now)
    world.owner.is_active = False
    world.owner.save()
    assert Client().get(path).status_code == 404


def test_three_talks_take_the_queries_of_one(world, django_assert_num_queries):
    path = switched_on(world.assessor.user, world.now)
    client = Client()
    for number in range(3):
        person = people.person(f"Iemand{number}", "Anders")
        moment = slot(world.assessor, world.now + (number + 1) * WEEK, now=world.now)
        booked(person, world.assessor, now=world.now, moment=moment)
        if number in (0, 2):
            with django_assert_num_queries(4):
                client.get(path)


def test_another_assessor_is_not_in_it(world, stranger):
    path = switched_on(make_assessor("Otto", "Ander", talks_a_year=0).user, world.now)
    booked(stranger, world.assessor, now=world.now)
    assert read(path).events == []
