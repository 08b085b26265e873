"""What its owner threw away: out of sight at once, and for good after the days of undo."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models

UNDO = timedelta(days=30)


class RemovableQuerySet[Row: models.Model](models.QuerySet[Row]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(**{self.model.WHOSE: user})  # type: ignore[attr-defined]


class PresentManager(models.Manager[Any]):
    """For every page: what was thrown away is not there."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(removed_at=None)


class Removable(models.Model):
    """Thrown away at `removed_at`; kept a while longer only for who wants an undo."""

    WHOSE = "owner"  # the way to who may see and throw it away

    removed_at = models.DateTimeField(null=True, editable=False)

    everything: Any = RemovableQuerySet.as_manager()

    class Meta:
        abstract = True


class DossierSettings(models.Model):
    """What somebody chose about the own dossier; who has no row has the choices of everybody."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="dossier_settings"
    )
    keeps_removed = models.BooleanField(default=True)

    def __str__(self) -> str:
        return "Keuzes bij het portfolio"
