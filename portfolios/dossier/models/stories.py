"""Learning story: signal, analysis, choice, effect, learned; any part may be short or missing."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.plans import LearningGoal


class LearningStoryQuerySet(models.QuerySet["LearningStory"]):
    def visible_to(self, user: Any) -> "LearningStoryQuerySet":
        return self.filter(owner=user)

    def for_list(self) -> "LearningStoryQuerySet":
        return self.order_by("-updated_at", "-id").fetch_mode(models.FETCH_RAISE)


class LearningStory(models.Model):
    """The row is its own draft: autosave writes it, and `version` guards against two tabs."""

    PARTS = ("signal", "analysis", "choice", "effect", "client_direction", "learned")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stories")
    activity = models.ForeignKey(
        LearningActivity, models.SET_NULL, null=True, blank=True, related_name="stories"
    )
    goals = models.ManyToManyField(LearningGoal, blank=True, related_name="stories")
    title = models.CharField(max_length=200, blank=True)
    signal = models.TextField("Wat gebeurde er?", blank=True)
    analysis = models.TextField("Hoe keek je ernaar?", blank=True)
    choice = models.TextField("Wat koos je, en waarom?", blank=True)
    effect = models.TextField("Wat leverde het op?", blank=True)
    client_direction = models.TextField("Wat deed het met de eigen regie?", blank=True)
    learned = models.TextField("Wat leerde je ervan?", blank=True)
    told_rather = models.BooleanField("Ik vertel dit liever", default=False)
    # Marks of words that may tell who a client is and that the writer lets stand.
    let_stand = ArrayField(models.CharField(max_length=16), default=list, db_default=[])
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = LearningStoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "learning stories"
        indexes = [models.Index(fields=["owner", "-updated_at"])]

    def __str__(self) -> str:
        return self.title or "Verhaal zonder titel"

    @property
    def concerns(self) -> Any:
        return self.owner

    @property
    def has_words(self) -> bool:
        return any(getattr(self, part).strip() for part in self.PARTS)
