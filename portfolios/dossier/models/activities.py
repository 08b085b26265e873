"""Learning activities: what somebody did that made them think."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from portfolios.dossier.models.plans import LearningGoal
from portfolios.dossier.models.removal import PresentManager, Removable, RemovableQuerySet
from register.models import Competency

LONGEST_LINK = 500


class LearningActivityQuerySet(RemovableQuerySet["LearningActivity"]):
    def about(self, words: str) -> "LearningActivityQuerySet":
        """With all of these words somewhere in what was written."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(note__icontains=word))
        return found

    def for_list(self) -> "LearningActivityQuerySet":
        newest_first = self.order_by("-happened_on", "-id")
        return newest_first.prefetch_related("goals").fetch_mode(models.FETCH_RAISE)

    def lines(self) -> "LearningActivityQuerySet":
        """The newest first, with only what one line about them shows."""
        shown = self.only("public_id", "owner", "kind", "title", "happened_on", "to_finish")
        return shown.order_by("-happened_on", "-id").fetch_mode(models.FETCH_RAISE)


class LearningActivity(Removable):
    """Captured in under a minute: a kind, one line, a date. Everything else may come later.

    `to_finish` is the own note to come back to it; `hours` are for who wants to know them.
    """

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
    competencies = models.ManyToManyField(Competency, blank=True, related_name="+")
    links = ArrayField(models.URLField(max_length=LONGEST_LINK), default=list, db_default=[])
    hours = models.DecimalField(
        null=True,
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(999)],
    )
    to_finish = models.BooleanField(default=False, db_default=False)
    captured_at = models.DateTimeField()

    objects = PresentManager.from_queryset(LearningActivityQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hours_are_no_debt", condition=Q(hours=None) | Q(hours__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["owner", "-happened_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.owner
