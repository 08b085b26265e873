"""The story of somebody's learning, moment by moment: composed from all apps, in one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, TruncDate

from accreditation.models import Conversation
from portfolios.models import (
    IntervisionPresence,
    LearningActivity,
    LearningGoal,
    LearningStory,
)
from register.models import RegistrationPeriod

type Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Source:
    """Where moments of one kind come from, and how they are shown and opened."""

    of: Callable[[Any], Rows]  # what somebody has of it
    day: str  # the field that says when
    icon: str
    what: str
    page: str
    title: str = ""
    kind: str = ""  # the field that says which of `kinds` it is
    kinds: Any = None
    leads_to: str = ""  # the field of what the page shows; a page of its own otherwise
    untitled: str = ""


SOURCES = (
    Source(
        LearningActivity.objects.visible_to, "happened_on", "sprout", "", "dossier:activity_edit",
        title="title", kind="kind", kinds=LearningActivity.Kind, leads_to="public_id",
    ),
    Source(
        LearningStory.objects.visible_to, "started_at", "book-open", "Leerverhaal begonnen",
        "dossier:story_read", title="title", leads_to="public_id", untitled=str(LearningStory()),
    ),
    Source(
        LearningGoal.objects.visible_to, "added_on", "target", "Leerdoel gekozen", "dossier:plan",
        title="title",
    ),
    Source(
        lambda user: IntervisionPresence.objects.filter(person=user, present=True),
        "session__held_on", "users", "Intervisie", "together:session", title="session__theme",
        leads_to="session__public_id",
    ),
    Source(
        lambda user: Conversation.objects.filter(
            seats__person=user, status=Conversation.Status.HELD
        ),
        "starts_at", "messages-square", "Gesprek", "cycle:mine", kind="kind",
        kinds=Conversation.Kind,
    ),
    Source(
        lambda user: RegistrationPeriod.objects.filter(registration__person=user), "from_on",
        "badge-check", "Register", "registration:registration",
        untitled="Een nieuwe periode in het register begon",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """One thing that happened on a day; `icon` and `what` say of which kind."""

    on: date
    icon: str
    what: str
    title: str
    page: str
    leads_to: UUID | None


@dataclass(frozen=True)
class Month:
    first_day: date
    moments: list[Moment]


def months_of(user: Any, *, year: int) -> list[Month]:
    """What happened in one year, the latest month first."""
    first, *others = [rows(source, number, user, year) for number, source in enumerate(SOURCES)]
    found = sorted(first.union(*others, all=True), key=lambda row: row[1], reverse=True)
    moments = [moment(*row) for row in found]
    return [
        Month(first_day, list(those))
        for first_day, those in groupby(moments, key=lambda moment: moment.on.replace(day=1))
    ]


def rows(source: Source, number: int, user: Any, year: int) -> Rows:
    """Of one source, the latest first: its number, and of each the day, kind, title and address."""
    those = (
        source.of(user).filter(**{f"{source.day}__year": year}).order_by(f"-{source.day}", "-id")
    )
    return those.values_list(
        Value(number),
        day_of(source, those),
        F(source.kind) if source.kind else Value(""),
        F(source.title) if source.title else Value(""),
        F(source.leads_to) if source.leads_to else Cast(Value(None), UUIDField()),
    )


def day_of(source: Source, those: Rows) -> Any:
    return TruncDate(source.day) if source.day.endswith("_at") else F(source.day)


def moment(number: int, on: date, kind: str, title: str, leads_to: UUID | None) -> Moment:
    source = SOURCES[number]
    of_kind = str(source.kinds(kind).label) if kind else ""
    what, title = source.what or of_kind, title or source.untitled or of_kind
    return Moment(on, source.icon, what, title, source.page, leads_to)


def years_of(user: Any, *, today: date) -> list[int]:
    """From the first thing that was kept until now, the latest first."""
    activities = LearningActivity.objects.visible_to(user).order_by("happened_on")
    goals = LearningGoal.objects.visible_to(user).order_by("added_on")
    periods = RegistrationPeriod.objects.filter(registration__person=user, from_on__lte=today)
    firsts = activities.values_list("happened_on")[:1].union(
        goals.values_list("added_on")[:1],
        periods.order_by("from_on").values_list("from_on")[:1],
    )
    known = [day for (day,) in firsts]
    return list(range(today.year, min([today, *known]).year - 1, -1))
