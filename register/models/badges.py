"""Open Badges: the facts of a certificate for a digital wallet, by a consent of its own."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from audit.history import tracked
from register.models.certificates import Certificate


class OpenBadgeQuerySet(models.QuerySet["OpenBadge"]):
    def visible_to(self, user: Any) -> "OpenBadgeQuerySet":
        return self.filter(certificate__registration__person=user)

    def running(self) -> "OpenBadgeQuerySet":
        return self.filter(withdrawn_on=None)


@tracked("certificate", "place", "given_on", "withdrawn_on")
class OpenBadge(models.Model):
    """What somebody asked for; the credential itself is made by a job and signed.

    A copy in a wallet cannot be taken back: withdrawing empties the credential here, and every
    verifier that asks hears that it is withdrawn. The place in the status lists stays taken; the
    first PLACES are those of the first list, the next those of the second.
    """

    PLACES = 131_072  # the least that a status list has, so that nobody is found by counting

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="badges")
    place = models.PositiveIntegerField(unique=True)
    token = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    text_version = models.PositiveSmallIntegerField(default=1, db_default=1)  # consent_texts

    objects = OpenBadgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                name="one_running_badge_of_a_certificate",
                condition=Q(withdrawn_on=None),
            ),
            models.CheckConstraint(
                name="withdrawn_badge_is_empty", condition=Q(withdrawn_on=None) | Q(token="")
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="place_stays", fields=["certificate", "place"])]

    @property
    def in_list(self) -> int:
        return self.place // self.PLACES

    @property
    def place_in_list(self) -> int:
        return self.place % self.PLACES

    def __str__(self) -> str:
        return f"Digitale badge {self.certificate.number}"

    @property
    def concerns(self) -> Any:
        return self.certificate.concerns


class BadgeKey(models.Model):
    """The public half of a key that signs or signed badges (a JWK, RFC 7517)."""

    kid = models.CharField(max_length=64, unique=True)  # its thumbprint (RFC 7638)
    jwk = models.JSONField()
    first_used_at = models.DateTimeField()

    class Meta:
        ordering = ("-first_used_at", "-pk")

    def __str__(self) -> str:
        return self.kid


class BadgeStatusList(models.Model):
    """Which badges are withdrawn, and which rest: signed, anew every day and after a change.

    A list that is half full is followed by a next one.
    """

    class Purpose(models.TextChoices):
        REVOCATION = "revocation", "Ingetrokken"
        SUSPENSION = "suspension", "Vandaag niet geregistreerd"

    purpose = models.CharField(max_length=12, choices=Purpose)
    number = models.PositiveIntegerField(default=0, db_default=0)
    token = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "number"], name="one_list_of_badges_each")
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()
