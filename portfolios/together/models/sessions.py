"""Intervision sessions: logged once for all, each member with an own private line."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from portfolios.together.models.groups import IntervisionGroup


class IntervisionSessionQuerySet(models.QuerySet["IntervisionSession"]):
    def visible_to(self, user: Any) -> "IntervisionSessionQuerySet":
        """The sessions in which the person was listed, whether present or not."""
        return self.filter(presences__person=user)

    def for_list(self) -> "IntervisionSessionQuerySet":
        newest_first = self.select_related("group").order_by("-held_on", "-id")
        return newest_first.fetch_mode(models.FETCH_RAISE)


class IntervisionSession(models.Model):
    """One meeting: method, theme without client details, who was there."""

    class Method(models.TextChoices):
        INCIDENT = "incident", "Incidentmethode"
        GOSSIP = "gossip", "Roddelmethode"
        BALINT = "balint", "Balint-achtig gesprek"
        FIVE_STEPS = "five_steps", "Vijf stappen"
        WALK = "walk", "Leerwandeling"
        OTHER = "other", "Anders"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(IntervisionGroup, models.PROTECT, related_name="sessions")
    held_on = models.DateField()
    method = models.CharField(max_length=20, choices=Method)
    theme = models.CharField(max_length=300)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    objects = IntervisionSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on}"


class IntervisionPresence(models.Model):
    """One member at one session; the line is the person's own and nobody else reads it."""

    session = models.ForeignKey(IntervisionSession, models.CASCADE, related_name="presences")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="intervision_presences"
    )
    present = models.BooleanField()
    corrected_at = models.DateTimeField(null=True)
    own_line = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.session}"
