"""Extension: more time for the conversation. It moves the term, never the anniversary."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import tracked
from register.models.periods import RegistrationPeriod


@tracked("period", "months", "granted_on", "granted_by", "made_good")
class Extension(models.Model):
    """Months added to the term of a period. No reason is asked, so none is kept."""

    period = models.ForeignKey(RegistrationPeriod, models.PROTECT, related_name="extensions")
    months = models.PositiveSmallIntegerField()
    granted_on = models.DateField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The register makes good what it cost somebody: none of the person's own room is used up.
    made_good = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("granted_on", "id")
        constraints = [
            models.CheckConstraint(name="extension_is_some_time", condition=Q(months__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.months} maanden meer tijd voor {self.period}"

    @property
    def concerns(self) -> Any:
        return self.period.concerns
