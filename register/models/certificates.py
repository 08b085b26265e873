"""Certificate: proof of one period, its content fixed before it is rendered and signed."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from files.models import StoredFile
from kit.numbers import grouped
from register.models.periods import RegistrationPeriod
from register.models.registrations import Registration


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def visible_to(self, user: Any) -> "CertificateQuerySet":
        return self.filter(registration__person=user)

    def for_list(self) -> "CertificateQuerySet":
        """The newest first, each with its period and files."""
        return self.select_related("period").prefetch_related("files").order_by("-id")

    def waiting(self) -> "CertificateQuerySet":
        """Of which a file is still to be made, the oldest first; of erased ones never."""
        card = Exists(CertificateFile.objects.filter(certificate=OuterRef("pk"), kind="card"))
        return self.filter(~card).exclude(content={}).order_by("pk")  # the card is made last


@tracked("registration", "period", "code", "status", "issued_on")
class Certificate(models.Model):
    """Number, code and content are stored first; its files are made from them by a job.

    An erasure empties the content.
    """

    class Status(models.TextChoices):
        ISSUED = "issued", "Geldig bewijs"
        SUPERSEDED = "superseded", "Vervangen door een nieuwer certificaat"
        REVOKED = "revoked", "Ingetrokken"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="certificates")
    period = models.ForeignKey(RegistrationPeriod, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=12)
    code = models.CharField(max_length=24, unique=True, editable=False)
    content = models.JSONField()
    status = models.CharField(max_length=20, choices=Status, default=Status.ISSUED, editable=False)
    issued_on = models.DateField()

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                name="one_live_certificate",
                condition=Q(status="issued"),
            ),
        ]

    def __str__(self) -> str:
        return f"Certificaat {self.number} {self.period}"

    @property
    def concerns(self) -> Any:
        return self.registration.person

    @property
    def is_made(self) -> bool:
        return not Certificate.objects.waiting().filter(pk=self.pk).exists()

    @property
    def written_code(self) -> str:
        return grouped(self.code)

    @transition(
        Status.ISSUED, to=Status.SUPERSEDED, who=(PROFESSIONAL, Role.DESK, Role.COMMITTEE, SYSTEM)
    )
    def supersede(self, *, by: Actor) -> None:
        """A newer certificate of the same registration takes its place."""

    @transition(Status.ISSUED, Status.SUPERSEDED, to=Status.REVOKED, who=(SYSTEM,))
    def revoke(self, *, by: Actor) -> None:
        """The register withdraws it; it stays verifiable as such."""


class SealCertificate(models.Model):
    """The public half of a key that sealed for the register; the key itself is nowhere here."""

    fingerprint = models.CharField(max_length=64, unique=True)  # SHA-256 of the DER
    pem = models.TextField()
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.fingerprint[:16]


class CertificateFile(models.Model):
    """One of the files of a certificate, sealed. It never changes; an erasure leaves its hash."""

    class Kind(models.TextChoices):
        DUTCH = "nl", "Certificaat"
        ENGLISH = "en", "Certificaat in het Engels"
        CARD = "card", "Pasje"

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, related_name="certificate_file"
    )
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["certificate", "kind"], name="one_file_of_each_kind"),
        ]
        triggers = [pgtrigger.ReadOnly(name="hash_stays", fields=["certificate", "kind", "sha256"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.certificate.number}"
