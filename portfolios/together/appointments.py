"""Letters about a meeting, each with the calendar text that sets, moves or takes it away."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse

from kit.calendar import Appointment, invitation
from outbox import letters
from portfolios.together.models import Meeting


def invited(meeting: Meeting) -> list[Any]:
    """Who is expected: all members of now, or the two of a mentorship."""
    if meeting.group is not None:
        members = meeting.group.members.filter(until_on=None).select_related("person")
        return [member.person for member in members.order_by("pk")]
    pair = meeting.mentorship
    return [pair.mentor, pair.mentee] if pair else []


def title_of(meeting: Meeting, person: Any) -> str:
    """What stands in the calendar of this person."""
    if meeting.group is not None:
        return f"Intervisie: {meeting.group.name}"
    pair = meeting.mentorship
    with_whom = pair.other_than(person).name if pair else ""
    return f"{meeting.get_kind_display()} met {with_whom}"


def link_to(meeting: Meeting) -> str:
    if meeting.group is not None:
        return reverse("together:meeting", args=[meeting.public_id])
    return reverse("together:mentorship", args=[meeting.mentorship.public_id])  # type: ignore[union-attr]


def tell_all(kind: str, meeting: Meeting, *, now: datetime) -> None:
    """The same news to everyone who is expected, once for each change."""
    for person in invited(meeting):
        tell(kind, meeting, person, occasion=str(meeting.sequence), now=now)


def welcome_in(meeting: Meeting, person: Any, *, occasion: str, now: datetime) -> None:
    """Who comes into the group later gets what is planned already."""
    tell("meeting_planned", meeting, person, occasion=occasion, now=now)


def take_away(meeting: Meeting, person: Any, *, now: datetime) -> None:
    """Who leaves the group loses the moment from the calendar; the others still meet."""
    letters.write(
        "portfolios/meeting_left",
        person=person,
        subject=meeting,
        occasion=now.isoformat(),
        at=now,
        calendar=calendar_text(meeting, person, now=now, gone=True),
        meeting=meeting,
        title=title_of(meeting, person),
    )


def tell(kind: str, meeting: Meeting, person: Any, *, occasion: str, now: datetime) -> None:
    """One letter to one person. Nobody sees the mail address of another."""
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=meeting,
        occasion=occasion,
        at=now,
        link=link_to(meeting),
        link_label="Bekijk de afspraak",
        calendar=calendar_text(meeting, person, now=now) if meeting.starts_at else "",
        meeting=meeting,
        title=title_of(meeting, person),
    )


def calendar_text(meeting: Meeting, person: Any, *, now: datetime, gone: bool = False) -> str:
    """The moment as it is now, for the calendar of one person."""
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if meeting.starts_at is None or meeting.ends_at is None:
        raise ValueError("This meeting has no moment yet.")
    return invitation(
        Appointment(
            uid=f"{meeting.public_id}@{organiser[1]}",
            sequence=meeting.sequence,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            title=title_of(meeting, person),
            place=meeting.place,
            organiser=organiser,
            attendee=(person.name, person.email),
            stamp=now,
            cancelled=gone or meeting.status == Meeting.Status.CANCELLED,
        )
    )
