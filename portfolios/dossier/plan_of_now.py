"""The open plan as its page shows it: a fixed number of questions, however much there is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, Value

from portfolios.dossier.models import (
    GoalProposal,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
    PlanReview,
)

LINE = ("goals", "is_story", "day", "id", "public_id", "title")
UNTITLED = str(LearningStory())


@dataclass(frozen=True)
class Done:
    """A line about something that was done for a goal: a story or an activity."""

    is_story: bool
    public_id: UUID
    title: str


@dataclass(frozen=True)
class PlanOfNow:
    owner: Any

    @cached_property
    def all_goals(self) -> list[LearningGoal]:
        """In the order in which they were added, also those that were reached or set aside."""
        mine = LearningGoal.objects.visible_to(self.owner).filter(plan__ended_on=None)
        return list(mine.order_by("added_on", "id").prefetch_related("competencies", "steps"))

    @cached_property
    def goals(self) -> list[tuple[LearningGoal, list[Done]]]:
        """What somebody works on now, each with what was done for it."""
        now = [goal for goal in self.all_goals if not (goal.reached_on or goal.set_aside_on)]
        done = self.done_for(now)
        return [(goal, done[goal.pk]) for goal in now]

    def done_for(self, goals: list[LearningGoal]) -> dict[int, list[Done]]:
        """The stories first, then the activities; of each the newest first."""
        of_one: dict[int, list[Done]] = defaultdict(list)
        if not goals:
            return of_one
        stories = LearningStory.objects.visible_to(self.owner).filter(goals__in=goals)
        activities = LearningActivity.objects.visible_to(self.owner).filter(goals__in=goals)
        first = stories.annotate(is_story=Value(1), day=F("updated_at")).values_list(*LINE)
        second = activities.annotate(is_story=Value(0), day=F("happened_on")).values_list(*LINE)
        found = first.union(second, all=True).order_by("-is_story", "-day", "-id")
        for goal, is_story, _, _, public_id, title in found:
            of_one[goal].append(Done(bool(is_story), public_id, title or UNTITLED))
        return of_one

    @property
    def reached(self) -> list[LearningGoal]:
        """What somebody says to be able to now, the latest first."""
        return latest_first(self.all_goals, "reached_on")

    @property
    def set_aside(self) -> list[LearningGoal]:
        return latest_first(self.all_goals, "set_aside_on")

    @cached_property
    def all_proposals(self) -> list[GoalProposal]:
        mine = GoalProposal.objects.visible_to(self.owner)
        return list(mine.filter(taken_on=None).order_by("-said_on", "id"))

    @property
    def proposals(self) -> list[GoalProposal]:
        return [each for each in self.all_proposals if not each.let_go_on]

    @property
    def let_go(self) -> list[GoalProposal]:
        return latest_first(self.all_proposals, "let_go_on")

    @cached_property
    def reviews(self) -> list[PlanReview]:
        mine = PlanReview.objects.visible_to(self.owner)
        return list(mine.filter(plan__ended_on=None))

    @property
    def review(self) -> PlanReview | None:
        """The next day to look back."""
        return next((each for each in self.reviews if not each.looked_on), None)

    def review_is_due(self, today: date) -> bool:
        return bool(self.review and self.review.planned_on and self.review.planned_on <= today)

    @property
    def looked(self) -> list[PlanReview]:
        return latest_first(self.reviews, "looked_on")

    @property
    def has_earlier(self) -> bool:
        return LearningPlan.objects.visible_to(self.owner).exclude(ended_on=None).exists()


def latest_first[Row: Any](rows: list[Row], day: str) -> list[Row]:
    """Those with such a day, the latest first."""
    those = [row for row in rows if getattr(row, day)]
    return sorted(those, key=lambda row: (getattr(row, day), row.pk), reverse=True)
