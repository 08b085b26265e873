"""Going on in intervision after a run: the provider asks all, each says yes or no to nobody."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from portfolios.courses.models.courses import CourseRun


class CohortCall(models.Model):
    """Asked once for a run. The provider sees that it asked, and nothing of who was asked."""

    run = models.OneToOneField(CourseRun, models.PROTECT, related_name="cohort_call")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    answer_by = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cohort_has_time_to_answer", condition=Q(answer_by__gt=F("opened_on"))
            )
        ]

    def __str__(self) -> str:
        return f"Verder na {self.run}"


class CohortSeatQuerySet(models.QuerySet["CohortSeat"]):
    def open_for(self, user: Any) -> "CohortSeatQuerySet":
        """What this person can still answer."""
        found = self.filter(person=user, call__closed_on=None)
        return found.select_related("call__run__course__provider").order_by("pk")


class CohortSeat(models.Model):
    """Somebody who was at the run; gone once the groups are made."""

    class Said(models.TextChoices):
        YES = "yes", "Ja"
        NO = "no", "Nee"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(CohortCall, models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cohort_seats"
    )
    said = models.CharField(max_length=3, choices=Said, blank=True)

    objects = CohortSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="asked_once_to_go_on")
        ]

    def __str__(self) -> str:
        return f"Gevraagd bij {self.call}"
