"""Consent: what a person lets an organisation know, for a year, until it is taken back."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.history import tracked
from register import consent_texts
from register.models.organisations import Organisation


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: Any) -> "ConsentQuerySet":
        return self.filter(person=user)

    def on(self, today: date) -> "ConsentQuerySet":
        return self.filter(withdrawn_on=None, given_on__lte=today, until_on__gt=today)


@tracked("person", "kind", "organisation", "given_on", "until_on", "withdrawn_on")
class Consent(models.Model):
    """One thing, to one organisation. Without it nothing is known, and nobody sees that."""

    class Kind(models.TextChoices):
        SHOWN = "shown", "Zien dat ik geregistreerd ben, en tot wanneer"
        ALERT = "alert", "Bericht krijgen als mijn registratie verandert"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="consents")
    given_on = models.DateField()
    until_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    text_version = models.PositiveSmallIntegerField(default=1, db_default=1)  # consent_texts

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "organisation"],
                name="one_running_consent",
                condition=Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="consent_has_an_end", condition=Q(until_on__gt=F("given_on"))
            ),
        ]

    @property
    def text(self) -> str:
        """What the person said yes to, in the words of then."""
        return consent_texts.text_of(self.kind, self.text_version)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organisation}"

    @property
    def concerns(self) -> Any:
        return self.person
