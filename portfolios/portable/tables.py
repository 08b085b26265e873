"""What a portfolio consists of, table by table: one line for each, read when writing and reading.

A model of the dossier that is not here does not travel; a test asks for the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from portfolios.dossier.models import (
    Evidence,
    GoalProposal,
    GoalStep,
    GoalWording,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
    PlanReview,
    ScanPlace,
    SelfScan,
    StoryVersion,
)
from portfolios.knowledge.models import CardLink

Rows = models.QuerySet[Any]


@dataclass(frozen=True)
class Table:
    """One kind of thing: its own fields, what it belongs to, and what it is linked with.

    `one` and `many` name the field and the table it points to. Rows that belong to a thing that
    does not travel do not travel either. The order is such that a thing comes after what it
    belongs to, and rows come back in the order in which they were made.
    """

    name: str
    model: type[models.Model]
    rows: Callable[[Any], Rows]
    fields: tuple[str, ...]
    one: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, str] = field(default_factory=dict)
    owned: bool = False  # has a field `owner`
    competencies: bool = False
    themes: bool = False


def mine(model: Any, path: str = "owner") -> Callable[[Any], Rows]:
    return lambda owner: model.objects.filter(**{path: owner}).order_by("pk")


TABLES = (
    Table(
        "plans", LearningPlan, mine(LearningPlan),
        ("started_on", "ended_on", "closing_words"),
        owned=True, competencies=True,
    ),
    Table(
        "goals", LearningGoal, mine(LearningGoal, "plan__owner"),
        ("title", "for_whom", "how_noticed", "added_on", "set_aside_on", "reached_on",
         "reached_words"),
        one={"plan": "plans"}, many={"earlier_plans": "plans"}, competencies=True, themes=True,
    ),
    Table(
        "wordings", GoalWording, mine(GoalWording, "goal__plan__owner"),
        ("title", "for_whom", "how_noticed", "until_on"),
        one={"goal": "goals"},
    ),
    Table(
        "steps", GoalStep, mine(GoalStep, "goal__plan__owner"),
        ("words", "by_on", "added_on", "done_on"),
        one={"goal": "goals"},
    ),
    Table(
        "reviews", PlanReview, mine(PlanReview, "plan__owner"),
        ("planned_on", "looked_on", "words"),
        one={"plan": "plans"},
    ),
    Table(
        "proposals", GoalProposal, mine(GoalProposal),
        ("origin", "about", "words", "said_on", "taken_on", "let_go_on"),
        one={"goal": "goals"}, owned=True,
    ),
    Table(
        "scans", SelfScan, mine(SelfScan),
        ("started_on", "finished_on"),
        owned=True,
    ),
    Table(
        "places", ScanPlace, mine(ScanPlace, "scan__owner"),
        ("phase", "words"),
        one={"scan": "scans"},
    ),
    Table(
        "activities", LearningActivity, mine(LearningActivity),
        ("kind", "title", "happened_on", "note", "links", "hours", "to_finish", "captured_at"),
        many={"goals": "goals"}, owned=True, competencies=True,
    ),
    Table(
        "stories", LearningStory, mine(LearningStory),
        ("title", *LearningStory.PARTS, "lenses", "told_rather", "let_stand", "version",
         "started_at", "updated_at"),
        one={"activity": "activities"}, many={"goals": "goals"}, owned=True, competencies=True,
        themes=True,
    ),
    Table(
        "versions", StoryVersion, mine(StoryVersion, "story__owner"),
        ("number", "texts", "written_at"),
        one={"story": "stories"},
    ),
    Table(
        "card_links", CardLink, mine(CardLink, "story__owner"),
        ("linked_on",),
        one={"story": "stories"},
    ),
    Table(
        "evidence", Evidence, mine(Evidence),
        ("words", "added_at"),
        one={"activity": "activities", "story": "stories"}, owned=True,
    ),
)  # fmt: skip
BY_NAME = {table.name: table for table in TABLES}
