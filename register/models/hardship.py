"""HardshipRequest (hardheidsverzoek): to set aside a rule of the scheme for one person."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from register.models.cases import ChamberCase, ChamberCaseQuerySet, signers
from register.models.chambers import Chamber


@tracked("person", "status", "chamber", "received_on", "answer_by", "prolonged_on", "outcome",
         "first_signer", "first_signed_on", "second_signer", "decided_on")  # fmt: skip
class HardshipRequest(ChamberCase):
    """The rule works out badly for this person; a chamber may set it aside, in words."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        RECEIVED = "received", "Bij de commissie"
        GRANTED = "granted", "Toegewezen"
        DENIED = "denied", "Afgewezen"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    class Outcome(models.TextChoices):
        GRANTED = "granted", "Toewijzen: de regel geldt hier niet"
        DENIED = "denied", "Afwijzen: de regel blijft gelden"

    WORD = "hardheidsverzoek"
    WITH_CHAMBER: ClassVar[tuple[str, ...]] = (Status.RECEIVED,)

    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    rule = models.CharField(max_length=200)
    text = models.TextField()

    objects = ChamberCaseQuerySet["HardshipRequest"].as_manager()

    class Meta(ChamberCase.Meta):
        abstract = False
        constraints = [
            *ChamberCase.Meta.constraints,
            models.CheckConstraint(
                name="decided_hardshiprequest_is_signed",
                condition=~Q(status__in=["granted", "denied"]) | Q(second_signer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person"],
                name="one_open_hardshiprequest",
                condition=Q(status__in=["draft", "received"]),
            ),
        ]
        triggers = [signers()]

    def __str__(self) -> str:
        return f"Hardheidsverzoek van {self.person}"

    @property
    def about(self) -> str:
        return self.rule

    @transition(Status.DRAFT, to=Status.RECEIVED, who=(PROFESSIONAL,))
    def submit(self, *, chamber: Chamber, today: date, by: Actor) -> None:
        self.note_term(chamber=chamber, today=today)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def prolong(self, *, today: date, by: Actor) -> None:
        """Six weeks more, once."""
        self.note_longer(today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def propose(self, *, outcome: str, reason: str, today: date, by: Actor) -> None:
        self.note_proposal(outcome=outcome, reason=reason, today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def drop_proposal(self, *, today: date, by: Actor) -> None:
        self.take_back(today=today, by=by)

    @transition(Status.RECEIVED, to=Status.GRANTED, who=(Role.COMMITTEE,))
    def grant(self, *, today: date, by: Actor) -> None:
        """The rule is set aside; the reason says what happens instead."""
        self.note_second(self.Outcome.GRANTED, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.DENIED, who=(Role.COMMITTEE,))
    def deny(self, *, today: date, by: Actor) -> None:
        self.note_second(self.Outcome.DENIED, today=today, by=by)

    @transition(Status.DENIED, to=Status.GRANTED, who=(Role.COMMITTEE,))
    def grant_after_objection(self, *, by: Actor) -> None:
        """The other chamber found otherwise."""

    @transition(Status.RECEIVED, to=Status.WITHDRAWN, who=(PROFESSIONAL,))
    def withdraw(self, *, by: Actor) -> None:
        """The person stops."""
        self.outcome = self.reason = ""
        self.first_signer = self.first_signed_on = None

    @transition(Status.RECEIVED, to=Status.WITHDRAWN, who=(Role.DESK,))
    def seal(self, *, today: date, by: Actor) -> None:
        """The person died: nothing is decided any more."""
        self.note_seal()

    @transition(Status.WITHDRAWN, back="sealed_from", who=(Role.DESK,))
    def unseal(self, *, days: int, by: Actor) -> None:
        """The report of the death was wrong: the case goes on where it was."""
        self.note_unseal(days=days)
