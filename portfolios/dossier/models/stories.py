"""Learning story: signal, analysis, choice, effect, learned; any part may be short or missing."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.plans import LearningGoal
from portfolios.dossier.models.removal import PresentManager, Removable, RemovableQuerySet
from portfolios.themes.models import Theme
from register.models import Competency


class LearningStoryQuerySet(RemovableQuerySet["LearningStory"]):
    def about(self, words: str) -> "LearningStoryQuerySet":
        """With all of these words somewhere in what was written."""
        found = self
        for word in words.split():
            anywhere = Q(title__icontains=word)
            for part in LearningStory.PARTS:
                anywhere |= Q(**{f"{part}__icontains": word})
            found = found.filter(anywhere)
        return found

    def for_list(self) -> "LearningStoryQuerySet":
        return self.order_by("-updated_at", "-id").fetch_mode(models.FETCH_RAISE)

    def lines(self) -> "LearningStoryQuerySet":
        """The newest first, with only what one line about them shows; `learned` says it is done."""
        shown = self.for_list().select_related("activity")
        return shown.only("public_id", "owner", "title", "learned", "told_rather", "updated_at",
                          "activity__title", "activity__removed_at")  # fmt: skip


class LearningStory(Removable):
    """The row is its own draft: autosave writes it, and `version` guards against two tabs.

    `lenses` is read and written by `portfolios.dossier.lenses` only.
    """

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
    lenses = models.JSONField(default=dict, db_default={}, blank=True)
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    told_rather = models.BooleanField("Ik vertel dit liever", default=False)
    # Marks of words that may tell who a client is and that the writer lets stand.
    let_stand = ArrayField(models.CharField(max_length=16), default=list, db_default=[])
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = PresentManager.from_queryset(LearningStoryQuerySet)()

    class Meta:
        verbose_name_plural = "learning stories"
        indexes = [models.Index(fields=["owner", "-updated_at"])]

    def __str__(self) -> str:
        return self.title or "Verhaal zonder titel"

    @property
    def concerns(self) -> Any:
        return self.owner

    @property
    def about(self) -> LearningActivity | None:
        """The activity that the story is about, unless that was thrown away."""
        return self.activity if self.activity and not self.activity.removed_at else None

    @property
    def has_words(self) -> bool:
        return any(getattr(self, part).strip() for part in self.PARTS)


class StoryVersion(models.Model):
    """The texts of a story as they were at the end of a sitting, to look back and put back."""

    story = models.ForeignKey(LearningStory, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="one_text_of_each_version"),
        ]

    def __str__(self) -> str:
        return f"Versie van {self.written_at:%Y-%m-%d %H:%M}"
