"""Deferral: more time instead of a renewal. A decision, so that somebody can object to it."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from register.models.cases import person_field
from register.models.chambers import Chamber
from register.models.extensions import Extension
from register.models.periods import RegistrationPeriod


class DeferralQuerySet(models.QuerySet["Deferral"]):
    def visible_to(self, user: Any) -> "DeferralQuerySet":
        return self.filter(period__registration__person=user)

    def standing(self) -> "DeferralQuerySet":
        return self.filter(status=Deferral.Status.STANDS)


@tracked("period", "status", "decided_on", "chamber", "first_signer", "second_signer",
         "overturned_on")  # fmt: skip
class Deferral(models.Model):
    """The registration goes on, its term moves, and there is a second talk.

    It follows from the advice of an assessor and needs nobody then; or a chamber set a positive
    advice aside, and two of its members signed. Meanwhile the person stays registered.
    """

    class Status(models.TextChoices):
        STANDS = "stands", "Geldt"
        OVERTURNED = "overturned", "Vervallen na bezwaar"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(RegistrationPeriod, models.PROTECT, related_name="deferrals")
    status = models.CharField(max_length=20, choices=Status, default=Status.STANDS, editable=False)
    decided_on = models.DateField()
    reason = models.TextField()
    extension = models.OneToOneField(Extension, models.PROTECT, null=True, related_name="+")
    chamber = models.CharField(max_length=10, choices=Chamber, blank=True)
    first_signer = person_field()
    second_signer = person_field()
    overturned_on = models.DateField(null=True)

    objects = DeferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deferral_by_two_of_a_chamber_or_by_none",
                condition=Q(chamber="", first_signer=None, second_signer=None)
                | ~Q(chamber="")
                & Q(first_signer__isnull=False, second_signer__isnull=False)
                & ~Q(second_signer=F("first_signer")),
            ),
            models.UniqueConstraint(
                fields=["period"], name="one_deferral_stands", condition=Q(status="stands")
            ),
            models.CheckConstraint(
                name="overturned_deferral_has_its_day",
                condition=Q(status="stands", overturned_on=None)
                | Q(status="overturned", overturned_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Meer tijd voor {self.period}"

    @property
    def concerns(self) -> Any:
        return self.period.registration.person

    @transition(Status.STANDS, to=Status.OVERTURNED, who=(Role.COMMITTEE,))
    def overturn(self, *, today: date, by: Actor) -> None:
        """The other chamber upheld an objection; what follows for the talk is known above."""
        self.overturned_on = today
