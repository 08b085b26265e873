"""Decision: how a cycle ended, on which ground, by whom."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accreditation.models.cycles import Cycle
from audit.history import tracked
from register.models import RegistrationPeriod


@tracked("cycle", "outcome", "decided_on", "decided_by", "period")
class Decision(models.Model):
    """A positive decision follows from both signatures and needs nobody; others need two people."""

    class Outcome(models.TextChoices):
        RENEWED = "renewed", "verlengd"
        RENEWED_WITH_AGREEMENTS = "renewed_with_agreements", "verlengd met leerafspraken"
        MORE_TIME = "more_time", "meer tijd"
        NOT_ENGAGED = "not_engaged", "niet in gesprek"

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=30, choices=Outcome)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    period = models.OneToOneField(
        RegistrationPeriod, models.PROTECT, null=True, related_name="decision"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle"], name="one_decision_a_cycle"),
            models.CheckConstraint(
                name="renewal_has_its_period",
                condition=Q(outcome__in=["more_time", "not_engaged"]) | Q(period__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} op {self.decided_on}"

    @property
    def concerns(self) -> Any:
        return self.cycle.person
