"""Objection (bezwaar): the person does not agree with a decision; the other chamber looks again."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked
from audit.models import Event
from register.models.applications import Application
from register.models.cases import ChamberCase, ChamberCaseQuerySet, signers
from register.models.chambers import Chamber, ChamberSeat
from register.models.deferrals import Deferral
from register.models.hardship import HardshipRequest
from register.models.measures import Measure
from register.models.registrations import Registration

SUBJECTS = ("application", "registration", "measure", "hardshiprequest", "deferral")
TOUCHED = """
    OR (e.subject_type = 'register.Application' AND e.subject_id = NEW.application_id)
    OR (e.subject_type = 'register.Registration' AND e.subject_id = NEW.registration_id)
    OR (e.subject_type = 'register.Measure' AND e.subject_id = NEW.measure_id)
    OR (e.subject_type = 'register.HardshipRequest' AND e.subject_id = NEW.hardshiprequest_id)
    OR (e.subject_type = 'register.Deferral' AND e.subject_id = NEW.deferral_id)
    OR (NEW.deferral_id IS NOT NULL AND e.person_id = NEW.person_id
        AND starts_with(e.subject_type, 'accreditation.'))
"""
# Never the chamber that signed what the objection is against.
OTHER_CHAMBER = """
    IF NEW.chamber IN (
        SELECT chamber FROM register_measure WHERE id = NEW.measure_id
        UNION SELECT chamber FROM register_hardshiprequest WHERE id = NEW.hardshiprequest_id
        UNION SELECT chamber FROM register_deferral
            WHERE id = NEW.deferral_id AND chamber <> ''
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


@tracked("person", "application", "registration", "measure", "hardshiprequest", "deferral",
         "status", "talk", "hearing_at", "heard_on", "hearing_waived_on",
         "against_on", "chamber", "received_on", "answer_by", "prolonged_on", "outcome",
         "first_signer", "first_signed_on", "second_signer", "decided_on")  # fmt: skip
class Objection(ChamberCase):
    """One objection against one decision.

    Against a refusal, a lapse, a measure, a hardship request, or more time instead of a renewal.
    """

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

    class Talk(models.TextChoices):
        """Who gets more time may first have a second talk, with another assessor."""

        ASKED = "asked", "Nog te kiezen"
        WANTED = "wanted", "Wordt gepland"
        HELD = "held", "Gevoerd"
        WAIVED = "waived", "Niet nodig"

    WORD = "bezwaar"
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
    deferral = models.ForeignKey(Deferral, models.PROTECT, null=True, related_name="objections")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    against_on = models.DateField()  # the day of the decision
    objectable_until = models.DateField()  # the last day of the term
    text = models.TextField(blank=True)
    late_because = models.TextField(blank=True)
    late_accepted_on = models.DateField(null=True)
    late_accepted_because = models.TextField(blank=True)
    talk = models.CharField(max_length=10, choices=Talk, blank=True, db_default="")
    hearing_at = models.DateTimeField(null=True)
    hearing_place = models.CharField(max_length=300, blank=True, db_default="")
    minutes = models.TextField(blank=True, db_default="")
    heard_on = models.DateField(null=True)
    hearing_waived_on = models.DateField(null=True)  # the person need not be heard
    lesson = models.TextField(blank=True, db_default="")  # what all learn from it, about nobody

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
            models.CheckConstraint(
                name="who_gets_more_time_is_heard",
                condition=~Q(status__in=["upheld", "dismissed"])
                | Q(deferral=None)
                | ~Q(talk="wanted")
                & (
                    Q(heard_on__isnull=False) & ~Q(minutes="")
                    | Q(hearing_waived_on__isnull=False) & ~Q(talk="asked")
                ),
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
        talks = Event.objects.filter(
            actor=user, subject_type__startswith="accreditation.", person=OuterRef("person")
        )
        return found | Q(Exists(talks), deferral__isnull=False)

    @property
    def subject(self) -> Application | Registration | Measure | HardshipRequest | Deferral:
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
            "deferral": "Meer tijd in plaats van een verlenging",
        }[name]

    @property
    def signed_by(self) -> Chamber | None:
        """The chamber that signed the decision, if one did."""
        subject = self.subject
        if isinstance(subject, (Measure, HardshipRequest)):
            return Chamber(subject.chamber)
        if isinstance(subject, Deferral):  # without a chamber it followed from an advice
            return Chamber(subject.chamber) if subject.chamber else None
        if isinstance(subject, Application):
            decided_on, signer = subject.decided_on, subject.second_decider
        else:
            decided_on, signer = subject.ended_on, subject.lapse_confirmed_by
        return ChamberSeat.objects.of(signer, decided_on) if decided_on else None

    def is_barred(self, chamber: Chamber) -> bool:
        return chamber == self.signed_by

    def go_to_other_chamber(self) -> None:
        """The new chamber wants to hear the person itself, and invites anew."""
        super().go_to_other_chamber()
        self.hearing_at = self.heard_on = None
        self.hearing_place = self.minutes = ""

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
        if self.deferral:
            self.talk = self.Talk.ASKED

    @transition(Status.RECEIVED, who=(PROFESSIONAL,))
    def choose_talk(self, *, wanted: bool, by: Actor) -> None:
        """First a second talk with another assessor, or straight to the chamber."""
        if self.talk != self.Talk.ASKED:
            raise NotAllowed("Je koos al of je eerst een tweede gesprek wilt.")
        self.talk = self.Talk.WANTED if wanted else self.Talk.WAIVED

    @transition(Status.RECEIVED, who=(SYSTEM,))
    def note_talk(self, *, by: Actor) -> None:
        """The second talk was held and its report is final: the chamber goes on."""
        if self.talk != self.Talk.WANTED:
            raise NotAllowed("Er was geen tweede gesprek gevraagd.")
        self.talk = self.Talk.HELD

    @property
    def earliest_hearing_on(self) -> date:
        """So that there is time to read the file and find help."""
        if self.received_on is None:
            raise ValueError("Nothing was received yet.")
        return self.received_on + timedelta(days=self.scheme.hearing_notice_days)

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def plan_hearing(self, at: datetime, place: str, *, today: date, by: Actor) -> None:
        """When and where the chamber listens; with time to prepare."""
        self.check_hears(today=today, by=by)
        if self.heard_on or self.hearing_waived_on:
            raise NotAllowed("De hoorzitting is al geweest, of is niet nodig.")
        notice = timedelta(days=self.scheme.hearing_notice_days)
        if at.date() < max(self.earliest_hearing_on, today + notice):
            raise NotAllowed(
                "Er moet genoeg tijd zijn om het dossier te lezen en hulp te zoeken. Kies een "
                "latere dag."
            )
        self.hearing_at, self.hearing_place = at, place

    @transition(Status.RECEIVED, who=(Role.COMMITTEE,))
    def note_hearing(self, minutes: str, *, now: datetime, today: date, by: Actor) -> None:
        """The minutes, open to the person at once."""
        self.check_hears(today=today, by=by)
        if self.hearing_at is None or now < self.hearing_at:
            raise NotAllowed("De hoorzitting is nog niet geweest.")
        self.minutes, self.heard_on = minutes, today

    @transition(Status.RECEIVED, who=(PROFESSIONAL,))
    def waive_hearing(self, *, today: date, by: Actor) -> None:
        """The person need not be heard: what stands in the file is enough."""
        if self.heard_on:
            raise NotAllowed("De hoorzitting is al geweest.")
        self.hearing_waived_on, self.hearing_at = today, None

    @property
    def waits_for_words(self) -> str:
        """What comes first when it is about more time: the talk, then the hearing; or nothing."""
        if self.deferral_id is None:
            return ""
        if self.talk == self.Talk.WANTED:
            return "Eerst het tweede gesprek. Het verslag daarvan hoort bij het dossier."
        if self.heard_on or (self.hearing_waived_on and self.talk != self.Talk.ASKED):
            return ""
        if self.hearing_waived_on:
            return "De persoon kiest nog of er eerst een tweede gesprek komt."
        return "Eerst de hoorzitting, dan het besluit."

    @property
    def may_be_decided(self) -> bool:
        return not self.waits_for_words

    def check_heard(self) -> None:
        if self.waits_for_words:
            raise NotAllowed(self.waits_for_words)

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
    def propose(
        self, *, outcome: str, reason: str, today: date, by: Actor, lesson: str = ""
    ) -> None:
        """The first of two proposes the outcome; too late is only for who came too late."""
        self.lesson = lesson
        if (outcome == self.Outcome.TOO_LATE) != self.waits_for_lateness:
            raise NotAllowed(
                "Dit bezwaar kwam te laat. Neem het eerst aan, of stel voor dat het te laat is."
                if self.waits_for_lateness
                else "Dit bezwaar was op tijd."
            )
        if outcome != self.Outcome.TOO_LATE:
            self.check_heard()
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
