"""Learning plan and goals: what somebody wants to do differently, in own words."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from portfolios.dossier.models.removal import PresentManager, Removable, RemovableQuerySet
from portfolios.themes.models import Theme
from register.models import Competency


class LearningPlanQuerySet(models.QuerySet["LearningPlan"]):
    def visible_to(self, user: Any) -> "LearningPlanQuerySet":
        return self.filter(owner=user)


class LearningPlan(models.Model):
    """The plan of a stretch of time; the open one has no end. Earlier plans are kept.

    `closing_words` is what somebody says when closing it.
    """

    public_id = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="learning_plans"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    closing_words = models.TextField(blank=True, default="", db_default="")

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

    @property
    def concerns(self) -> Any:
        return self.owner


class LearningGoalQuerySet(RemovableQuerySet["LearningGoal"]):
    def current(self) -> "LearningGoalQuerySet":
        """What somebody works on now."""
        working = self.filter(plan__ended_on=None, set_aside_on=None, reached_on=None)
        return working.order_by("added_on", "id")


class LearningGoal(Removable):
    """One goal: what do I want to do differently, for whom, and how do I notice.

    It stays the same goal when it goes along to a next plan; `earlier_plans` remember it.
    """

    WHOSE = "plan__owner"
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(LearningPlan, models.CASCADE, related_name="goals")
    title = models.CharField(max_length=200)
    for_whom = models.TextField(blank=True)
    how_noticed = models.TextField(blank=True)
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    added_on = models.DateField()
    set_aside_on = models.DateField(null=True)
    reached_on = models.DateField(null=True)
    reached_words = models.TextField(blank=True, default="", db_default="")
    earlier_plans = models.ManyToManyField(LearningPlan, blank=True, related_name="went_along")

    objects = PresentManager.from_queryset(LearningGoalQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goal_reached_or_aside",
                condition=Q(reached_on=None) | Q(set_aside_on=None),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.plan.owner
