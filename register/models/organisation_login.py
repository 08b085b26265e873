"""OrganisationLogin: the people of an organisation may log in with its own provider."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from accounts.actors import Actor
from audit.acts import transition
from audit.history import tracked
from register.models.organisations import Organisation


class OrganisationLoginQuerySet(models.QuerySet["OrganisationLogin"]):
    def on(self) -> "OrganisationLoginQuerySet":
        return self.filter(status=OrganisationLogin.Status.ON)

    def for_list(self) -> "OrganisationLoginQuerySet":
        return self.select_related("organisation", "switched_by").order_by(
            "organisation__name", "provider_id"
        )


@tracked("organisation", "provider_id", "status", "switched_at", "switched_by")
class OrganisationLogin(models.Model):
    """One organisation with one provider of the environment, switched on and off by staff."""

    class Status(models.TextChoices):
        OFF = "off", "Uit"
        ON = "on", "Aan"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="logins")
    provider_id = models.CharField(max_length=60)
    status = models.CharField(max_length=20, choices=Status, default=Status.OFF, editable=False)
    switched_at = models.DateTimeField(null=True)
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OrganisationLoginQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "provider_id"], name="provider_once_at_an_organisation"
            ),
            models.CheckConstraint(
                name="login_that_is_on_was_switched_on",
                condition=models.Q(status="off")
                | models.Q(switched_at__isnull=False, switched_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Inloggen bij {self.organisation} met {self.provider_id}"

    @transition(Status.OFF, to=Status.ON)
    def switch_on(self, *, now: datetime, by: Actor) -> None:
        """From now on people log in, and link, with this provider."""
        self.switched_at, self.switched_by = now, by.user

    @transition(Status.ON, to=Status.OFF)
    def switch_off(self, *, now: datetime, by: Actor) -> None:
        """Nobody comes in this way any more; links that people made stay theirs."""
        self.switched_at, self.switched_by = now, by.user
