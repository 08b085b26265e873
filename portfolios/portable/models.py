"""A portfolio on its way out or in, in the background."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from files.models import StoredFile


class DossierTransferQuerySet(models.QuerySet["DossierTransfer"]):
    def visible_to(self, user: Any) -> "DossierTransferQuerySet":
        return self.filter(owner=user)


class DossierTransfer(models.Model):
    """Asked for by the owner, and made by the worker; the file stays a week.

    `chosen` is what a PDF shows; `parts` of `of_parts` files are done; `problem` says why it did
    not work, and `left_out` what could not come along.
    """

    class Kind(models.TextChoices):
        ZIP = "zip", "Je hele portfolio"
        PDF = "pdf", "Een keuze op papier"
        IN = "in", "Een portfolio terugzetten"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=3, choices=Kind)
    chosen = models.JSONField(default=dict)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    of_parts = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    left_out = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = DossierTransferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], name="one_transfer_at_a_time", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} van {self.asked_at:%Y-%m-%d}"

    @property
    def concerns(self) -> Any:
        return self.owner

    @property
    def is_busy(self) -> bool:
        return self.ended_at is None

    @property
    def can_be_taken(self) -> bool:
        """Whether there is a file to take along."""
        return self.kind != self.Kind.IN and self.ended_at is not None and self.file is not None
