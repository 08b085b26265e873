"""Decision: how a cycle ended, on which ground, by whom."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accreditation.models.cycles import Cycle
from accreditation.models.second_readings import SecondReading
from audit.history import tracked
from register.models import RegistrationPeriod


@tracked("cycle", "outcome", "decided_on", "decided_by", "period", "reading", "overturned_on")
class Decision(models.Model):
    """A positive decision follows from the report and needs nobody, and so does more time.

    A positive advice is set aside only by a second reading that two of a chamber signed. "Niet in
    gesprek" is only for who handed in nothing after grace, or missed two agreed talks without a
    word; the database asks for that (`migrations`). After an objection an outcome is overturned.
    """

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
    reading = models.OneToOneField(
        SecondReading, models.PROTECT, null=True, related_name="decision"
    )
    overturned_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"],
                name="one_decision_a_cycle",
                condition=~Q(outcome="more_time") & Q(overturned_on=None),
            ),
            models.UniqueConstraint(
                fields=["cycle"],
                name="more_time_once_a_cycle",
                condition=Q(outcome="more_time", overturned_on=None),
            ),
            models.CheckConstraint(
                name="set_aside_means_more_time",
                condition=Q(reading=None) | Q(outcome="more_time"),
            ),
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
