"""The private calendar feed: a secret address at which a program reads somebody's own talks.

It says no more than the invitations by mail did. It can be renewed and switched off; then the old
address leads nowhere.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.actors import Actor
from accounts.models import User
from accreditation.invitations import appointment
from accreditation.models import CalendarFeed, Conversation
from audit.acts import NotAllowed, act, record
from kit import calendar, numbers
from kit.calendar import Appointment

SIGNS = 32
KEPT_FOR = timedelta(days=31)  # a talk that was held stays in sight for a while


def hash_of(token: str) -> str:
    """A token is random and long, so one plain hash is enough."""
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()


def switch_on(person: User, *, now: datetime, by: Actor) -> str:
    """A new secret; the one before works no more. It is known here only."""
    token = numbers.random_code(SIGNS)
    feed = of(person) or CalendarFeed(person=person)
    feed.sha256, feed.made_at = hash_of(token), now
    with act("calendarfeed.switch_on", feed, by=by):
        feed.save()
    return token


def switch_off(person: User, *, by: Actor) -> None:
    feed = of(person)
    if feed is None:
        raise NotAllowed("Je agenda-adres stond al uit.")
    record("calendarfeed.switch_off", feed, by=by)
    feed.delete()


def of(person: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(person=person).first()


def of_token(token: str) -> CalendarFeed | None:
    """Whose feed this is; nobody's when it was renewed, switched off, or the account is closed."""
    found = CalendarFeed.objects.filter(sha256=hash_of(token), person__is_active=True)
    return found.select_related("person").first()


def text_of(feed: CalendarFeed, *, now: datetime) -> str:
    return calendar.feed("Gesprekken van het register", appointments(feed, now=now))


def appointments(feed: CalendarFeed, *, now: datetime) -> Iterator[Appointment]:
    """The talks of this person alone. The same text as long as nothing changes, so no new ETag."""
    mine = Q(seats__person=feed.person) | Q(assessor__user=feed.person)
    talks = Conversation.objects.standing().filter(mine, ends_at__gt=now - KEPT_FOR).distinct()
    talks = talks.select_related("assessor__user").prefetch_related("seats__person")
    for talk in talks.order_by("starts_at", "pk"):
        yield appointment(talk, with_whom(talk, feed.person), now=feed.made_at)


def with_whom(talk: Conversation, person: User) -> str:
    """As the mail said it: the assessor sees who comes, who comes sees the assessor alone."""
    if talk.assessor.user != person:
        return talk.assessor.user.name
    return ", ".join(seat.person.name for seat in talk.seats.all())
