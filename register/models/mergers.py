"""Organisations that become one on a day."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from register.models.organisations import Organisation


@tracked("organisation", "on", "status", "planned_by")
class OrganisationMerger(models.Model):
    """Some organisations go on as one from a day on; who works there moves along by itself."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Gepland"
        DONE = "done", "Samengevoegd"
        CANCELLED = "cancelled", "Gaat niet door"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mergers")
    old = models.ManyToManyField(Organisation, related_name="+")
    on = models.DateField()
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED, editable=False)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Samen verder als {self.organisation}"

    @transition(Status.PLANNED, to=Status.DONE, who=(Role.DESK, SYSTEM))
    def note_done(self, *, by: Any) -> None:
        """The day has come; `register.mergers` moves who works there."""

    @transition(Status.PLANNED, to=Status.CANCELLED, who=(Role.DESK,))
    def cancel(self, *, by: Actor) -> None:
        """It does not go on; nothing changed yet."""
