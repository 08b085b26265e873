"""Second reading: the only way in which a positive advice is set aside (domain §5)."""

import hashlib
from datetime import date, timedelta
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from accreditation.models.assessors import Assessor
from accreditation.models.cycles import Cycle
from accreditation.models.reports import ConversationReport
from audit.acts import NotAllowed, transition
from audit.history import tracked
from audit.models import Event
from kit import clock
from register.models.cases import ChamberCase, ChamberCaseQuerySet, signers

# What somebody did in this very case is no obstacle; anything else around the person's talks is.
TOUCHED = """
    OR (e.person_id = NEW.person_id AND starts_with(e.subject_type, 'accreditation.')
        AND NOT (e.subject_type = 'accreditation.SecondReading' AND e.subject_id = NEW.id))
"""
NOT_BY_THE_READER = """
    IF EXISTS (SELECT 1 FROM accreditation_assessor a WHERE a.id = NEW.reader_id
        AND a.user_id IN (NEW.first_signer_id, NEW.second_signer_id))
    THEN RAISE EXCEPTION 'signed by the second reader'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'reader_does_not_sign';
    END IF;
"""
# Not who held the talk, and not the person.
ANOTHER_READER = """
    IF EXISTS (SELECT 1 FROM accreditation_conversationreport r
            JOIN accreditation_conversation c ON c.id = r.conversation_id
            WHERE r.id = NEW.report_id AND c.assessor_id = NEW.reader_id)
        OR EXISTS (SELECT 1 FROM accreditation_assessor a
            WHERE a.id = NEW.reader_id AND a.user_id = NEW.person_id)
    THEN RAISE EXCEPTION 'read by who held the talk'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'second_reader_is_another';
    END IF;
    RETURN NEW;
"""


class SecondReadingQuerySet(ChamberCaseQuerySet["SecondReading"]):
    def running(self) -> "SecondReadingQuerySet":
        """Until it is decided; not of who left meanwhile."""
        on = (Cycle.Status.SECOND_READING, Cycle.Status.RESPONSE)
        return self.filter(status__in=SecondReading.RUNNING, cycle__status__in=on)

    def read_by(self, user: Any) -> "SecondReadingQuerySet":
        """What this assessor is asked to read along, until the finding."""
        asked = self.filter(reader__user=user, status=SecondReading.Status.READING)
        return asked.filter(cycle__status=Cycle.Status.SECOND_READING)


@tracked("cycle", "report", "person", "status", "reader", "found_on", "response_by",
         "response_sent_on", "chamber", "received_on", "answer_by", "prolonged_on", "outcome",
         "first_signer", "first_signed_on", "second_signer", "decided_on")  # fmt: skip
class SecondReading(ChamberCase):
    """Another assessor reads along; the person has a say; two of a chamber sign, or it stands.

    From the first day the whole has a term for the register. The person stays registered.
    """

    class Status(models.TextChoices):
        READING = "reading", "Tweede lezing"
        RESPONSE = "response", "Zienswijze"
        DECIDING = "deciding", "Bij de commissie"
        STOOD = "stood", "Het advies blijft"
        SET_ASIDE = "set_aside", "Meer tijd"
        STOPPED = "stopped", "Gestopt: het gesprek telt niet"

    class Outcome(models.TextChoices):
        STOOD = "stood", "Het advies blijft: de registratie wordt verlengd"
        SET_ASIDE = "set_aside", "Meer tijd, met een tweede gesprek"

    WORD = "tweede lezing"
    WITH_CHAMBER: ClassVar[tuple[str, ...]] = (Status.DECIDING,)
    RUNNING: ClassVar[tuple[str, ...]] = (Status.READING, Status.RESPONSE, Status.DECIDING)

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="readings")
    report = models.OneToOneField(ConversationReport, models.PROTECT, related_name="second_reading")
    status = models.CharField(max_length=20, choices=Status, default=Status.READING, editable=False)
    because = models.TextField()  # why somebody should read along; the person reads this
    reader = models.ForeignKey(Assessor, models.PROTECT, null=True, related_name="readings")
    declined = ArrayField(models.BigIntegerField(), default=list)  # assessors who could not
    finding = models.TextField(blank=True)
    found_on = models.DateField(null=True)
    response_by = models.DateField(null=True)
    response = models.TextField(blank=True)
    response_version = models.PositiveIntegerField(default=1)
    response_sent_on = models.DateField(null=True)
    talk_by = models.DateField(null=True)  # the second talk, when it is set aside

    objects = SecondReadingQuerySet.as_manager()

    class Meta(ChamberCase.Meta):
        abstract = False
        constraints = [
            *ChamberCase.Meta.constraints,
            models.CheckConstraint(name="second_reading_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="finding_before_a_response",
                condition=Q(status__in=["reading", "stood", "stopped"])
                | Q(reader__isnull=False, found_on__isnull=False, response_by__isnull=False)
                & ~Q(finding=""),
            ),
            models.CheckConstraint(
                name="set_aside_after_a_response_by_two",
                condition=~Q(status="set_aside")
                | Q(second_signer__isnull=False, outcome="set_aside", talk_by__isnull=False)
                & (Q(response_sent_on__isnull=False) | Q(decided_on__gt=F("response_by"))),
            ),
        ]
        triggers = [
            signers(TOUCHED, NOT_BY_THE_READER),
            pgtrigger.Trigger(
                name="another_reader",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("reader_id", "report_id"),
                func=ANOTHER_READER,
            ),
        ]

    def __str__(self) -> str:
        return f"Tweede lezing voor {self.person}"

    @classmethod
    def touched(cls, user: Any) -> Q:
        around = Event.objects.filter(
            actor=user, person=models.OuterRef("person"), subject_type__startswith="accreditation."
        ).exclude(subject_type=cls._meta.label, subject_id=models.OuterRef("pk"))
        reads = Q(reader__user=user)
        return super().touched(user) | Q(models.Exists(around)) | reads

    @property
    def proposal(self) -> str:
        """Which proposal lies there: another one has another mark."""
        said = (self.first_signer_id, self.outcome, self.talk_by, self.reason)
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @property
    def latest_talk_on(self) -> date:
        """Until when the second talk may be, by the scheme of the period."""
        if self.received_on is None:
            raise ValueError("The reading has not begun.")
        return clock.add_months(self.received_on, self.cycle.period.scheme.more_time_months)

    @transition(Status.READING, who=(SYSTEM, Role.DESK))
    def ask_reader(self, reader: Assessor | None, *, by: Actor) -> None:
        """Who reads along; `second_reading` looks for one without a conflict."""
        self.reader = reader

    @transition(Status.READING, who=(Role.ASSESSOR,))
    def decline(self, *, by: Actor) -> None:
        """This assessor cannot; somebody else is asked, and no reason."""
        self.check_reader(by)
        if self.reader:
            self.declined.append(self.reader.pk)
        self.reader = None

    @transition(Status.READING, who=(Role.DESK,))
    def pass_over(self, *, by: Actor) -> None:
        """This assessor did not read it; somebody else is asked."""
        if self.reader is None:
            raise NotAllowed("Er is nog geen lezer. Er wordt elke dag gezocht.")
        self.declined.append(self.reader.pk)
        self.reader = None

    @transition(*RUNNING, who=(Role.DESK, SYSTEM))
    def give_time_back(self, *, days: int, by: Actor) -> None:
        """So many days did not count: sealed by mistake, or while a complaint ran."""
        for name in ("response_by", "answer_by"):
            if day := getattr(self, name):
                setattr(self, name, day + timedelta(days=days))

    @transition(Status.READING, to=Status.STOOD, who=(Role.ASSESSOR,))
    def find_it_stands(self, *, finding: str, today: date, by: Actor) -> None:
        """Nothing stands in the way of the advice; no chamber is needed."""
        self.check_reader(by)
        self.finding, self.found_on, self.outcome = finding, today, self.Outcome.STOOD

    @transition(Status.READING, to=Status.RESPONSE, who=(Role.ASSESSOR,))
    def find_otherwise(self, *, finding: str, today: date, by: Actor) -> None:
        """The reader would set the advice aside; the person has a say before anybody decides."""
        self.check_reader(by)
        if not finding.strip():
            raise NotAllowed("Schrijf op wat je vond, en waar dat uit blijkt.")
        self.finding, self.found_on = finding, today
        self.response_by = today + timedelta(days=self.cycle.period.scheme.response_days)

    def check_reader(self, by: Actor) -> None:
        if self.reader is None or self.reader.user != by.user:
            raise NotAllowed("Deze tweede lezing is aan een ander gevraagd.")

    @transition(Status.RESPONSE, to=Status.DECIDING, who=(PROFESSIONAL,))
    def respond(self, *, response: str, today: date, by: Actor) -> None:
        """The person's own words; empty means: I leave it at the report."""
        self.response, self.response_sent_on = response, today

    @transition(Status.RESPONSE, to=Status.DECIDING, who=(SYSTEM,))
    def end_term(self, *, today: date, by: Actor) -> None:
        """The term is over; what was written so far goes along to the chamber."""
        if self.response_by is None or today <= self.response_by:
            raise NotAllowed("De termijn voor de zienswijze loopt nog.")

    @transition(Status.DECIDING, who=(Role.COMMITTEE,))
    def prolong(self, *, today: date, by: Actor) -> None:
        """Six weeks more, once."""
        self.note_longer(today=today, by=by)

    @transition(Status.DECIDING, who=(Role.COMMITTEE,))
    def propose(
        self, *, outcome: str, reason: str, today: date, by: Actor, talk_by: date | None = None
    ) -> None:
        """The first of two. Another proposal only after this one is off the table."""
        if self.first_signer:
            raise NotAllowed("Er ligt al een voorstel. Lees dat eerst.")
        sets_aside = outcome == self.Outcome.SET_ASIDE
        if sets_aside and not (talk_by and today < talk_by <= self.latest_talk_on):
            raise NotAllowed("Kies een dag voor het tweede gesprek die binnen de regels valt.")
        self.talk_by = talk_by if sets_aside else None
        self.note_proposal(outcome=outcome, reason=reason, today=today, by=by)

    @transition(Status.DECIDING, who=(Role.COMMITTEE,))
    def drop_proposal(self, *, today: date, by: Actor) -> None:
        self.take_back(today=today, by=by)

    def forget_proposal(self) -> None:
        super().forget_proposal()
        self.talk_by = None

    @transition(Status.DECIDING, to=Status.STOOD, who=(Role.COMMITTEE,))
    def let_stand(self, *, today: date, by: Actor) -> None:
        """The second signature: the advice is followed."""
        self.note_second(self.Outcome.STOOD, today=today, by=by)

    @transition(Status.DECIDING, to=Status.SET_ASIDE, who=(Role.COMMITTEE,))
    def set_aside(self, *, today: date, by: Actor) -> None:
        """The second signature, of another member: more time instead of a renewal."""
        self.note_second(self.Outcome.SET_ASIDE, today=today, by=by)

    @transition(*RUNNING, to=Status.STOPPED, who=(SYSTEM,))
    def stop(self, *, by: Actor) -> None:
        """The talk was tainted and is void: there is nothing left to read along with."""
        self.outcome = self.reason = ""
        self.first_signer = self.first_signed_on = self.talk_by = None
