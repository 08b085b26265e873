"""NameChange (naamswijziging): another name in the register; the former one stays private."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from kit import names
from register.models.cases import person_field
from register.models.complaints import DeskMatterQuerySet
from register.models.registrations import Registration


class NameChangeQuerySet(DeskMatterQuerySet["NameChange"]):
    def visible_to(self, user: Any) -> "NameChangeQuerySet":
        return self.filter(registration__person=user)

    def former(self) -> "NameChangeQuerySet":
        """Names that somebody had before, the newest first."""
        return self.filter(status=NameChange.Status.DONE).order_by("-decided_on", "-pk")


@tracked("registration", "status", "legal", "received_on", "handler", "decided_on",
         "findable_on")  # fmt: skip
class NameChange(models.Model):
    """From one name to another, at once or after somebody of the register looked."""

    class Status(models.TextChoices):
        ASKED = "asked", "Wacht op een medewerker"
        DONE = "done", "Veranderd"
        DECLINED = "declined", "Niet veranderd"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    class Seen(models.TextChoices):
        VIDEO = "video", "In een kort videogesprek"
        TALK = "talk", "Bij een gesprek met een assessor"
        DESK = "desk", "Aan het bureau"

    OPEN = (Status.ASKED,)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="name_changes")
    status = models.CharField(max_length=20, choices=Status, default=Status.ASKED, editable=False)
    legal = models.BooleanField()  # the legal name is another one too: somebody sees it once
    old_given_names = models.CharField(max_length=80, blank=True)
    old_infix = models.CharField(max_length=30, blank=True)
    old_last_name = models.CharField(max_length=80, blank=True)
    given_names = models.CharField(max_length=80, blank=True)
    infix = models.CharField(max_length=30, blank=True)
    last_name = models.CharField(max_length=80)
    received_on = models.DateField()
    handler = person_field()
    seen = models.CharField(max_length=10, choices=Seen, blank=True)
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    # Since when who knows the former name finds the person by it; only by own wish.
    findable_on = models.DateField(null=True)

    objects = NameChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                name="one_open_name_change",
                condition=Q(status="asked"),
            ),
            models.CheckConstraint(
                name="legal_name_is_seen_once",
                condition=~Q(status="done", legal=True) | Q(handler__isnull=False) & ~Q(seen=""),
            ),
            models.CheckConstraint(
                name="name_change_has_its_day",
                condition=~Q(status__in=["done", "declined"]) | Q(decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="declined_name_change_says_why",
                condition=~Q(status="declined") | ~Q(reason="") & Q(handler__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_former_name_is_findable",
                condition=Q(findable_on=None) | Q(status="done"),
            ),
        ]

    def __str__(self) -> str:
        return f"Naamswijziging: {self.new_name}"

    @property
    def concerns(self) -> Any:
        return self.registration.person

    @property
    def old_name(self) -> str:
        return names.full_name(self.old_given_names, self.old_infix, self.old_last_name)

    @property
    def old_key(self) -> str:
        return names.sort_key(self.old_given_names, self.old_infix, self.old_last_name)

    @property
    def new_name(self) -> str:
        return names.full_name(self.given_names, self.infix, self.last_name)

    @transition(Status.ASKED, to=Status.DONE, who=(PROFESSIONAL, Role.DESK))
    def carry_out(self, *, today: date, by: Actor, seen: str = "") -> None:
        """By the person at once where nobody needs to look, or by staff who looked."""
        self.decided_on = today
        if by.role == Role.DESK:
            self.handler, self.seen = by.user, seen

    @transition(Status.ASKED, to=Status.DECLINED, who=(Role.DESK,))
    def decline(self, *, reason: str, today: date, by: Actor) -> None:
        self.handler, self.reason, self.decided_on = by.user, reason, today

    @transition(Status.ASKED, to=Status.WITHDRAWN, who=(PROFESSIONAL,))
    def withdraw(self, *, by: Actor) -> None:
        """The person keeps the name of now."""

    @transition(Status.DONE, who=(PROFESSIONAL,))
    def make_findable(self, *, today: date, by: Actor) -> None:
        """Whoever searches the former name finds the entry of now; the name itself stays unseen."""
        self.findable_on = self.findable_on or today

    @transition(Status.DONE, who=(PROFESSIONAL,))
    def make_unfindable(self, *, by: Actor) -> None:
        """At once, without a reason."""
        self.findable_on = None
