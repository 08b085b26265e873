"""Objection (bezwaar): the person does not agree with a decision; the other chamber looks again."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked
from audit.models import Event
from register.models.applications import Application
from register.models.cases import ChamberCase, ChamberCaseQuerySet, signers
from register.models.chambers import Chamber
from register.models.hardship import HardshipRequest
from register.models.measures import Measure
from register.models.registrations import Registration

SUBJECTS = ("application", "registration", "measure", "hardshiprequest")
TOUCHED = """
    OR (e.subject_type = 'register.Application' AND e.subject_id = NEW.application_id)
    OR (e.subject_type = 'register.Registration' AND e.subject_id = NEW.registration_id)
    OR (e.subject_type = 'register.Measure' AND e.subject_id = NEW.measure_id)
    OR (e.subject_type = 'register.HardshipRequest' AND e.subject_id = NEW.hardshiprequest_id)
"""
# Never the chamber that signed what the objection is against.
OTHER_CHAMBER = """
    IF NEW.chamber IN (
        SELECT chamber FROM register_measure WHERE id = NEW.measure_id
        UNION SELECT chamber FROM register_hardshiprequest WHERE id = NEW.hardshiprequest_id
        UNION SELECT s.chamber FROM register_application a
            JOIN register_chamberseat s ON s.person_id = a.second_decider_id
            AND s.from_on <= a.decided_on AND s.until_on > a.decided_on
            WHERE a.id = NEW.application_id
        UNION SELECT s.chamber FROM register_registration r
            JOIN register_chamberseat s ON s.person_id = r.lapse_confirmed_by_id
            AND s.from_on <= r.ended_on AND s.until_on > r.ended_on
            WHERE r.id = NEW.registration_id)
    THEN RAISE EXCEPTION 'heard by the chamber that signed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'heard_by_the_other_chamber';
    END IF;
"""


def exactly_one() -> Q:
    """One of the subjects, and no other."""
    one = Q()
    for name in SUBJECTS:
        one |= Q(**{f"{each}__isnull": each != name for each in SUBJECTS})
    return one


class ObjectionQuerySet(ChamberCaseQuerySet["Objection"]):
    def running_for(self, user: Any) -> "ObjectionQuerySet":
        """While one of these runs, nothing changes for the person."""
        return self.filter(person=user, status=Objection.Status.RECEIVED)


@tracked("person", "application", "registration", "measure", "hardshiprequest", "status",
         "against_on", "chamber", "received_on", "answer_by", "prolonged_on", "outcome",
         "first_signer", "first_signed_on", "second_signer", "decided_on")  # fmt: skip
class Objection(ChamberCase):
    """One objection against one decision: a refusal, a lapse, a measure or a hardship request."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Concept"
        RECEIVED = "received", "Bij de commissie"
        UPHELD = "upheld", "Gegrond"
        DISMISSED = "dismissed", "Ongegrond"
        TOO_LATE = "too_late", "Te laat"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Gegrond: het besluit verandert"
        DISMISSED = "dismissed", "Ongegrond: het besluit blijft"
        TOO_LATE = "too_late", "Te laat, zonder goede reden"

    WITH_CHAMBER: ClassVar[tuple[str, ...]] = (Status.RECEIVED,)

    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="objections"
    )
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, related_name="objections"
    )
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="objections")
    hardshiprequest = models.ForeignKey(
        HardshipRequest, models.PROTECT, null=True, related_name="objections"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    against_on = models.DateField()  # the day of the decision
    objectable_until = models.DateField()  # the last day of the term
    text = models.TextField(blank=True)
    late_because = models.TextField(blank=True)
    late_accepted_on = models.DateField(null=True)
    late_accepted_because = models.TextField(blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta(ChamberCase.Meta):
        abstract = False
        constraints = [
            *ChamberCase.Meta.constraints,
            models.CheckConstraint(name="objection_against_one_thing", condition=exactly_one()),
            models.CheckConstraint(
                name="objection_says_why",
                condition=Q(status__in=["draft", "withdrawn"]) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="decided_objection_is_signed",
                condition=~Q(status__in=["upheld", "dismissed", "too_late"])
                | Q(second_signer__isnull=False, outcome=models.F("status")),
            ),
            *(
                models.UniqueConstraint(
                    fields=[name, "against_on"],
                    name=f"one_objection_against_{name}",
                    condition=~Q(status="withdrawn"),
                )
                for name in SUBJECTS
            ),
        ]
        triggers = [signers(TOUCHED, OTHER_CHAMBER)]

    def __str__(self) -> str:
        return f"Bezwaar van {self.person}"

    @classmethod
    def touched(cls, user: Any) -> Q:
        found = super().touched(user)
        for name in SUBJECTS:
            label = cls._meta.get_field(name).related_model._meta.label  # type: ignore[union-attr]
            acts = Event.objects.filter(
                actor=user, subject_type=label, subject_id=OuterRef(f"{name}_id")
            )
            found |= Q(Exists(acts))
        return found

    @property
    def subject(self) -> Application | Registration | Measure | HardshipRequest:
        return next(each for name in SUBJECTS if (each := getattr(self, name)))

    @property
    def about(self) -> str:
        """The decision in words."""
        name = next(name for name in SUBJECTS if getattr(self, f"{name}_id"))
        return {
            "application": "De afwijzing van je aanmelding",
            "registration": "Het verlopen van je registratie",
            "measure": "Een maatregel",
            "hardshiprequest": "De afwijzing van je hardheidsverzoek",
        }[name]

    def is_late_on(self, day: date) -> bool:
        return day > self.objectable_until

    @property
    def came_late(self) -> bool:
        return self.received_on is not None and self.is_late_on(self.received_on)

    @property
    def waits_for_lateness(self) -> bool:
        return self.came_late and self.late_accepted_on is None

    @transition(Status.DRAFT, to=Status.RECEIVED, who=(PROFESSIONAL,))
    def submit(self, *, chamber: Chamber, today: date, by: Actor) -> None:
        """Hand in. Who is late says why; the chamber decides about that first."""
        if not self.text:
            raise NotAllowed("Schrijf eerst op waarom je het er niet mee eens bent.")
        if self.is_late_on(today) and not self.late_because:
            raise NotAllowed("De termijn is voorbij. Schrijf op waarom je later bent.")
        self.note_term(chamber=chamber, today=today)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def accept_lateness(self, *, because: str, today: date, by: Actor) -> None:
        """There was a good reason to be late: the objection is heard like any other."""
        self.check_hears(today=today, by=by)
        if not self.waits_for_lateness:
            raise NotAllowed("Dit bezwaar was op tijd, of is al aangenomen.")
        self.late_accepted_on, self.late_accepted_because = today, because
        self.answer_by = today + timedelta(weeks=self.scheme.objection_answer_weeks)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def prolong(self, *, today: date, by: Actor) -> None:
        """Six weeks more, once."""
        self.note_longer(today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def propose(self, *, outcome: str, reason: str, today: date, by: Actor) -> None:
        """The first of two proposes the outcome; too late is only for who came too late."""
        if (outcome == self.Outcome.TOO_LATE) != self.waits_for_lateness:
            raise NotAllowed(
                "Dit bezwaar kwam te laat. Neem het eerst aan, of stel voor dat het te laat is."
                if self.waits_for_lateness
                else "Dit bezwaar was op tijd."
            )
        self.note_proposal(outcome=outcome, reason=reason, today=today, by=by)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def drop_proposal(self, *, today: date, by: Actor) -> None:
        self.take_back(today=today, by=by)

    @transition(Status.RECEIVED, to=Status.UPHELD, who=(Role.COMMITTEE,))
    def uphold(self, *, today: date, by: Actor) -> None:
        """The decision changes; `register.objecting` does what follows."""
        self.note_second(self.Outcome.UPHELD, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.DISMISSED, who=(Role.COMMITTEE,))
    def dismiss(self, *, today: date, by: Actor) -> None:
        """The decision stays as it was, never worse."""
        self.note_second(self.Outcome.DISMISSED, today=today, by=by)

    @transition(Status.RECEIVED, to=Status.TOO_LATE, who=(Role.COMMITTEE,))
    def find_too_late(self, *, today: date, by: Actor) -> None:
        self.note_second(self.Outcome.TOO_LATE, today=today, by=by)

    @transition(Status.DRAFT, Status.RECEIVED, to=Status.WITHDRAWN, who=(PROFESSIONAL,))
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
