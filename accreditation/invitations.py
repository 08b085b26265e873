"""Letters about a talk, each with the calendar text that sets, moves or takes away the moment."""

from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse

from accreditation.models import Conversation
from kit.calendar import Appointment, invitation
from outbox import letters


def send(kind: str, conversation: Conversation, *, now: datetime, to_assessor: bool = True) -> None:
    """Tell the people at the table and the assessor; the sequence makes it once a change."""
    people = [seat.person for seat in conversation.seats.select_related("person")]
    for person in people:
        tell(kind, conversation, person, conversation.assessor.user.name, now=now)
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
    is_assessor = person == conversation.assessor.user
    letters.write(
        f"accreditation/{kind}",
        person=person,
        subject=conversation,
        occasion=str(conversation.sequence),
        at=now,
        link=reverse("assessing:agenda" if is_assessor else "cycle:mine"),
        link_label="Bekijk je gesprekken" if is_assessor else "Bekijk je gesprek",
        calendar=calendar_text(conversation, person, with_whom, now=now, gone=gone),
        conversation=conversation,
        with_whom=with_whom,
        **facts,
    )


def calendar_text(
    conversation: Conversation, person: Any, with_whom: str, *, now: datetime, gone: bool = False
) -> str:
    """The moment as it is now, for the calendar of one person."""
    return invitation(
        Appointment(
            uid=f"{conversation.public_id}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
            sequence=conversation.sequence,
            starts_at=conversation.starts_at,
            ends_at=conversation.ends_at,
            title=f"{conversation.get_kind_display()} met {with_whom}",
            place=conversation.place,
            organiser=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            attendees=((person.name, person.email),),
            stamp=now,
            cancelled=gone or conversation.status == Conversation.Status.CANCELLED,
        )
    )
