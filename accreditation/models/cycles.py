"""Cycle: the way of one registration period to its conversation and decision."""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from accreditation.models.assessors import Assessor
from audit.acts import NotAllowed, transition
from audit.history import tracked
from portfolios.models import DossierSnapshot
from register.models import RegistrationPeriod


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, user: Any) -> "CycleQuerySet":
        return self.filter(person=user)

    def assessed_by(self, user: Any) -> "CycleQuerySet":
        """Those an assessor was proposed for or accepted; declined ones are gone."""
        return self.filter(assignments__assessor__user=user, assignments__ended_on=None).distinct()

    def open(self) -> "CycleQuerySet":
        return self.exclude(status__in=Cycle.CLOSED_STATUSES)


@tracked("period", "person", "status", "assessor", "snapshot", "handed_in_at", "decided_on")
class Cycle(models.Model):
    class Status(models.TextChoices):
        RUNNING = "running", "Leren en reflecteren"
        HANDED_IN = "handed_in", "Dossier ingeleverd"
        ASSIGNED = "assigned", "Assessor gevonden"
        BOOKED = "booked", "Gesprek gepland"
        HELD = "held", "Gesprek gevoerd"
        REPORTED = "reported", "Verslag gedeeld"
        SECOND_READING = "second_reading", "Tweede lezing"
        RESPONSE = "response", "Jouw zienswijze"
        MORE_TIME = "more_time", "Meer tijd"
        DECIDED = "decided", "Afgerond"
        CLOSED = "closed", "Gesloten"

    CLOSED_STATUSES = (Status.DECIDED, Status.CLOSED)
    # From handing in until the decision the register owes something: no term runs (promise 3).
    OWED = (
        Status.HANDED_IN,
        Status.ASSIGNED,
        Status.BOOKED,
        Status.HELD,
        Status.REPORTED,
        Status.SECOND_READING,
        Status.RESPONSE,
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.OneToOneField(RegistrationPeriod, models.PROTECT, related_name="cycle")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cycles")
    status = models.CharField(max_length=20, choices=Status, default=Status.RUNNING, editable=False)
    snapshot = models.OneToOneField(
        DossierSnapshot, models.PROTECT, null=True, related_name="cycle"
    )
    handed_in_at = models.DateTimeField(null=True)
    assessor = models.ForeignKey(Assessor, models.PROTECT, null=True, related_name="cycles")
    decided_on = models.DateField(null=True)
    sealed_from = models.CharField(max_length=20, blank=True, default="", db_default="")

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handed_in_cycle_has_a_snapshot",
                condition=Q(status__in=["running", "more_time", "decided", "closed"])
                | Q(snapshot__isnull=False, handed_in_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assigned_cycle_has_an_assessor",
                condition=Q(status__in=["running", "more_time", "handed_in", "closed"])
                | Q(assessor__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Herregistratie {self.period} van {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person

    @transition(Status.RUNNING, to=Status.HANDED_IN, who=(PROFESSIONAL,))
    def hand_in(self, snapshot: DossierSnapshot, *, now: datetime, by: Actor) -> None:
        """The frozen copy goes to the register; what it needs is checked by `handing_in`."""
        self.snapshot, self.handed_in_at = snapshot, now

    @transition(Status.HANDED_IN, Status.ASSIGNED, to=Status.RUNNING, who=(PROFESSIONAL,))
    def take_back(self, *, by: Actor) -> None:
        """The owner takes the dossier back, until an assessor opened it."""
        if self.snapshot and self.snapshot.opened_at:
            raise NotAllowed(
                "Je assessor heeft je dossier al geopend. Je kunt het niet terugnemen."
            )
        self.snapshot = self.handed_in_at = self.assessor = None

    @transition(Status.HANDED_IN, to=Status.ASSIGNED, who=(Role.ASSESSOR,))
    def assign(self, assessor: Assessor, *, by: Actor) -> None:
        """An assessor without a conflict accepted."""
        if assessor.user_id == self.person_id:
            raise NotAllowed("Niemand beoordeelt zichzelf.")
        self.assessor = assessor

    @transition(
        Status.ASSIGNED, to=Status.HANDED_IN, who=(PROFESSIONAL, Role.ASSESSOR, Role.DESK, SYSTEM)
    )
    def look_again(self, *, by: Actor) -> None:
        """Another assessor is looked for; the day of handing in stays, so nobody loses time."""
        self.assessor = None

    @transition(Status.BOOKED, to=Status.HANDED_IN, who=(Role.ASSESSOR, PROFESSIONAL))
    def note_missed(self, *, by: Actor) -> None:
        """One of the two was not there; an assessor is looked for again."""
        self.assessor = None

    @transition(Status.ASSIGNED, to=Status.BOOKED, who=(PROFESSIONAL,))
    def note_booked(self, *, by: Actor) -> None:
        """A moment is booked."""

    @transition(
        Status.BOOKED, to=Status.ASSIGNED, who=(Role.ASSESSOR, PROFESSIONAL, Role.DESK, SYSTEM)
    )
    def note_cancelled(self, *, by: Actor) -> None:
        """The moment is free again; nobody loses time."""

    @transition(Status.BOOKED, to=Status.HELD, who=(Role.ASSESSOR,))
    def note_held(self, *, by: Actor) -> None:
        """The conversation took place."""

    @transition(Status.HELD, to=Status.REPORTED, who=(Role.ASSESSOR,))
    def note_reported(self, *, by: Actor) -> None:
        """The report is shared with the professional."""

    @transition(Status.REPORTED, to=Status.DECIDED, who=(SYSTEM,))
    def decide(self, *, today: date, by: Actor) -> None:
        """A positive decision follows from both signatures, by itself."""
        self.decided_on = today

    # ---- More time, second reading, objection ----

    @transition(Status.REPORTED, to=Status.MORE_TIME, who=(SYSTEM,))
    def grant_more_time(self, *, by: Actor) -> None:
        """The advice was more time: there is a plan and a second talk; nothing runs meanwhile."""

    @transition(Status.MORE_TIME, to=Status.RUNNING, who=(PROFESSIONAL, SYSTEM))
    def go_on(self, *, by: Actor) -> None:
        """The plan is agreed, or nobody objected in time: the dossier is the person's again."""
        self.snapshot = self.handed_in_at = self.assessor = None

    @transition(Status.REPORTED, to=Status.SECOND_READING, who=(Role.DESK, Role.READER))
    def ask_second_reading(self, *, by: Actor) -> None:
        """Before the decision another assessor reads along; `second_reading` says why."""

    @transition(Status.SECOND_READING, to=Status.RESPONSE, who=(Role.ASSESSOR,))
    def ask_response(self, *, by: Actor) -> None:
        """The second reader would set the advice aside: first the person has a say."""

    @transition(
        Status.SECOND_READING, Status.RESPONSE, to=Status.REPORTED,
        who=(Role.ASSESSOR, Role.COMMITTEE),
    )  # fmt: skip
    def keep_advice(self, *, by: Actor) -> None:
        """The advice stands: the decision follows from it, by itself."""

    @transition(Status.RESPONSE, to=Status.MORE_TIME, who=(Role.COMMITTEE,))
    def set_aside(self, *, by: Actor) -> None:
        """Two of the chamber signed: more time instead of a renewal."""

    @transition(Status.MORE_TIME, to=Status.HANDED_IN, who=(PROFESSIONAL,))
    def talk_again(self, *, by: Actor) -> None:
        """After an objection: first a second talk, with another assessor, on the same dossier."""
        self.assessor = None

    @transition(
        Status.MORE_TIME, Status.RUNNING, Status.HANDED_IN, Status.ASSIGNED, Status.HELD,
        Status.REPORTED, to=Status.DECIDED, who=(SYSTEM,),
    )  # fmt: skip
    def decide_after_objection(self, *, today: date, assessor: Assessor, by: Actor) -> None:
        """The objection was upheld: as if the advice had been followed at once."""
        self.decided_on, self.assessor = today, assessor

    @transition(
        Status.HELD, Status.REPORTED, Status.SECOND_READING, Status.RESPONSE, Status.MORE_TIME,
        to=Status.HANDED_IN, who=(Role.COMMITTEE,),
    )  # fmt: skip
    def talk_anew(self, *, by: Actor) -> None:
        """The talk was tainted and is void: another assessor, at no cost to the person."""
        self.assessor = None

    @transition(Status.HANDED_IN, to=Status.RUNNING, who=(SYSTEM,))
    def rest(self, *, by: Actor) -> None:
        """Two agreed talks were missed without a word: the dossier is the person's again."""
        self.snapshot = self.handed_in_at = self.assessor = None

    @transition(
        Status.RUNNING,
        Status.HANDED_IN,
        Status.ASSIGNED,
        Status.HELD,
        Status.REPORTED,
        Status.SECOND_READING,
        Status.RESPONSE,
        Status.MORE_TIME,
        to=Status.CLOSED,
        who=(Role.DESK, PROFESSIONAL, SYSTEM),
    )
    def close(self, *, by: Actor) -> None:
        """On leaving, lapse or death; a talk that is planned is called off first."""
        self.snapshot = None

    @transition(Status.DECIDED, who=(SYSTEM,))
    def forget_dossier(self, *, by: Actor) -> None:
        """The copy that was handed in has served; `forgetting` says when."""
        self.snapshot = None

    @transition(Status.CLOSED, to=Status.RUNNING, who=(Role.DESK, SYSTEM))
    def reopen(self, *, by: Actor) -> None:
        """The lapse was undone: the person can hand in as before."""
        self.handed_in_at = self.assessor = None

    @transition(
        Status.RUNNING, Status.HANDED_IN, Status.ASSIGNED, Status.HELD, Status.REPORTED,
        Status.SECOND_READING, Status.RESPONSE, Status.MORE_TIME, to=Status.CLOSED,
        who=(Role.DESK,),
    )  # fmt: skip
    def seal(self, *, by: Actor) -> None:
        """The person died: nobody opens what was handed in, and it is kept for a while."""
        self.sealed_from = self.status

    @transition(Status.CLOSED, back="sealed_from", who=(Role.DESK,))
    def unseal(self, *, by: Actor) -> None:
        """The report of the death was wrong: it goes on where it was."""
        if not self.sealed_from:
            raise NotAllowed("Deze cyclus is niet verzegeld.")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def waiting(self) -> "AssignmentQuerySet":
        return self.filter(accepted_on=None, ended_on=None)


class Assignment(models.Model):
    """An assessor proposed for a cycle, with the reasons; accepted or declined once.

    An assignment that ended keeps the day in `ended_on`, and in `because` who ended it and why.
    `objection` is what the professional wrote; only the desk reads it.
    """

    class Because(models.TextChoices):
        DECLINED = "declined", "Kon dit gesprek niet voeren."
        OBJECTED = "objected", "De professional vroeg een andere assessor."
        ABSENT = "absent", "Was niet bij het gesprek."
        LEFT = "left", "Stopte als assessor."
        MISSED = "missed", "De professional was niet bij het gesprek."  # stands in nobody's way
        AGAIN = "again", "Voert ook het tweede gesprek."  # is asked first
        FIRST_TALK = "first_talk", "Voerde het eerste gesprek."
        VOID = "void", "Het gesprek telde niet."

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="assignments")
    reasons = models.JSONField(default=list)  # sentences that explain the proposal
    proposed_on = models.DateField()
    accepted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    because = models.CharField(max_length=20, choices=Because, blank=True, db_default="")
    objection = models.TextField(blank=True, db_default="")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle"], name="one_open_assignment", condition=Q(ended_on=None)
            ),
            models.CheckConstraint(
                name="ended_assignment_says_why",
                condition=Q(ended_on=None, because="") | Q(ended_on__isnull=False) & ~Q(because=""),
            ),
            models.CheckConstraint(
                name="accepted_is_not_declined",
                condition=Q(accepted_on=None) | ~Q(because="declined"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} voor {self.cycle}"
