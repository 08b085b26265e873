"""Learning plan and goals: what somebody wants to do differently, in own words."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from register.models import Competency


class LearningPlanQuerySet(models.QuerySet["LearningPlan"]):
    def visible_to(self, user: Any) -> "LearningPlanQuerySet":
        return self.filter(owner=user)


class LearningPlan(models.Model):
    """The plan of a stretch of time; the open one has no end. Earlier plans are kept."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="learning_plans"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = LearningPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], name="one_open_plan", condition=Q(ended_on=None)
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Leerplan vanaf {self.started_on}"


class LearningGoalQuerySet(models.QuerySet["LearningGoal"]):
    def visible_to(self, user: Any) -> "LearningGoalQuerySet":
        return self.filter(plan__owner=user)

    def current(self) -> "LearningGoalQuerySet":
        return self.filter(plan__ended_on=None, set_aside_on=None).order_by("added_on", "id")


class LearningGoal(models.Model):
    """One goal: what do I want to do differently, for whom, and how do I notice."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(LearningPlan, models.CASCADE, related_name="goals")
    title = models.CharField(max_length=200)
    for_whom = models.TextField(blank=True)
    how_noticed = models.TextField(blank=True)
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    added_on = models.DateField()
    set_aside_on = models.DateField(null=True)

    objects = LearningGoalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.plan.owner
