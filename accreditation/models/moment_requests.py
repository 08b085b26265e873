"""MomentRequest: somebody who waits for a moment that can be chosen."""

from typing import Any

from django.db import models

from accreditation.models.cycles import Cycle


class MomentRequestQuerySet(models.QuerySet["MomentRequest"]):
    def waiting(self) -> "MomentRequestQuerySet":
        """Whose talk is not booked yet, the longest waiting first."""
        return self.filter(cycle__status=Cycle.Status.ASSIGNED).order_by("asked_at", "pk")

    def untold(self) -> "MomentRequestQuerySet":
        return self.waiting().filter(told_at=None)


class MomentRequest(models.Model):
    """ "Laat het me weten": asked when there was nothing to choose from; told in that order."""

    cycle = models.OneToOneField(Cycle, models.CASCADE, related_name="moment_request")
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = MomentRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.cycle.person} sinds {self.asked_at:%Y-%m-%d}"

    @property
    def concerns(self) -> Any:
        return self.cycle.person
