"""Letters about a talk, each with the calendar text that sets, moves or takes away the moment."""

from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse

from accreditation.models import Conversation
from kit.calendar import Appointment, invitation
from outbox import letters

HOW_TO_CHANGE = "Verplaatsen of afzeggen? Doe dat in het portaal, dan weet de ander het ook:"


def send(kind: str, conversation: Conversation, *, now: datetime, to_assessor: bool = True) -> None:
    """Tell the people at the table and the assessor; the sequence makes it once a change."""
    people = [seat.person for seat in conversation.seats.select_related("person")]
    for person in people:
        tell(kind, conversation, person, conversation.assessor.user.name, now=now)
    for observer in conversation.observers.filter(status="agreed").select_related("user"):
        tell(kind, conversation, observer.user, conversation.assessor.user.name, now=now)
    if not to_assessor:
        return
    names = " en ".join(person.name for person in people)
    tell(kind, conversation, conversation.assessor.user, names, now=now)


def tell(
    kind: str,
    conversation: Conversation,
    person: Any,
    with_whom: str,
    *,
    now: datetime,
    gone: bool = False,
    **facts: Any,
) -> None:
    """One letter to one person. Nobody sees the mail address of another.

    With `gone` this person's calendar loses the moment, though the talk goes on for others.
    """
    write(
        kind,
        conversation,
        person,
        with_whom,
        occasion=str(conversation.sequence),
        now=now,
        calendar=calendar_text(conversation, person, with_whom, now=now, gone=gone),
        **facts,
    )


def remind(
    conversation: Conversation,
    person: Any,
    with_whom: str,
    *,
    occasion: str,
    now: datetime,
    **facts: Any,
) -> bool:
    """That the talk comes soon; calendars know it already. False when it was written before."""
    return write("talk_soon", conversation, person, with_whom, occasion=occasion, now=now, **facts)


def write(
    kind: str,
    conversation: Conversation,
    person: Any,
    with_whom: str,
    *,
    occasion: str,
    now: datetime,
    **facts: Any,
) -> bool:
    is_assessor = person == conversation.assessor.user
    return letters.write(
        f"accreditation/{kind}",
        person=person,
        subject=conversation,
        occasion=occasion,
        at=now,
        link=reverse("assessing:agenda" if is_assessor else "cycle:mine"),
        link_label="Bekijk je gesprekken" if is_assessor else "Bekijk je gesprek",
        conversation=conversation,
        with_whom=with_whom,
        **facts,
    )


def calendar_text(
    conversation: Conversation, person: Any, with_whom: str, *, now: datetime, gone: bool = False
) -> str:
    """The moment as it is now, for the calendar of one person."""
    made = appointment(conversation, with_whom, now=now)
    cancelled = gone or conversation.status == Conversation.Status.CANCELLED
    return invitation(replace(made, attendee=(person.name, person.email), cancelled=cancelled))


def appointment(conversation: Conversation, with_whom: str, *, now: datetime) -> Appointment:
    """A talk as a calendar shows it, in an invitation as well as in a feed."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Appointment(
        uid=f"{conversation.public_id}{uid_ending()}",
        sequence=conversation.sequence,
        starts_at=conversation.starts_at,
        ends_at=conversation.ends_at,
        title=f"{conversation.get_kind_display()} met {with_whom}",
        place=conversation.place,
        url=conversation.place if conversation.online else "",
        description=f"{HOW_TO_CHANGE} {settings.BASE_URL}",
        organiser=(name or address, address),
        attendee=None,
        stamp=now,
    )


def uid_ending() -> str:
    """By which our own appointments are known in somebody's calendar."""
    return f"@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
