"""Learning activities: what somebody did that made them think."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from portfolios.dossier.models.plans import LearningGoal


class LearningActivityQuerySet(models.QuerySet["LearningActivity"]):
    def visible_to(self, user: Any) -> "LearningActivityQuerySet":
        return self.filter(owner=user)

    def for_list(self) -> "LearningActivityQuerySet":
        newest_first = self.order_by("-happened_on", "-id")
        return newest_first.prefetch_related("goals").fetch_mode(models.FETCH_RAISE)


class LearningActivity(models.Model):
    """Captured in under a minute: a kind, one line, a date. Everything else may come later."""

    class Kind(models.TextChoices):
        READ = "read", "Gelezen, gezien of gehoord"
        SHARE = "share", "Iets gedeeld met collega's"
        COACH = "coach", "Nieuwe collega begeleid"
        INTERVISION = "intervision", "Intervisie"
        EXPERIMENT = "experiment", "Iets uitgeprobeerd"
        CASE = "case", "Een situatie uit het werk"
        MISTAKE = "mistake", "Iets dat misging"
        SHADOWING = "shadowing", "Meegelopen met iemand"
        PERSPECTIVE = "perspective", "Door de ogen van de inwoner"
        COURSE = "course", "Cursus of training"
        GILDE = "gilde", "Gilde"
        EVENT = "event", "Bijeenkomst"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="activities")
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200)
    happened_on = models.DateField()
    note = models.TextField(blank=True)
    goals = models.ManyToManyField(LearningGoal, blank=True, related_name="activities")
    captured_at = models.DateTimeField()

    objects = LearningActivityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-happened_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.owner
