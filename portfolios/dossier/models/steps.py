"""Steps of a goal: small things to do, with or without a day."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from portfolios.dossier.models.plans import LearningGoal


class GoalStepQuerySet(models.QuerySet["GoalStep"]):
    def visible_to(self, user: Any) -> "GoalStepQuerySet":
        return self.filter(goal__plan__owner=user, goal__removed_at=None)


class GoalStep(models.Model):
    """One small step. A day is for oneself: nothing happens when it passes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(LearningGoal, models.CASCADE, related_name="steps")
    words = models.CharField(max_length=200)
    by_on = models.DateField(null=True)
    added_on = models.DateField()
    done_on = models.DateField(null=True)

    objects = GoalStepQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [models.CheckConstraint(name="step_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return self.words

    @property
    def concerns(self) -> Any:
        return self.goal.plan.owner
