"""A glance at somebody's portfolio for the first page: a line of each thing, in one question."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Value
from django.db.models.functions import TruncDate

from kit.questions import Question
from portfolios.dossier.portfolio import Portfolio
from portfolios.models import LearningActivity, LearningStory, PlanReview

MOST_RECENT = 5


@dataclass(frozen=True, order=True)
class Line:
    """What is shown of a goal, an activity, a story or a day to look back."""

    on: date
    number: int  # of two on the same day the later one has the higher
    public_id: UUID
    title: str
    kind: str

    @property
    def kind_words(self) -> str:
        return str(LearningActivity.Kind(self.kind).label)


@dataclass(frozen=True)
class Glance:
    """The goals of now as they were added; the newest activities; what asks for a next step."""

    goals: list[Line]
    activities: list[Line]
    unfinished: Line | None  # the story that was saved last and does not say what was learned
    review: Line | None  # a day to look back that has come


NOTHING = Glance(goals=[], activities=[], unfinished=None, review=None)


def glance_at(owner: Any, *, today: date) -> Glance:
    of: dict[str, list[Line]] = {"goal": [], "activity": [], "story": [], "review": []}
    for what, *line in QUESTION.ask(owner=owner.pk, today=today):
        of[what].append(Line(*line))
    return Glance(
        goals=sorted(of["goal"]),
        activities=sorted(of["activity"], reverse=True),
        unfinished=next(iter(of["story"]), None),
        review=next(iter(of["review"]), None),
    )


def everything(owner: int, today: date) -> QuerySet[Any, Any]:
    activities = LearningActivity.objects.visible_to(owner).order_by("-happened_on", "-id")
    unfinished = LearningStory.objects.visible_to(owner).filter(learned="").order_by("-updated_at")
    review = PlanReview.objects.visible_to(owner).ahead().filter(planned_on__lte=today)
    return lines("goal", Portfolio(owner).goals.order_by(), "added_on").union(
        lines("activity", activities, "happened_on", kind="kind")[:MOST_RECENT],
        lines("story", unfinished, TruncDate("updated_at"))[:1],
        lines("review", review, "planned_on", title=""),
        all=True,
    )


def lines(
    what: str, those: QuerySet[Any], day: Any, *, title: str = "title", kind: str = ""
) -> QuerySet[Any, Any]:
    return those.values_list(
        Value(what), F(day) if isinstance(day, str) else day, "id", "public_id",
        F(title) if title else Value(""), F(kind) if kind else Value(""),
    )  # fmt: skip


QUESTION = Question(everything, owner=-1, today=date.min)
