"""ApiKey: what an organisation shows to ask the register more than anybody may."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from register.models.organisations import Organisation


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def running(self) -> "ApiKeyQuerySet":
        return self.filter(ended_at=None)

    def for_list(self) -> "ApiKeyQuerySet":
        return self.select_related("organisation", "made_by", "ended_by").order_by(
            F("ended_at").desc(nulls_first=True), "-made_at", "pk"
        )


class ApiKey(models.Model):
    """The key itself is shown once and not kept: only its hash, and its first signs."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_keys")
    purpose = models.CharField(max_length=120)
    start = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, unique=True)
    a_day = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="key_has_a_budget", condition=Q(a_day__gt=0)),
            models.CheckConstraint(
                name="key_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("made_at"), ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.start}…"

    @property
    def concerns(self) -> Any:
        """Nobody in particular: it is of an organisation."""
        return None
