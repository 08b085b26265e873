"""The story of somebody's learning, moment by moment: composed from all apps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from accreditation.models import Conversation
from portfolios.models import (
    IntervisionPresence,
    LearningActivity,
    LearningGoal,
    LearningStory,
)
from register.models import RegistrationPeriod


@dataclass(frozen=True)
class Moment:
    """One thing that happened on a day; `icon` and `what` say of which kind."""

    on: date
    icon: str
    what: str
    title: str
    url: str


@dataclass(frozen=True)
class Month:
    first_day: date
    moments: list[Moment]


def months_of(user: Any, *, year: int) -> list[Month]:
    """What happened in one year, the latest month first."""
    found = chain(
        activities(user, year), stories(user, year), goals(user, year), sessions(user, year),
        conversations(user, year), periods(user, year),
    )  # fmt: skip
    moments = sorted(found, key=lambda moment: moment.on, reverse=True)
    return [
        Month(first_day, list(those))
        for first_day, those in groupby(moments, key=lambda moment: moment.on.replace(day=1))
    ]


def years_of(user: Any, *, today: date) -> list[int]:
    """From the first thing that was kept until now, the latest first."""
    activity = LearningActivity.objects.visible_to(user).aggregate(first=Min("happened_on"))
    goal = LearningGoal.objects.visible_to(user).aggregate(first=Min("added_on"))
    period = RegistrationPeriod.objects.filter(registration__person=user)
    started = period.filter(from_on__lte=today).aggregate(first=Min("from_on"))
    known = [each["first"] for each in (activity, goal, started) if each["first"]]
    return list(range(today.year, min([today, *known]).year - 1, -1))


def activities(user: Any, year: int) -> Iterator[Moment]:
    mine = LearningActivity.objects.visible_to(user).filter(happened_on__year=year)
    for activity in mine.lines():
        url = reverse("dossier:activity_edit", args=[activity.public_id])
        yield Moment(
            activity.happened_on, "sprout", activity.get_kind_display(), activity.title, url
        )


def stories(user: Any, year: int) -> Iterator[Moment]:
    for story in LearningStory.objects.visible_to(user).filter(started_at__year=year).lines():
        url = reverse("dossier:story_read", args=[story.public_id])
        yield Moment(
            timezone.localdate(story.started_at),
            "book-open",
            "Leerverhaal begonnen",
            str(story),
            url,
        )


def goals(user: Any, year: int) -> Iterator[Moment]:
    url = reverse("dossier:plan")
    for goal in LearningGoal.objects.visible_to(user).filter(added_on__year=year):
        yield Moment(goal.added_on, "target", "Leerdoel gekozen", goal.title, url)


def sessions(user: Any, year: int) -> Iterator[Moment]:
    there = IntervisionPresence.objects.filter(person=user, present=True)
    for one in there.filter(session__held_on__year=year).select_related("session"):
        url = reverse("together:session", args=[one.session.public_id])
        yield Moment(one.session.held_on, "users", "Intervisie", one.session.theme, url)


def conversations(user: Any, year: int) -> Iterator[Moment]:
    mine = Conversation.objects.filter(seats__person=user, starts_at__year=year)
    url = reverse("cycle:mine")
    for talk in mine.filter(status=Conversation.Status.HELD):
        day = timezone.localdate(talk.starts_at)
        yield Moment(day, "messages-square", "Gesprek", talk.get_kind_display(), url)


def periods(user: Any, year: int) -> Iterator[Moment]:
    url = reverse("registration:registration")
    mine = RegistrationPeriod.objects.filter(registration__person=user, from_on__year=year)
    for period in mine:
        title = "Een nieuwe periode in het register begon"
        yield Moment(period.from_on, "badge-check", "Register", title, url)
