"""Calendar invitations (iCalendar, RFC 5545 and 5546)."""

from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vCalAddress


@dataclass(frozen=True)
class Appointment:
    """One appointment; `sequence` grows with each change, `uid` never changes."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    organiser: str  # mail address
    attendees: tuple[tuple[str, str], ...]  # (name, mail address)
    stamp: datetime
    cancelled: bool = False


def invitation(appointment: Appointment) -> str:
    """The text of a REQUEST, or of a CANCEL when the appointment was cancelled. Times in UTC."""
    method = "CANCEL" if appointment.cancelled else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//Register Klantmanagers//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.stamp)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{appointment.organiser}"))
    for name, address in appointment.attendees:
        attendee = vCalAddress(f"mailto:{address}")
        attendee.params["CN"] = name
        attendee.params["ROLE"] = "REQ-PARTICIPANT"
        event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    return calendar.to_ical().decode()
