"""EmployerAlert: what an organisation will hear, after the person has heard it first."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from register.models.organisations import Organisation
from register.models.registrations import Registration


class EmployerAlert(models.Model):
    """One change of one registration for one organisation; it is gone when consent is."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="alerts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_on = models.DateField()
    told_on = models.DateField()  # the person
    due_on = models.DateField()
    sent_on = models.DateField(null=True)  # to the organisation

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "organisation", "changed_on"], name="alert_once"
            ),
            models.CheckConstraint(
                name="the_person_hears_it_first",
                condition=Q(due_on__gt=F("told_on"))
                & (Q(sent_on=None) | Q(sent_on__gte=F("due_on"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Bericht aan {self.organisation}"

    @property
    def concerns(self) -> Any:
        return self.person
