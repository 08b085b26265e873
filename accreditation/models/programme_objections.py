"""A provider objects to a refusal or a withdrawal: the other chamber decides by two."""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.actors import Actor
from accounts.models import Role
from accreditation.models.programme_hearings import ProgrammeHearing
from accreditation.models.programme_requests import ProgrammeReading, ProgrammeRequest
from accreditation.models.programmes import Programme
from audit.acts import NotAllowed, transition
from audit.history import tracked
from audit.models import Event
from register.models.cases import ChamberCase, ChamberCaseQuerySet, signers
from register.models.chambers import Chamber

# Whoever acted on the programme before: asked, read, decided or signed.
TOUCHED = """
    OR (e.subject_type = 'accreditation.ProgrammeRequest' AND e.subject_id IN (
        SELECT r.id FROM accreditation_programmerequest r WHERE r.programme_id = NEW.programme_id))
    OR (e.subject_type = 'accreditation.ProgrammeReading' AND e.subject_id IN (
        SELECT g.id FROM accreditation_programmereading g
        JOIN accreditation_programmerequest r ON r.id = g.request_id
        WHERE r.programme_id = NEW.programme_id))
    OR (e.subject_type = 'accreditation.ProgrammeHearing' AND e.subject_id IN (
        SELECT h.id FROM accreditation_programmehearing h
        WHERE h.programme_id = NEW.programme_id))
"""
NO_TIE = """
    IF EXISTS (
        SELECT 1 FROM accreditation_programme p,
        LATERAL provider_ties(
            p.provider_id,
            array_remove(ARRAY[NEW.first_signer_id, NEW.second_signer_id], NULL),
            (NEW.received_on - make_interval(years => (
                SELECT conflict_years FROM register_registerscheme
                WHERE in_force_from <= NEW.received_on ORDER BY in_force_from DESC LIMIT 1
            )))::date
        )
        WHERE p.id = NEW.programme_id
    )
    THEN RAISE EXCEPTION 'There is a tie between this person and the provider.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_with_a_tie_to_the_provider';
    END IF;
"""


class ProgrammeObjectionQuerySet(ChamberCaseQuerySet["ProgrammeObjection"]):
    def of(self, user: Any) -> "ProgrammeObjectionQuerySet":
        return self.filter(programme__in=Programme.objects.of(user))


@tracked("person", "programme", "request", "hearing", "status", "chamber", "received_on",
         "answer_by", "prolonged_on", "outcome", "first_signer", "first_signed_on",
         "second_signer", "decided_on", "sealed_from")  # fmt: skip
class ProgrammeObjection(ChamberCase):
    """Sent by somebody who acts for the provider; until it is answered nothing ends."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Bij de commissie"
        UPHELD = "upheld", "Gegrond"
        DISMISSED = "dismissed", "Niet gegrond"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Gegrond: de opleiding is erkend"
        DISMISSED = "dismissed", "Niet gegrond: het besluit blijft"

    WORD = "bezwaar over een opleiding"
    WITH_CHAMBER: ClassVar[tuple[str, ...]] = (Status.RECEIVED,)
    ABOUT = (
        "programme", "request__second_decider__chamber_seats",
        "hearing__second_decider__chamber_seats",
    )  # fmt: skip

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="objections")
    request = models.OneToOneField(
        ProgrammeRequest, models.PROTECT, null=True, related_name="objection"
    )
    hearing = models.OneToOneField(
        ProgrammeHearing, models.PROTECT, null=True, related_name="objection"
    )
    status = models.CharField(
        max_length=20, choices=Status, default=Status.RECEIVED, editable=False
    )
    text = models.TextField()

    objects = ProgrammeObjectionQuerySet.as_manager()

    class Meta(ChamberCase.Meta):
        abstract = False
        constraints = [
            *ChamberCase.Meta.constraints,
            models.CheckConstraint(
                name="programme_objection_is_to_one_thing",
                condition=Q(request=None) ^ Q(hearing=None),
            ),
            models.CheckConstraint(name="programme_objection_says_why", condition=~Q(text="")),
            models.CheckConstraint(
                name="decided_programme_objection_is_signed",
                condition=~Q(status__in=["upheld", "dismissed"])
                | Q(second_signer__isnull=False, outcome=models.F("status")),
            ),
        ]
        triggers = [signers(TOUCHED, NO_TIE)]

    def __str__(self) -> str:
        return f"Bezwaar over {self.programme}"

    @classmethod
    def touched(cls, user: Any) -> Q:
        events = Event.objects.filter(actor=user)
        asked = ProgrammeRequest.objects.filter(programme=OuterRef("programme"))
        read = ProgrammeReading.objects.filter(request__programme=OuterRef("programme"))
        heard = ProgrammeHearing.objects.filter(programme=OuterRef("programme"))
        found = super().touched(user)
        for kind in (asked, read, heard):
            acted = events.filter(subject_type=kind.model._meta.label, subject_id=OuterRef("pk"))
            found |= Q(Exists(kind.filter(Exists(acted))))
        return found

    @property
    def against(self) -> ProgrammeRequest | ProgrammeHearing:
        found = self.request or self.hearing
        if found is None:
            raise ValueError("An objection is to something.")
        return found

    def is_barred(self, chamber: Chamber) -> bool:
        """Where the second signature under what it is about came from."""
        signed = self.against
        signer, day = signed.second_decider, signed.decided_on
        if signer is None or day is None:
            return False
        seats = signer.chamber_seats.all()  # type: ignore[attr-defined]
        return any(one.chamber == chamber and one.from_on <= day < one.until_on for one in seats)

    @property
    def proposal(self) -> str:
        """Which proposal lies there: another one has another mark."""
        said = (self.first_signer_id, self.outcome, self.reason)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def prolong(self, *, today: date, by: Actor) -> None:
        """Once, by the length of the scheme."""
        self.note_longer(today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def propose(self, *, outcome: str, reason: str, today: date, by: Actor) -> None:
        """The first of two. Another proposal only after this one is off the table."""
        if self.first_signer:
            raise NotAllowed("Er ligt al een voorstel. Lees dat eerst.")
        self.note_proposal(outcome=outcome, reason=reason, today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def drop_proposal(self, *, today: date, by: Actor) -> None:
        self.take_back(today=today, by=by)

    @transition(Status.RECEIVED, to=Status.UPHELD, who=(Role.COMMITTEE,))
    def uphold(self, *, today: date, by: Actor) -> None:
        """The second signature: accredited; `programme_objections` does the rest."""
        self.note_second(self.Outcome.UPHELD, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.DISMISSED, who=(Role.COMMITTEE,))
    def dismiss(self, *, today: date, by: Actor) -> None:
        """The second signature: what was decided stays."""
        self.note_second(self.Outcome.DISMISSED, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.WITHDRAWN)
    def withdraw(self, *, by: Actor) -> None:
        """By who acts for the provider (`programme_objections` checks)."""
        self.forget_proposal()
