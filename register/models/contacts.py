"""Who speaks for an organisation, and what it promises its klantmanagers."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from files.models import StoredFile
from register.models.organisations import Organisation


class OrganisationContactQuerySet(models.QuerySet["OrganisationContact"]):
    def active(self) -> "OrganisationContactQuerySet":
        return self.filter(status=OrganisationContact.Status.ACTIVE)

    def for_list(self) -> "OrganisationContactQuerySet":
        return self.select_related("person", "organisation", "appointed_by").order_by(
            "organisation__name_key", "pk"
        )


@tracked("person", "organisation", "status", "appointed_on", "appointed_by", "ended_on")
class OrganisationContact(models.Model):
    """A contact person: by an address at the organisation and a written appointment, both seen."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Contactpersoon"
        ENDED = "ended", "Geen contactpersoon meer"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contact_for")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE, editable=False)
    work_email = models.EmailField()
    appointment = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    appointed_on = models.DateField()
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    why_ended = models.CharField(max_length=400, blank=True)

    objects = OrganisationContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                name="contact_once_at_a_time",
                condition=Q(status="active"),
            ),
            models.CheckConstraint(
                name="nobody_appoints_oneself", condition=~Q(appointed_by=models.F("person"))
            ),
            models.CheckConstraint(
                name="ended_contact_says_when_and_why",
                condition=~Q(status="ended") | Q(ended_on__isnull=False) & ~Q(why_ended=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} voor {self.organisation}"

    @property
    def concerns(self) -> Any:
        return self.person

    @transition(Status.ACTIVE, to=Status.ENDED, who=(Role.DESK,))
    def end(self, *, why: str, today: date, by: Actor) -> None:
        """No longer; also at once for who asks staff for a dossier, a report or agreements."""
        self.ended_on, self.why_ended = today, why


class SupportStatement(models.Model):
    """What the organisation gives its klantmanagers to learn; never about performance."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="support")
    time = models.CharField(max_length=600, blank=True)
    budget = models.CharField(max_length=600, blank=True)
    freedom = models.CharField(max_length=600, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_on = models.DateField()

    def __str__(self) -> str:
        return f"Steunverklaring van {self.organisation}"
