"""Self scan: per competency own words and a place on leerling–gezel–meester, for oneself only."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from register.models import Competency, CompetencyProfile


class GrowthPhase(models.TextChoices):
    """How far somebody says to be. A place and no score; never beside an official status."""

    APPRENTICE = "apprentice", "Leerling"
    JOURNEYMAN = "journeyman", "Gezel"
    MASTER = "master", "Meester"


class SelfScanQuerySet(models.QuerySet["SelfScan"]):
    def visible_to(self, user: Any) -> "SelfScanQuerySet":
        return self.filter(owner=user)

    def by_age(self) -> "SelfScanQuerySet":
        """The oldest first, with everything a page says about them."""
        oldest_first = self.order_by("started_on", "id").select_related("profile")
        return oldest_first.prefetch_related("places__competency__area").fetch_mode(
            models.FETCH_RAISE
        )


class SelfScan(models.Model):
    """One look at the own work, by the profile of that day; without an end it is still open."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="self_scans")
    profile = models.ForeignKey(CompetencyProfile, models.PROTECT, related_name="+")
    started_on = models.DateField()
    finished_on = models.DateField(null=True)

    objects = SelfScanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], name="one_open_scan", condition=Q(finished_on=None)
            ),
            models.CheckConstraint(
                name="scan_finishes_after_it_starts",
                condition=Q(finished_on=None) | Q(finished_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Zelfscan van {self.started_on}"

    @property
    def concerns(self) -> Any:
        return self.owner


class ScanPlace(models.Model):
    """What somebody said about one competency: a place, some words, or both."""

    scan = models.ForeignKey(SelfScan, models.CASCADE, related_name="places")
    competency = models.ForeignKey(Competency, models.PROTECT, related_name="+")
    phase = models.CharField(max_length=20, choices=GrowthPhase, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scan", "competency"], name="place_once_in_scan"),
            models.CheckConstraint(
                name="place_is_a_growth_phase", condition=Q(phase__in=["", *GrowthPhase.values])
            ),
            models.CheckConstraint(
                name="place_says_something", condition=~Q(phase="") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency}: {self.get_phase_display() or 'eigen woorden'}"
