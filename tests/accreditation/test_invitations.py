"""What a calendar reads: by two independent parsers, over both changes of the clock."""

import email
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.formats import date_format
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from accounts.actors import Actor
from accreditation import scheduling
from outbox import letters
from outbox.models import Letter
from tests.accreditation.conftest import AMSTERDAM, assigned, booked, by, slot

MINUTES = timedelta(minutes=90)
# In the weeks and on the very days on which the clock changes, in October and in March.
MOMENTS = [
    datetime(2027, 3, 26, 13, 30, tzinfo=AMSTERDAM),
    datetime(2027, 3, 28, 1, 30, tzinfo=AMSTERDAM),
    datetime(2027, 3, 28, 13, 30, tzinfo=AMSTERDAM),
    datetime(2027, 10, 29, 10, 0, tzinfo=AMSTERDAM),
    datetime(2027, 10, 31, 10, 0, tzinfo=AMSTERDAM),
    datetime(2027, 11, 1, 9, 15, tzinfo=AMSTERDAM),
]


def letter_of(person, kind: str) -> Letter:
    return Letter.objects.filter(person=person, kind=f"accreditation/{kind}").latest("pk")


def event_in(text: str):
    """By the library that we write with."""
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event.errors == []
    return event


def other_reading(text: str):
    """By another library, strict about what RFC 5545 asks."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    (event,) = calendar.events
    return calendar, event


def talk_at(world, starts_at: datetime):
    moment = slot(world.assessor, starts_at, now=world.now)
    return booked(world.owner, world.assessor, now=world.now, moment=moment)


@pytest.mark.parametrize("starts_at", MOMENTS, ids=str)
def test_page_mail_and_invitation_say_the_same_moment(world, login, standing_clock, starts_at):
    talk_at(world, starts_at)
    letter = letter_of(world.owner, "talk_planned")
    ends_at = (starts_at.astimezone(UTC) + MINUTES).astimezone(AMSTERDAM)
    day = f"{starts_at.day} {date_format(starts_at, 'F')} 2027"
    page = login(world.owner).get("/mijn/gesprek/").content.decode()
    assert f"{starts_at:%H.%M} tot {ends_at:%H.%M} uur" in page
    assert f"{starts_at:%H.%M} uur" in letter.body
    assert f"{ends_at:%H.%M} uur" in letter.body
    for text in (page, letter.body):
        assert day in text
    ours = event_in(letter.calendar)
    assert ours.decoded("dtstart") == starts_at
    assert ours.decoded("dtend").astimezone(UTC) == ends_at.astimezone(UTC)
    _, theirs = other_reading(letter.calendar)
    assert theirs.dtstart == starts_at
    assert theirs.dtstart.utcoffset() == starts_at.utcoffset()
    assert theirs.dtend.utcoffset() == ends_at.utcoffset()
    assert (theirs.dtstart.hour, theirs.dtstart.minute) == (starts_at.hour, starts_at.minute)
    assert (theirs.dtend.hour, theirs.dtend.minute) == (ends_at.hour, ends_at.minute)


def test_the_clock_of_amsterdam_goes_with_it(world):
    booked(world.owner, world.assessor, now=world.now)
    text = letter_of(world.owner, "talk_planned").calendar
    calendar, event = other_reading(text)
    (zone,) = calendar.timezones
    assert zone.tz_id == "Europe/Amsterdam"
    assert str(event.dtstart.tzinfo) == "Europe/Amsterdam"
    assert "DTSTART;TZID=Europe/Amsterdam:" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_who_invites_whom_and_what_is_asked(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    for person, other in ((world.owner, "Hanneke Wit"), (world.assessor.user, world.owner.name)):
        calendar, event = other_reading(letter_of(person, "talk_planned").calendar)
        assert calendar.method == "REQUEST"
        (attendee,) = event.attendees
        assert str(attendee.uri) == f"mailto:{person.email}"
        assert (attendee.status, attendee.rsvp, attendee.common_name) == (
            "ACCEPTED", False, person.name,
        )  # fmt: skip
        assert str(event.organizer.uri).startswith("mailto:")
        assert event.organizer.common_name
        assert event.summary == f"Ontwikkelingsgesprek met {other}"
        assert event.location == talk.place
        assert str(event.url) == talk.place
        assert "portaal" in event.description
        assert sorted(alarm.trigger for alarm in event.alarm) == [
            -timedelta(days=1), -timedelta(minutes=15),
        ]  # fmt: skip


def test_moved_twice_and_called_off_is_one_appointment(world):
    """The same UID each time and a higher sequence; the last one takes it away."""
    talk = booked(world.owner, world.assessor, now=world.now)
    me = Actor.self(world.owner)
    for weeks in (2, 3):
        moment = slot(world.assessor, world.now + timedelta(weeks=weeks), now=world.now)
        talk = scheduling.move(talk, moment, now=world.now + timedelta(hours=weeks), by=me)
    scheduling.cancel(talk, now=world.now + timedelta(hours=9), by=me)
    for person in (world.owner, world.assessor.user):
        found = Letter.objects.filter(person=person).exclude(calendar="").order_by("pk")
        read = [other_reading(letter.calendar) for letter in found]
        assert [calendar.method for calendar, _ in read] == ["REQUEST"] * 3 + ["CANCEL"]
        assert [event.sequence for _, event in read] == [0, 1, 2, 3]
        assert len({event.uid for _, event in read}) == 1
        stamps = [event.dtstamp for _, event in read]
        assert stamps == sorted(stamps)
        assert [str(event.status) for _, event in read][-1].endswith("CANCELLED")
        assert not read[-1][1].alarm


def test_the_mail_carries_it_as_calendars_want_it(world):
    """As a part of its own kind, with the method beside it and the same in it."""
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.cancel(talk, now=world.now, by=by(world.assessor))
    for kind, method in (("talk_planned", "REQUEST"), ("talk_cancelled", "CANCEL")):
        letter = letter_of(world.owner, kind)
        message = email.message_from_bytes(letters.message_of(letter).message().as_bytes())
        kinds = [part.get_content_type() for part in message.walk()]
        assert kinds == [
            "multipart/alternative", "text/plain", "text/html", "text/calendar",
        ]  # fmt: skip
        (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        assert part.get_param("method") == method
        assert part.get_content_charset() == "utf-8"
        text = part.get_payload(decode=True).decode()
        assert re.search(rf"^METHOD:{method}\r?$", text, re.MULTILINE)
        assert event_in(text)["uid"] == event_in(letter.calendar)["uid"]


def test_names_of_all_kinds_survive(world):
    """Accents, a comma and a semicolon in a name, and a room with more lines."""
    world.assessor.user.last_name = "Ağaoğlu-Štědrá; Wit, de"
    world.assessor.user.save()
    cycle = assigned(world.owner, world.assessor, now=world.now)
    moment = scheduling.offer(
        world.assessor, kind="development", starts_at=world.now + timedelta(days=7),
        online=False, place="Stadhuis, kamer 3.12; bel aan", now=world.now, by=by(world.assessor),
    )  # fmt: skip
    scheduling.book(cycle, moment, now=world.now, by=Actor.self(world.owner))
    text = letter_of(world.owner, "talk_planned").calendar
    _, event = other_reading(text)
    assert event.summary == f"Ontwikkelingsgesprek met {world.assessor.user.name}"
    assert event.location == "Stadhuis, kamer 3.12; bel aan"
    assert event.url is None
    assert event_in(text)["summary"] == event.summary
