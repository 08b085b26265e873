"""ProviderKey: what the own system of a provider shows when it says who was there."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portfolios.courses.models.providers import Provider


class ProviderKeyQuerySet(models.QuerySet["ProviderKey"]):
    def running(self) -> "ProviderKeyQuerySet":
        return self.filter(ended_at=None)

    def working(self) -> "ProviderKeyQuerySet":
        """Not ended, and of a provider that is still here."""
        return self.running().filter(provider__status="accepted")

    def of(self, user: Any) -> "ProviderKeyQuerySet":
        return self.filter(provider__in=Provider.objects.working().of(user))

    def for_list(self) -> "ProviderKeyQuerySet":
        return self.select_related("provider", "made_by", "ended_by").order_by(
            F("ended_at").desc(nulls_first=True), "-made_at", "pk"
        )


class ProviderKey(models.Model):
    """The key itself is shown once and not kept: only its hash, and its first signs."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="keys")
    purpose = models.CharField(max_length=120)
    start = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = ProviderKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="provider_key_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_at__gte=F("made_at"), ended_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.start}…"
