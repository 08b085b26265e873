"""Somebody's own calendar: only from–to, nobody chooses over it, and no calendar breaks us."""

import json
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import Actor
from accounts.models import RoleGrant
from accreditation import availability, busy_times, moments, scheduling
from accreditation.invitations import uid_ending
from accreditation.models import BusyCalendar, BusyTime, Slot
from audit.acts import NotAllowed
from audit.models import Event
from kit.fetching import Fetcher, Unreachable
from outbox.models import Job
from tests.accreditation.conftest import AMSTERDAM, assigned, booked, by, make_assessor, slot
from tests.conftest import NOW, TODAY


def calendar(*events: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//NL"]
    for number, event in enumerate(events):
        facts = [f"UID:{number}@elders.example", "DTSTAMP:20261101T000000Z", *event.split("|")]
        unique = {line.partition(":")[0].partition(";")[0]: line for line in facts}
        lines += ["BEGIN:VEVENT", *unique.values(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def added(assessor, *events: str) -> BusyCalendar:
    return busy_times.add_file(assessor, calendar(*events), now=NOW, by=by(assessor))


def spans() -> list[tuple[str, str]]:
    rows = BusyTime.objects.order_by("starts_at")
    return [
        tuple(f"{one.astimezone(AMSTERDAM):%m-%d %H:%M}" for one in (row.starts_at, row.ends_at))
        for row in rows
    ]


DENTIST = (
    "SUMMARY:Tandarts|DTSTART;TZID=Europe/Amsterdam:20261125T130000"
    "|DTEND;TZID=Europe/Amsterdam:20261125T140000|LOCATION:Kerkstraat 1|DESCRIPTION:kies"
)


def test_only_from_and_to_are_kept(world):
    added(world.assessor, DENTIST)
    assert spans() == [("11-25 13:00", "11-25 14:00")]
    kept = json.dumps([*BusyTime.objects.values(), *BusyCalendar.objects.values()], default=str)
    assert "Tandarts" not in kept
    assert "Kerkstraat" not in kept


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("DTSTART:20261125T120000Z|DTEND:20261125T130000Z", [("11-25 13:00", "11-25 14:00")]),
        ("DTSTART:20261125T120000|DURATION:PT30M", [("11-25 12:00", "11-25 12:30")]),
        ("DTSTART;TZID=W. Europe Standard Time:20261125T120000|DURATION:PT1H",
         [("11-25 12:00", "11-25 13:00")]),
        ("DTSTART;VALUE=DATE:20261125|DTEND;VALUE=DATE:20261127",
         [("11-25 00:00", "11-27 00:00")]),
        ("DTSTART;TZID=Europe/Amsterdam:20261124T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=3"
         "|EXDATE;TZID=Europe/Amsterdam:20261201T090000",
         [("11-24 09:00", "11-24 10:00"), ("12-08 09:00", "12-08 10:00")]),
        ("DTSTART;VALUE=DATE:20261125|TRANSP:TRANSPARENT", []),
        ("DTSTART:20261125T120000Z|DURATION:PT1H|STATUS:CANCELLED", []),
        ("DTSTART:20261125T120000Z|DURATION:PT1H|X-MICROSOFT-CDO-BUSYSTATUS:FREE", []),
        ("DTSTART:20201125T120000Z|DURATION:PT1H", []),  # long ago
        ("DTSTART:20291125T120000Z|DURATION:PT1H", []),  # far away
        ("DTSTART:20261125T120000Z|DURATION:PT1H|RRULE:FREQ=SECONDLY", []),
        ("DTSTART:20261125T120000Z|DURATION:PT1H|RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYSECOND=1,2", []),
    ],
)  # fmt: skip
def test_what_counts_as_taken(world, event, found):
    added(world.assessor, event)
    assert spans() == found


def test_a_weekly_meeting_keeps_its_hour_when_the_clock_changes(world):
    added(
        world.assessor,
        "DTSTART;TZID=Europe/Amsterdam:20270324T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2",
    )
    assert spans() == [("03-24 09:00", "03-24 10:00"), ("03-31 09:00", "03-31 10:00")]


def test_what_touches_is_one(world):
    added(
        world.assessor,
        "DTSTART:20261125T090000Z|DTEND:20261125T100000Z",
        "DTSTART:20261125T100000Z|DTEND:20261125T110000Z",
        "DTSTART:20261125T093000Z|DTEND:20261125T093500Z",
    )
    assert spans() == [("11-25 10:00", "11-25 12:00")]


def test_our_own_talks_do_not_close_our_own_moments(world):
    """Who accepted our invitation has it in that calendar; more newcomers may still join."""
    added(world.assessor, f"UID:abc{uid_ending()}|DTSTART:20261125T120000Z|DURATION:PT1H")
    assert spans() == []


@pytest.mark.parametrize(
    "data",
    [b"", b"hallo", b"\xff\xfe\x00", b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
     b"<html><body>log in</body></html>", b"%PDF-1.7"],
    ids=str,
)  # fmt: skip
def test_what_is_no_calendar_is_said_kindly(world, data):
    with pytest.raises(NotAllowed, match="geen agenda"):
        busy_times.add_file(world.assessor, data, now=NOW, by=by(world.assessor))
    assert not BusyCalendar.objects.exists()


def test_a_moment_over_it_is_neither_shown_nor_chosen_nor_offered(world):
    cycle = assigned(world.owner, world.assessor, now=NOW)
    moment = slot(world.assessor, datetime(2026, 11, 25, 13, 30, tzinfo=AMSTERDAM), now=NOW)
    assert moments.bookable(cycle, now=NOW) == [moment]
    calendar_ = added(world.assessor, DENTIST)
    assert moments.bookable(cycle, now=NOW) == []
    with pytest.raises(moments.Gone):
        scheduling.book(cycle, moment, now=NOW, by=Actor.self(world.owner))
    with pytest.raises(NotAllowed, match="eigen agenda"):
        slot(world.assessor, moment.starts_at - timedelta(minutes=105), now=NOW)
    busy_times.remove(calendar_, by=by(world.assessor))
    assert moments.bookable(cycle, now=NOW) == [moment]


def test_a_week_pattern_goes_around_it(world):
    added(world.assessor, DENTIST)
    availability.begin(
        world.assessor, kind="development", weekday=2, starts=datetime.min.time().replace(hour=13),
        ends=datetime.min.time().replace(hour=16), online=True, place="https://video.example/k",
        from_on=TODAY, until_on=None, holidays="", now=NOW, by=by(world.assessor),
    )  # fmt: skip
    first = Slot.objects.order_by("starts_at").first().starts_at.astimezone(AMSTERDAM)
    assert (first.day, first.hour, first.minute) == (25, 14, 30)


def test_a_talk_that_stands_stays(world):
    talk = booked(world.owner, world.assessor, now=NOW)
    starts = talk.starts_at.strftime("%Y%m%dT%H%M%SZ")
    added(world.assessor, f"DTSTART:{starts}|DURATION:PT1H")
    talk.refresh_from_db()
    assert talk.status == "planned"


# ---- An address ----


class Shelf(Fetcher):
    """A fetcher that has the answer at hand."""

    answer: bytes | Unreachable = b""

    def fetch(self, url: str) -> bytes:
        if isinstance(self.answer, Unreachable):
            raise self.answer
        assert url == "https://agenda.example/geheim/basic.ics"
        return self.answer


def shelf(answer) -> Fetcher:
    return type("One", (Shelf,), {"answer": answer})()


def test_an_address_is_sealed_and_read_by_the_worker(world):
    found = busy_times.add_address(
        world.assessor, " webcal://agenda.example/geheim/basic.ics ", by=by(world.assessor)
    )
    assert found.host == "agenda.example"
    assert "geheim" not in found.sealed_address
    assert Job.objects.filter(task="accreditation.read_calendar").count() == 1
    assert "geheim" not in json.dumps(list(Job.objects.values()), default=str)
    assert not Event.objects.filter(verb__contains="geheim").exists()
    busy_times.read(found, shelf(calendar(DENTIST)), now=NOW)
    assert spans() == [("11-25 13:00", "11-25 14:00")]
    busy_times.read(found, shelf(calendar()), now=NOW)
    assert spans() == []


def test_when_it_does_not_answer_what_we_knew_stays(world):
    found = busy_times.add_address(
        world.assessor, "https://agenda.example/geheim/basic.ics", by=by(world.assessor)
    )
    busy_times.read(found, shelf(calendar(DENTIST)), now=NOW)
    busy_times.read(found, shelf(Unreachable("Dit adres gaf geen antwoord.")), now=NOW)
    found.refresh_from_db()
    assert found.problem == "Dit adres gaf geen antwoord."
    assert len(spans()) == 1
    busy_times.read(found, shelf(b"<html>"), now=NOW)
    found.refresh_from_db()
    assert "geen agenda" in found.problem


@pytest.mark.parametrize(
    "address",
    ["http://agenda.example/x", "file:///etc/passwd", "https://a:b@agenda.example/",
     "https://agenda.example:8443/", "https://[::1", "javascript:alert(1)", "hallo", "https://"],
)  # fmt: skip
def test_other_addresses_are_not_taken(world, address):
    with pytest.raises(NotAllowed):
        busy_times.add_address(world.assessor, address, by=by(world.assessor))
    assert not BusyCalendar.objects.exists()


def test_each_night_once_and_nothing_of_who_left(world, standing_clock):
    busy_times.add_address(
        world.assessor, "https://agenda.example/geheim/basic.ics", by=by(world.assessor)
    )
    other = make_assessor("Otto", "Ander")
    added(other, DENTIST)
    RoleGrant.objects.filter(user=other.user).update(until_on=TODAY)
    busy_times.read_calendars()
    busy_times.read_calendars()
    assert Job.objects.filter(task="accreditation.read_calendar").count() == 2  # at first, tonight
    assert [one.assessor for one in BusyCalendar.objects.all()] == [world.assessor]


# ---- The pages ----


def test_a_file_and_an_address_by_the_pages(world, login, standing_clock):
    client = login(world.assessor.user)
    upload = SimpleUploadedFile("agenda.ics", calendar(DENTIST), "text/calendar")
    client.post("/assessor/momenten/agenda/bestand/", {"file": upload})
    client.post(
        "/assessor/momenten/agenda/adres/", {"address": "https://agenda.example/geheim/b.ics"}
    )
    page = client.get("/assessor/momenten/agenda/").content.decode()
    assert "agenda.example" in page
    assert "geheim" not in page
    assert "Tandarts" not in page
    found = BusyCalendar.objects.first()
    client.post(f"/assessor/momenten/agenda/{found.public_id}/weg/")
    assert BusyCalendar.objects.count() == 1
    wrong = client.post(
        "/assessor/momenten/agenda/adres/", {"address": "http://agenda.example/x.ics"}
    )
    assert wrong.status_code == 422
    assert "http://agenda.example/x.ics" in wrong.content.decode()
    empty = client.post("/assessor/momenten/agenda/bestand/", {})
    assert empty.status_code == 422
    assert "Kies een bestand" in empty.content.decode()


def test_another_assessors_calendar_is_not_found(world, login):
    found = added(world.assessor, DENTIST)
    client = login(make_assessor("Otto", "Ander").user)
    assert client.post(f"/assessor/momenten/agenda/{found.public_id}/weg/").status_code == 404


def test_a_calendar_that_was_taken_away_while_it_was_read_stays_away(world):
    found = busy_times.add_address(
        world.assessor, "https://agenda.example/geheim/basic.ics", by=by(world.assessor)
    )
    stale = BusyCalendar.objects.get(pk=found.pk)
    busy_times.remove(found, by=by(world.assessor))
    busy_times.read(stale, shelf(calendar(DENTIST)), now=NOW)
    assert not BusyCalendar.objects.exists()
    assert not BusyTime.objects.exists()


def test_a_name_longer_than_any_host_is_refused(world):
    with pytest.raises(NotAllowed):
        busy_times.add_address(world.assessor, f"https://{'a' * 300}/x.ics", by=by(world.assessor))


def test_a_whole_day_that_is_over_before_now_is_not_taken(world):
    """Read just after midnight in Amsterdam, when the day before is not over by UTC."""
    midnight = NOW.replace(hour=0, minute=30)
    data = calendar("DTSTART;VALUE=DATE:20261122|DTEND;VALUE=DATE:20261123")
    busy_times.add_file(world.assessor, data, now=midnight, by=by(world.assessor))
    assert spans() == []
