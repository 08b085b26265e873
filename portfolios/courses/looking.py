"""The light check afterwards: looking at what is new, reports, hiding with a reason, back again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from outbox import letters
from portfolios.courses.models import Course, CourseReport

YOUR_OWN = "Je hoort zelf bij deze opleider. Een collega kijkt ernaar."


def report(course: Course, words: str, *, today: date) -> CourseReport:
    """Somebody says that something is wrong; who it was is not kept."""
    return course.reports.create(words=words, reported_on=today)


def check_not_own(course: Course, person: Any) -> None:
    if course.provider.people.now().filter(person=person).exists():
        raise NotAllowed(YOUR_OWN)


def note_seen(course: Course, *, now: datetime, by: Actor) -> None:
    """Looked at, nothing the matter; open reports are handled with it."""
    with transaction.atomic(), act("course.note_seen", course, by=by):
        fresh = locked(course)
        check_not_own(fresh, by.user)
        handled(fresh, timezone.localdate(now))


def handled(course: Course, today: date, *fields: str) -> None:
    course.looked_on = today
    course.save(update_fields=["looked_on", *fields])
    course.reports.filter(handled_on=None).update(handled_on=today)


def hide(course: Course, because: str, *, now: datetime, by: Actor) -> None:
    """Out of the catalogue, with a reason that the provider reads and can do something about."""
    today = timezone.localdate(now)
    with transaction.atomic(), act("course.hide", course, by=by):
        fresh = locked(course)
        check_not_own(fresh, by.user)
        if not fresh.is_listed:
            raise NotAllowed("Deze cursus staat al niet in de lijst.")
        fresh.hidden_on, fresh.hidden_because = today, because
        handled(fresh, today, "hidden_on", "hidden_because")
        tell("course_hidden", fresh, now=now)


def put_back(course: Course, *, now: datetime, by: Actor) -> None:
    """In the catalogue again; the provider hears it."""
    with transaction.atomic(), act("course.put_back", course, by=by):
        fresh = locked(course)
        check_not_own(fresh, by.user)
        if fresh.hidden_on is None:
            raise NotAllowed("Deze cursus is niet verborgen.")
        tell("course_back", fresh, now=now)
        fresh.hidden_on, fresh.hidden_because = None, ""
        handled(fresh, timezone.localdate(now), "hidden_on", "hidden_because")


def tell(kind: str, course: Course, *, now: datetime) -> None:
    for each in course.provider.people.by_name():
        letters.write(
            f"portfolios/{kind}",
            person=each.person,
            subject=course,
            occasion=now.isoformat(),
            at=now,
            link=reverse("provider:course", args=[course.public_id]),
            link_label="Bekijk de cursus",
            course=course,
        )
