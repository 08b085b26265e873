"""Intervision sessions: logged once for all, presence corrected by each, an own private line."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.acts import NotAllowed, locked
from outbox import letters
from portfolios.together.models import (
    GroupMember,
    IntervisionGroup,
    IntervisionPresence,
    IntervisionSession,
)
from register.models import RegisterScheme

TOO_LATE = "Aanpassen kan niet meer: de bijeenkomst is te lang geleden vastgelegd."


class LoggedBefore(NotAllowed):
    """Somebody of the group logged a session of this day already."""


def log(
    group: IntervisionGroup,
    *,
    held_on: date,
    method: str,
    theme: str,
    present: Collection[GroupMember],
    logger: Any,
    now: datetime,
) -> IntervisionSession:
    """Log a session for all members of today; each of the others gets a letter.

    Raises LoggedBefore when the group has a session on that day.
    """
    with transaction.atomic():
        locked(group)
        if group.sessions.filter(held_on=held_on).exists():
            raise LoggedBefore("Van deze dag is al een bijeenkomst vastgelegd.")
        session = group.sessions.create(
            held_on=held_on, method=method, theme=theme, logged_by=logger, logged_at=now
        )
        members = list(group.members.filter(until_on=None).select_related("person"))
        IntervisionPresence.objects.bulk_create(
            IntervisionPresence(session=session, person=member.person, present=member in present)
            for member in members
        )
        for member in members:
            if member.person != logger:
                tell(member.person, session, was_there=member in present, now=now)
    return session


def tell(person: Any, session: IntervisionSession, *, was_there: bool, now: datetime) -> None:
    letters.write(
        "portfolios/session_logged",
        person=person,
        subject=session,
        at=now,
        link=reverse("together:session", args=[session.public_id]),
        link_label="Bekijk de bijeenkomst",
        session=session,
        was_there=was_there,
        correct_until=correctable_until(session),
    )


def correctable_until(session: IntervisionSession) -> date:
    """The last day on which members correct their presence: `presence_days` after logging."""
    logged_on = timezone.localdate(session.logged_at)
    scheme = RegisterScheme.objects.in_force_on(logged_on)
    return logged_on + timedelta(days=scheme.presence_days)


def change(
    session: IntervisionSession,
    *,
    held_on: date,
    method: str,
    theme: str,
    by_person: Any,
    now: datetime,
) -> None:
    """Mend what was logged, by who logged it, as long as members correct their presence.

    Everybody's presence and private line stay. Raises NotAllowed for anybody else and afterwards,
    LoggedBefore when the group has another session on that day.
    """
    with transaction.atomic():
        group = locked(session.group)
        fresh = locked(session)
        if fresh.logged_by != by_person:
            raise NotAllowed("Aanpassen doet wie de bijeenkomst vastlegde. Vraag het even.")
        if timezone.localdate(now) > correctable_until(fresh):
            raise NotAllowed(TOO_LATE)
        if group.sessions.filter(held_on=held_on).exclude(pk=fresh.pk).exists():
            raise LoggedBefore("Van deze dag is al een bijeenkomst vastgelegd.")
        fresh.held_on, fresh.method, fresh.theme = held_on, method, theme
        fresh.save(update_fields=["held_on", "method", "theme"])


def correct_presence(presence: IntervisionPresence, *, present: bool, now: datetime) -> None:
    """Say that I was or was not there. Raises NotAllowed after `correctable_until`."""
    if timezone.localdate(now) > correctable_until(presence.session):
        raise NotAllowed(TOO_LATE)
    if presence.present != present:
        presence.present, presence.corrected_at = present, now
        presence.save(update_fields=["present", "corrected_at"])


def keep_own_line(presence: IntervisionPresence, text: str) -> None:
    """What I take from it; nobody else reads it."""
    presence.own_line = text
    presence.save(update_fields=["own_line"])
