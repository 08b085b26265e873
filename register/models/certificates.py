"""Certificate: proof of one period, its content fixed before it is rendered and signed."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

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


@tracked("registration", "period", "code", "status", "sha256", "issued_on")
class Certificate(models.Model):
    """Number, code and content are stored first; the PDF is made from them by a job."""

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
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                name="one_live_certificate",
                condition=Q(status="issued"),
            ),
            models.CheckConstraint(
                name="made_certificate_has_hash",
                condition=Q(file=None, sha256="") | Q(file__isnull=False) & ~Q(sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Certificaat {self.number} {self.period}"

    @property
    def concerns(self) -> Any:
        return self.registration.person

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
