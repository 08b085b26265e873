"""DossierSnapshot: the frozen copy that was handed in for one conversation."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models


class DossierSnapshot(models.Model):
    """A copy of what the owner chose, unchanged by later writing; deleted after the decision.

    `content` is made and read by `portfolios.dossier.snapshots` only.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="snapshots")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Ingeleverd dossier van {self.frozen_at:%Y-%m-%d}"

    @property
    def concerns(self) -> Any:
        return self.owner
