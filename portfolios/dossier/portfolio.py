"""Portfolio: one person's goals, activities and stories, for pages and for handing in."""

from dataclasses import dataclass
from typing import Any

from portfolios.dossier.models import (
    LearningActivity,
    LearningGoal,
    LearningPlan,
    LearningStory,
)
from portfolios.dossier.models.activities import LearningActivityQuerySet
from portfolios.dossier.models.plans import LearningGoalQuerySet
from portfolios.dossier.models.stories import LearningStoryQuerySet


@dataclass(frozen=True)
class Portfolio:
    owner: Any

    @property
    def plan(self) -> LearningPlan | None:
        """The open plan; None before the first goal."""
        return LearningPlan.objects.visible_to(self.owner).filter(ended_on=None).first()

    @property
    def goals(self) -> LearningGoalQuerySet:
        """The goals of now, in the order in which they were added."""
        return LearningGoal.objects.visible_to(self.owner).current()

    @property
    def goals_to_tell_about(self) -> LearningGoalQuerySet:
        """Those of now, and what somebody says to be able to by now: both can be handed in."""
        mine = LearningGoal.objects.visible_to(self.owner)
        return mine.filter(plan__ended_on=None, set_aside_on=None).order_by("added_on", "id")

    @property
    def activities(self) -> LearningActivityQuerySet:
        return LearningActivity.objects.visible_to(self.owner).for_list()

    @property
    def stories(self) -> LearningStoryQuerySet:
        mine = LearningStory.objects.visible_to(self.owner)
        return mine.select_related("activity").for_list()

    @property
    def things_to_talk_about(self) -> list[LearningStory]:
        """The stories that can open a conversation: any words, or a title to tell about."""
        return [story for story in self.stories if can_be_told(story)]


def can_be_told(story: LearningStory) -> bool:
    """A story with words in any part, or a title that the owner would rather tell about."""
    return story.has_words or bool(story.told_rather and story.title.strip())
