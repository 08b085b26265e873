"""Earlier words of a goal: what it said before somebody changed it."""

import uuid
from typing import Any

from django.db import models

from portfolios.dossier.models.plans import LearningGoal


class GoalWordingQuerySet(models.QuerySet["GoalWording"]):
    def visible_to(self, user: Any) -> "GoalWordingQuerySet":
        return self.filter(goal__plan__owner=user, goal__removed_at=None)


class GoalWording(models.Model):
    """The words of a goal until a day. Words of the same day are one wording."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(LearningGoal, models.CASCADE, related_name="wordings")
    title = models.CharField(max_length=200)
    for_whom = models.TextField(blank=True)
    how_noticed = models.TextField(blank=True)
    until_on = models.DateField()

    objects = GoalWordingQuerySet.as_manager()

    class Meta:
        ordering = ("-until_on",)
        constraints = [
            models.UniqueConstraint(fields=["goal", "until_on"], name="one_wording_a_day")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.goal.plan.owner
