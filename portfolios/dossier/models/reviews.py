"""Review moments: days on which somebody looks back on the plan."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from portfolios.dossier.models.plans import LearningPlan


class PlanReviewQuerySet(models.QuerySet["PlanReview"]):
    def visible_to(self, user: Any) -> "PlanReviewQuerySet":
        return self.filter(plan__owner=user)

    def ahead(self) -> "PlanReviewQuerySet":
        """The next one of the open plan."""
        return self.filter(plan__ended_on=None, looked_on=None)

    def looked(self) -> "PlanReviewQuerySet":
        return self.exclude(looked_on=None).order_by("-looked_on", "-id")


class PlanReview(models.Model):
    """A day to look back; once looked, what somebody saw. Nobody else hears of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(LearningPlan, models.CASCADE, related_name="reviews")
    planned_on = models.DateField(null=True)
    looked_on = models.DateField(null=True)
    words = models.TextField(blank=True)

    objects = PlanReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], name="one_review_ahead", condition=Q(looked_on=None)
            ),
            models.CheckConstraint(
                name="review_has_a_day",
                condition=Q(planned_on__isnull=False) | Q(looked_on__isnull=False),
            ),
            models.CheckConstraint(
                name="review_words_come_by_looking",
                condition=Q(looked_on__isnull=False) | Q(words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Terugkijken op {self.looked_on or self.planned_on}"

    @property
    def concerns(self) -> Any:
        return self.plan.owner
