"""Reminders before a talk: a week and a day ahead, once each, to both sides of the table.

A service and no rule: nothing follows from them. Who heard of the moment since needs none.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accreditation import invitations
from accreditation.models import Conversation
from kit import clock
from outbox.jobs import job
from outbox.models import Letter

DAYS_BEFORE = (7, 1)
SAID_THE_MOMENT = (
    "accreditation/talk_planned",
    "accreditation/talk_moved",
    "accreditation/welcome_planned",
    "accreditation/welcome_changed",
)


def step_of(talk: Conversation, today: date) -> int | None:
    """The latest step whose day has come; None while the talk is further away."""
    left = (timezone.localdate(talk.starts_at) - today).days
    return min((days for days in DAYS_BEFORE if left <= days), default=None)


def write_due(*, now: datetime) -> int:
    """Write what is due today, unless the moment was told on or after that day. Again adds none."""
    today = timezone.localdate(now)
    furthest = now + timedelta(days=max(DAYS_BEFORE) + 1)
    soon = Conversation.objects.filter(
        status=Conversation.Status.PLANNED, starts_at__gt=now, starts_at__lt=furthest
    )
    soon = soon.select_related("assessor__user").prefetch_related("seats__person")
    count = 0
    for talk in soon.order_by("starts_at", "pk"):
        if days := step_of(talk, today):
            heard = heard_since(talk, timezone.localdate(talk.starts_at) - timedelta(days=days))
            count += sum(
                remind(talk, person, with_whom, days=days, now=now)
                for person, with_whom in at_the_table(talk)
                if person.pk not in heard and person.is_active
            )
    return count


def at_the_table(talk: Conversation) -> list[tuple[Any, str]]:
    """Each person, and whom that person meets: who comes sees the assessor alone."""
    assessor = talk.assessor.user
    people = [seat.person for seat in talk.seats.all()]
    names = ", ".join(person.name for person in people)
    return [*((person, assessor.name) for person in people), (assessor, names)]


def heard_since(talk: Conversation, day: date) -> set[int]:
    """Who was told of this very moment on that day or later."""
    since = timezone.make_aware(datetime.combine(day, time.min))
    told = Letter.objects.filter(
        kind__in=SAID_THE_MOMENT,
        subject=f"{talk._meta.label_lower}:{talk.pk}",
        written_at__gte=since,
    )
    return set(told.values_list("person", flat=True))


def remind(talk: Conversation, person: Any, with_whom: str, *, days: int, now: datetime) -> bool:
    occasion = f"{talk.sequence}:{days}"
    facts = {"is_tomorrow": days == min(DAYS_BEFORE)}
    return invitations.remind(talk, person, with_whom, occasion=occasion, now=now, **facts)


@job("accreditation.talk_reminders", daily_at=time(7, 30))
def write_reminders() -> None:
    write_due(now=clock.now())
