"""FactorReset: the way back in for who lost every strong factor, by two members of staff."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models.roles import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked

DELAY = timedelta(hours=24)  # between the second signature and the act: time to stop it
STAFF = (Role.DESK, Role.ADMINISTRATOR)


class FactorResetQuerySet(models.QuerySet["FactorReset"]):
    def visible_to(self, user: Any) -> "FactorResetQuerySet":
        return self.filter(person=user)

    def open(self) -> "FactorResetQuerySet":
        return self.filter(status__in=FactorReset.OPEN)

    def waiting_for_staff(self) -> "FactorResetQuerySet":
        status = FactorReset.Status
        return self.filter(status__in=[status.REQUESTED, status.CHECKED])

    def waiting_since(self, moment: datetime) -> "FactorResetQuerySet":
        """For which nobody did anything after this moment: nobody looked, or no second did."""
        last = Coalesce("checked_at", "requested_at")
        return self.waiting_for_staff().alias(last=last).filter(last__lte=moment)

    def for_list(self) -> "FactorResetQuerySet":
        return self.select_related("person", "checked_by", "approved_by")


@tracked("person", "status", "requested_at", "checked_by", "checked_at", "identity_how",
         "identity_on", "approved_by", "approved_at", "due_at", "done_at", "stopped_by",
         "stopped_at", "stopped_how")  # fmt: skip
class FactorReset(models.Model):
    """One request to take away the factors of a person. Nothing of an identity document is kept."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Gevraagd"
        CHECKED = "checked", "Identiteit gezien"
        APPROVED = "approved", "Goedgekeurd"
        DONE = "done", "Klaar"
        STOPPED = "stopped", "Gestopt"

    class Identity(models.TextChoices):
        VIDEO = "video", "Videogesprek met identiteitsbewijs"
        IN_PERSON = "in_person", "Ontmoeting met identiteitsbewijs"
        COLLEAGUE = "colleague", "Teruggebeld via een bekende collega"

    class StoppedHow(models.TextChoices):
        PERSON = "person", "De persoon zelf"
        LOGIN = "login", "Een login met de tweede stap"
        STAFF = "staff", "Het register"
        TIME = "time", "Het register, na twee weken zonder stap"

    OPEN = (Status.REQUESTED, Status.CHECKED, Status.APPROVED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="factor_resets"
    )
    status = models.CharField(
        max_length=20, choices=Status, default=Status.REQUESTED, editable=False
    )
    requested_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    identity_how = models.CharField(max_length=20, choices=Identity, blank=True)
    identity_on = models.DateField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True)
    stopped_how = models.CharField(max_length=20, choices=StoppedHow, blank=True)
    stop_reason = models.TextField(blank=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                name="one_open_reset",
                condition=Q(status__in=["requested", "checked", "approved"]),
            ),
            models.CheckConstraint(
                name="reset_by_two_others",
                condition=(Q(checked_by=None) | ~Q(checked_by=F("person")))
                & (
                    Q(approved_by=None)
                    | ~Q(approved_by=F("person")) & ~Q(approved_by=F("checked_by"))
                ),
            ),
            models.CheckConstraint(
                name="checked_reset_says_how",
                condition=~Q(status__in=["checked", "approved", "done"])
                | Q(checked_by__isnull=False, checked_at__isnull=False, identity_on__isnull=False)
                & ~Q(identity_how=""),
            ),
            models.CheckConstraint(
                name="approved_reset_has_second_and_delay",
                condition=~Q(status__in=["approved", "done"])
                | Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    due_at__gt=F("approved_at"),
                ),
            ),
            models.CheckConstraint(
                name="reset_is_done_after_its_delay",
                condition=~Q(status="done") | Q(done_at__gte=F("due_at")),
            ),
            models.CheckConstraint(
                name="stopped_reset_says_how",
                condition=~Q(status="stopped")
                | Q(stopped_at__isnull=False)
                & ~Q(stopped_how="")
                & (~Q(stopped_how="staff") | Q(stopped_by__isnull=False) & ~Q(stop_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Herstel van {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @transition(Status.REQUESTED, to=Status.CHECKED, who=STAFF)
    def check_identity(self, *, how: str, on: date, now: datetime, by: Actor) -> None:
        """The first of two saw who it is: how and on which day, no copy and no number."""
        if how not in self.Identity.values:
            raise NotAllowed("Kies hoe je hebt gezien wie het is.")
        if not timezone.localdate(self.requested_at) <= on <= timezone.localdate(now):
            raise NotAllowed("De controle is gedaan na de vraag, en niet in de toekomst.")
        self.identity_how, self.identity_on = how, on
        self.checked_by, self.checked_at = by.user, now

    @transition(Status.CHECKED, to=Status.APPROVED, who=STAFF)
    def approve(self, *, now: datetime, by: Actor) -> None:
        """The second of two, another person; from now on the delay runs."""
        if by.user == self.checked_by:
            raise NotAllowed("Wie de identiteit controleerde, keurt niet ook goed.")
        self.approved_by, self.approved_at, self.due_at = by.user, now, now + DELAY

    @transition(Status.APPROVED, to=Status.DONE, who=(SYSTEM,))
    def finish(self, *, now: datetime, by: Actor) -> None:
        """After the delay; `accounts.recovery.finish` takes the factors away."""
        if self.due_at is None or now < self.due_at:
            raise NotAllowed("De bedenktijd is nog niet voorbij.")
        self.done_at = now

    @transition(*OPEN, to=Status.STOPPED, who=(PROFESSIONAL, *STAFF, SYSTEM))
    def stop(self, *, how: str, reason: str = "", now: datetime, by: Actor) -> None:
        """The person or staff stop it, or a login shows that the factor is not lost."""
        if how == self.StoppedHow.STAFF and not reason:
            raise NotAllowed("Schrijf op waarom je dit stopt.")
        self.stopped_how, self.stop_reason = how, reason
        self.stopped_by, self.stopped_at = by.user, now
