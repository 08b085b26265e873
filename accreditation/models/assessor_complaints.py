"""A complaint about an assessor: a chamber looks at it, and a tainted talk does not count."""

import hashlib
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import Role
from accreditation.models.assessors import Assessor
from accreditation.models.conversations import Conversation
from accreditation.models.cycles import Cycle
from audit.acts import NotAllowed, transition
from audit.history import tracked
from audit.models import Event
from register.models.cases import ChamberCase, ChamberCaseQuerySet, signers
from register.models.chambers import Chamber, ChamberSeat

# What somebody did in this very case is no obstacle, nor reading another complaint; anything else
# around the person's talks is.
TOUCHED = """
    OR (e.person_id = NEW.person_id AND starts_with(e.subject_type, 'accreditation.')
        AND e.verb <> 'assessorcomplaint.look'
        AND NOT (e.subject_type = 'accreditation.AssessorComplaint' AND e.subject_id = NEW.id))
"""
LOOK = "assessorcomplaint.look"
# Never the assessor, and never the chamber in which the assessor sits.
NOT_THE_ASSESSOR = """
    IF EXISTS (SELECT 1 FROM accreditation_assessor a WHERE a.id = NEW.assessor_id
        AND a.user_id IN (NEW.first_signer_id, NEW.second_signer_id))
    THEN RAISE EXCEPTION 'signed by the assessor'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'assessor_does_not_sign';
    END IF;
    IF EXISTS (SELECT 1 FROM register_chamberseat s
        JOIN accreditation_assessor a ON a.user_id = s.person_id
        WHERE a.id = NEW.assessor_id AND s.chamber = NEW.chamber
        AND s.from_on <= NEW.received_on AND s.until_on > NEW.received_on)
    THEN RAISE EXCEPTION 'heard by the chamber of the assessor'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'heard_by_the_other_chamber';
    END IF;
"""


class AssessorComplaintQuerySet(ChamberCaseQuerySet["AssessorComplaint"]):
    def about(self, user: Any) -> "AssessorComplaintQuerySet":
        """Those that this assessor hears of; not what was withdrawn."""
        return self.filter(assessor__user=user).exclude(status=AssessorComplaint.Status.WITHDRAWN)

    def held_up(self, today: date, *, since: date) -> timedelta:
        """How many days since then one of these ran: they count in no term."""
        return sum((one.days_until(today, since=since) for one in self), timedelta(0))

    def running_on(self, cycle: Any) -> "AssessorComplaintQuerySet":
        """While one of these runs nothing is decided in the cycle (a row or an OuterRef)."""
        return self.filter(cycle=cycle, status=AssessorComplaint.Status.RECEIVED)


@tracked("person", "assessor", "conversation", "cycle", "status", "wish", "replied_on", "ended_on",
         "chamber", "received_on", "answer_by", "prolonged_on", "outcome", "first_signer",
         "first_signed_on", "second_signer", "decided_on", "sealed_from")  # fmt: skip
class AssessorComplaint(ChamberCase):
    """Somebody who has or had a talk with an assessor complains; two of the other chamber decide.

    The person, the assessor and that chamber read the words; staff see that it is there.
    While it runs the assessor gets no new talks, and nothing is decided on this one.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", "Bij de commissie"
        VOIDED = "voided", "Gegrond: het gesprek telt niet"
        UPHELD = "upheld", "Gegrond"
        DISMISSED = "dismissed", "Niet gegrond"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    class Outcome(models.TextChoices):
        VOIDED = "voided", "Gegrond: het gesprek telt niet, er komt een andere assessor"
        UPHELD = "upheld", "Gegrond: dit had anders gemoeten, het gesprek blijft tellen"
        DISMISSED = "dismissed", "Niet gegrond"

    class Wish(models.TextChoices):
        ANEW = "anew", "Liever een nieuw gesprek, met een ander"
        KEEP = "keep", "Het gesprek mag blijven tellen"
        OPEN = "open", "Dat laat ik aan de commissie"

    WORD = "klacht over een assessor"
    WITH_CHAMBER: ClassVar[tuple[str, ...]] = (Status.RECEIVED,)

    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="complaints")
    # The talk, when there is one, and the cycle that it is about; a welcome talk has none.
    conversation = models.ForeignKey(
        Conversation, models.PROTECT, null=True, related_name="complaints"
    )
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="complaints")
    status = models.CharField(
        max_length=20, choices=Status, default=Status.RECEIVED, editable=False
    )
    text = models.TextField()
    wish = models.CharField(max_length=10, choices=Wish, default=Wish.OPEN)
    reply = models.TextField(blank=True)  # of the assessor
    replied_on = models.DateField(null=True)
    lesson = models.TextField(blank=True)  # what all learn from it, about nobody
    ended_on = models.DateField(null=True)  # decided, or withdrawn

    objects = AssessorComplaintQuerySet.as_manager()

    class Meta(ChamberCase.Meta):
        abstract = False
        constraints = [
            *ChamberCase.Meta.constraints,
            models.CheckConstraint(
                name="complaint_about_a_talk",
                condition=Q(conversation__isnull=False) | Q(cycle__isnull=False),
            ),
            models.CheckConstraint(name="complaint_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="decided_complaint_is_signed",
                condition=~Q(status__in=["voided", "upheld", "dismissed"])
                | Q(second_signer__isnull=False, outcome=models.F("status")),
            ),
            models.CheckConstraint(
                name="ended_complaint_has_its_day",
                condition=Q(status="received", ended_on=None)
                | ~Q(status="received") & Q(ended_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "assessor"],
                name="one_complaint_at_a_time",
                condition=Q(status="received"),
            ),
        ]
        triggers = [signers(TOUCHED, NOT_THE_ASSESSOR)]

    def __str__(self) -> str:
        return f"Klacht over {self.assessor}"

    @classmethod
    def touched(cls, user: Any) -> Q:
        around = Event.objects.filter(
            actor=user, person=models.OuterRef("person"), subject_type__startswith="accreditation."
        )
        around = around.exclude(verb=LOOK).exclude(
            subject_type=cls._meta.label, subject_id=models.OuterRef("pk")
        )
        return super().touched(user) | Q(models.Exists(around)) | Q(assessor__user=user)

    def is_barred(self, chamber: Chamber) -> bool:
        """Where the assessor sat when it came in."""
        day = self.received_on
        return day is not None and ChamberSeat.objects.of(self.assessor.user, day) == chamber

    @property
    def proposal(self) -> str:
        """Which proposal lies there: another one has another mark."""
        said = (self.first_signer_id, self.outcome, self.reason, self.lesson)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @transition(Status.RECEIVED)
    def answer(self, *, reply: str, today: date, by: Actor) -> None:
        """The assessor's own side, once, until the chamber has a proposal."""
        if self.assessor.user != by.user:
            raise NotAllowed("Deze klacht gaat over een ander.")
        if self.replied_on or self.first_signer:
            raise NotAllowed("Je hebt al gereageerd, of de commissie is al aan het beslissen.")
        self.reply, self.replied_on = reply, today

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def prolong(self, *, today: date, by: Actor) -> None:
        """Once, by the length of the scheme."""
        self.note_longer(today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def propose(
        self, *, outcome: str, reason: str, today: date, by: Actor, lesson: str = ""
    ) -> None:
        """The first of two. Another proposal only after this one is off the table."""
        if self.first_signer:
            raise NotAllowed("Er ligt al een voorstel. Lees dat eerst.")
        self.lesson = lesson
        self.note_proposal(outcome=outcome, reason=reason, today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def drop_proposal(self, *, today: date, by: Actor) -> None:
        self.take_back(today=today, by=by)

    @transition(Status.RECEIVED, to=Status.VOIDED, who=(Role.COMMITTEE,))
    def void(self, *, today: date, by: Actor) -> None:
        """The second signature: the talk does not count; `assessor_complaints` does the rest."""
        self.note_end(self.Outcome.VOIDED, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.UPHELD, who=(Role.COMMITTEE,))
    def uphold(self, *, today: date, by: Actor) -> None:
        """The second signature: it should have gone otherwise, and the talk counts."""
        self.note_end(self.Outcome.UPHELD, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.DISMISSED, who=(Role.COMMITTEE,))
    def dismiss(self, *, today: date, by: Actor) -> None:
        """The second signature: everything goes on where it was."""
        self.note_end(self.Outcome.DISMISSED, today=today, by=by)

    def note_end(self, outcome: str, *, today: date, by: Actor) -> None:
        self.note_second(outcome, today=today, by=by)
        self.ended_on = today

    @transition(Status.RECEIVED, to=Status.WITHDRAWN, who=(PROFESSIONAL,))
    def withdraw(self, *, today: date, by: Actor) -> None:
        """The person stops; nobody asks why."""
        self.forget_proposal()
        self.ended_on = today

    def forget_proposal(self) -> None:
        super().forget_proposal()
        self.lesson = ""

    @transition(Status.RECEIVED, to=Status.WITHDRAWN, who=(Role.DESK,))
    def seal(self, *, today: date, by: Actor) -> None:
        """The person died: nothing is decided any more."""
        self.note_seal()
        self.ended_on = today

    @transition(Status.WITHDRAWN, back="sealed_from", who=(Role.DESK,))
    def unseal(self, *, days: int, by: Actor) -> None:
        """The report of the death was wrong: the case goes on where it was."""
        self.note_unseal(days=days)
        self.ended_on = None

    def days_until(self, day: date, *, since: date) -> timedelta:
        """How many of the days between these two this complaint ran."""
        if self.received_on is None:
            return timedelta(0)
        first, last = max(self.received_on, since), min(self.ended_on or day, day)
        return max(last - first, timedelta(0))
