"""DeathReport (melding van overlijden): somebody says that a person died; staff check it."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked
from register.models.cases import person_field
from register.models.complaints import DeskMatterQuerySet

# What is left of the words once a report is over; the database asks that some are there.
FORGOTTEN = {"name": "", "email": "", "text": "", "about": "(gewist)", "findings": "(gewist)"}


class DeathReportQuerySet(DeskMatterQuerySet["DeathReport"]):
    def standing(self) -> "DeathReportQuerySet":
        return self.filter(status=DeathReport.Status.CONFIRMED)

    def closed_before(self, day: date) -> "DeathReportQuerySet":
        """Those that established nothing in the end."""
        status = DeathReport.Status
        return self.filter(status__in=(status.DECLINED, status.UNDONE), decided_on__lte=day)

    def to_erase(self, today: date) -> "DeathReportQuerySet":
        """The dossier was sealed long enough."""
        return self.standing().filter(erased_on=None, sealed_until__lte=today)


@tracked("person", "status", "received_on", "handler", "decided_on", "sealed_until", "erased_on",
         "undone_on")  # fmt: skip
class DeathReport(models.Model):
    """What was reported, and what staff found. Nobody outside hears who is registered."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Te controleren"
        CONFIRMED = "confirmed", "Vastgesteld"
        DECLINED = "declined", "Niet vastgesteld"
        UNDONE = "undone", "Teruggedraaid"

    class Relation(models.TextChoices):
        FAMILY = "family", "Partner of familie"
        FRIEND = "friend", "Vriend of bekende"
        WORK = "work", "Collega of werkgever"
        OTHER = "other", "Anders"

    OPEN = (Status.RECEIVED,)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.RECEIVED, editable=False
    )
    about = models.CharField(max_length=200)  # a name or a number, as the reporter knows it
    relation = models.CharField(max_length=10, choices=Relation)
    name = models.CharField(max_length=120, blank=True)  # of the reporter
    email = models.EmailField(blank=True)
    text = models.TextField(blank=True)
    received_on = models.DateField()
    noted_by = person_field()  # staff who heard of it; null when it came in by the public page
    person = person_field(related_name="death_reports")
    handler = person_field()
    findings = models.TextField(blank=True)  # how it was checked, or why it was declined
    decided_on = models.DateField(null=True)
    hid_entry = models.BooleanField(default=False)
    sealed_until = models.DateField(null=True)
    erased_on = models.DateField(null=True)
    undone_on = models.DateField(null=True)

    objects = DeathReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_standing_death_report",
                condition=Q(status="confirmed"),
            ),
            models.CheckConstraint(
                name="death_is_checked_by_another",
                condition=~Q(status__in=["confirmed", "undone"])
                | Q(
                    person__isnull=False,
                    handler__isnull=False,
                    decided_on__isnull=False,
                    sealed_until__isnull=False,
                )
                & ~Q(findings="")
                & ~Q(handler=models.F("person"))
                & (Q(noted_by=None) | ~Q(handler=models.F("noted_by"))),
            ),
            models.CheckConstraint(
                name="declined_death_report_says_why",
                condition=~Q(status="declined")
                | Q(handler__isnull=False, decided_on__isnull=False) & ~Q(findings=""),
            ),
            models.CheckConstraint(
                name="erased_only_after_the_seal",
                condition=Q(erased_on=None) | Q(erased_on__gte=models.F("sealed_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"Melding van overlijden: {self.about}"

    @property
    def concerns(self) -> Any:
        return self.person

    @transition(Status.RECEIVED, to=Status.CONFIRMED, who=(Role.DESK,))
    def confirm(
        self, person: Any, *, findings: str, sealed_until: date, today: date, by: Actor
    ) -> None:
        """Staff found that it is so, and how they found it."""
        if person == by.user:
            raise NotAllowed("Dit gaat over jezelf. Vraag het een ander.")
        if by.user == self.noted_by:
            raise NotAllowed("Jij schreef deze melding op. Een collega gaat het na.")
        self.person, self.handler, self.findings = person, by.user, findings
        self.decided_on, self.sealed_until = today, sealed_until

    @transition(Status.RECEIVED, to=Status.DECLINED, who=(Role.DESK,))
    def decline(self, *, findings: str, today: date, by: Actor) -> None:
        """It could not be established, or it is not about anybody here."""
        self.handler, self.findings, self.decided_on = by.user, findings, today

    @transition(Status.CONFIRMED, to=Status.UNDONE, who=(Role.DESK,))
    def undo(self, *, today: date, by: Actor) -> None:
        """The report was wrong."""
        self.undone_on = today

    @transition(Status.CONFIRMED, who=(SYSTEM,))
    def note_erased(self, *, today: date, by: Actor) -> None:
        """The dossier is gone, and with it who reported, what was told and what was found."""
        self.erased_on = today
        for name, left in FORGOTTEN.items():
            setattr(self, name, left)
