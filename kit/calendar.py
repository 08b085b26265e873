"""Calendar texts that Outlook, Google and Apple take (iCalendar, RFC 5545 and 5546).

An invitation goes to one person, who has chosen the moment already: accepted, no answer asked.
Times are those of Amsterdam, with the rules of its clock, so that a calendar elsewhere agrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, Timezone, vCalAddress

ZONE = ZoneInfo("Europe/Amsterdam")
# As the zone is since 1996, in the form that every program reads; nothing we plan is older.
TIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""
ALARMS = (timedelta(days=1), timedelta(minutes=15))
PRODUCT = "-//Register Klantmanagers//Gesprekken//NL"


@dataclass(frozen=True)
class Appointment:
    """One appointment; `sequence` grows with each change, `uid` never changes."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    organiser: tuple[str, str]  # (name, mail address)
    attendee: tuple[str, str] | None  # nobody in a feed
    stamp: datetime
    description: str = ""
    url: str = ""
    cancelled: bool = False


def invitation(appointment: Appointment) -> str:
    """The text of a REQUEST, or of a CANCEL when the appointment was cancelled."""
    calendar = empty("CANCEL" if appointment.cancelled else "REQUEST")
    calendar.add_component(event_of(appointment))
    return text_of(calendar)


def feed(name: str, appointments: Iterable[Appointment]) -> str:
    """A calendar that a program reads again and again: what stands now, nothing of before."""
    calendar = empty("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", timedelta(hours=4), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for appointment in appointments:
        calendar.add_component(event_of(appointment))
    return text_of(calendar)


def empty(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(TIMEZONE))
    return calendar


def event_of(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.stamp)
    event.add("dtstart", appointment.starts_at.astimezone(ZONE))
    event.add("dtend", appointment.ends_at.astimezone(ZONE))
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    if appointment.description:
        event.add("description", appointment.description)
    if urlsplit(appointment.url).scheme in ("http", "https"):
        event.add("url", appointment.url)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PRIVATE")
    add_people(event, appointment)
    if not appointment.cancelled:
        for before in ALARMS:
            event.add_component(alarm(appointment.title, before))
    return event


def add_people(event: Event, appointment: Appointment) -> None:
    """Who invites and who is invited; a feed is no invitation, so it names neither."""
    if appointment.attendee is None:
        return
    name, address = appointment.organiser
    event.add("organizer", person(address, CN=name))
    name, address = appointment.attendee
    answered = {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"}
    event.add("attendee", person(address, CN=name, CUTYPE="INDIVIDUAL", **answered), encode=False)


def person(address: str, **parameters: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    for name, value in parameters.items():
        found.params[name] = value
    return found


def alarm(title: str, before: timedelta) -> Component:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", title)
    made.add("trigger", -before)
    return made


def text_of(calendar: Calendar) -> str:
    return calendar.to_ical().decode()
