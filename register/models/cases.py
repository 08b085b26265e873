"""What the cases of the committee share: a chamber, a term, two who did not touch it before."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from kit import clock
from register.models.chambers import Chamber, ChamberSeat
from register.models.organisations import Affiliation
from register.models.scheme import RegisterScheme

# Who signs holds a seat in the chamber on that day, and did nothing before on what the case is
# about. `{touched}` is what the case is about, as a condition on `audit_event e`.
SIGNERS = """
    IF TG_OP = 'UPDATE' AND NEW.chamber = OLD.chamber
        AND NEW.first_signer_id IS NOT DISTINCT FROM OLD.first_signer_id
        AND NEW.second_signer_id IS NOT DISTINCT FROM OLD.second_signer_id
    THEN RETURN NEW;
    END IF;
    IF NEW.first_signer_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM register_chamberseat s WHERE s.person_id = NEW.first_signer_id
        AND s.chamber = NEW.chamber AND s.from_on <= NEW.first_signed_on
        AND s.until_on > NEW.first_signed_on)
    OR NEW.second_signer_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM register_chamberseat s WHERE s.person_id = NEW.second_signer_id
        AND s.chamber = NEW.chamber AND s.from_on <= NEW.decided_on
        AND s.until_on > NEW.decided_on)
    THEN RAISE EXCEPTION 'signed without a seat in the chamber'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_by_the_chamber';
    END IF;
    IF EXISTS (SELECT 1 FROM audit_event e
        WHERE e.actor_id IN (NEW.first_signer_id, NEW.second_signer_id)
        AND ((e.subject_type = 'register.Application' AND e.person_id = NEW.person_id)
             {touched}))
    THEN RAISE EXCEPTION 'signed by somebody who touched the case'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_hears_a_case_they_touched';
    END IF;
    {more}
    RETURN NEW;
"""


# What apps above this one know that keeps a member from a case; each raises NotAllowed.
OBSTACLES: list[Callable[["ChamberCase", Any, date], None]] = []


def signers(touched: str = "", more: str = "") -> pgtrigger.Trigger:
    """The trigger that refuses a signature of somebody who may not sign."""
    return pgtrigger.Trigger(
        name="who_may_sign",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf("first_signer_id", "second_signer_id", "chamber"),
        func=SIGNERS.replace("{touched}", touched).replace("{more}", more),
    )


def person_field(*, null: bool = True, related_name: str = "+") -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, related_name=related_name
    )


class ChamberCaseQuerySet[M: "ChamberCase"](models.QuerySet[M]):
    def visible_to(self, user: Any) -> "ChamberCaseQuerySet[M]":
        return self.filter(person=user)

    def sealed(self) -> "ChamberCaseQuerySet[M]":
        """Closed because the person died."""
        return self.exclude(sealed_from="")

    def open(self) -> "ChamberCaseQuerySet[M]":
        """In the hands of a chamber."""
        return self.filter(status__in=self.model.WITH_CHAMBER)

    def heard_by(self, user: Any, *, today: date) -> "ChamberCaseQuerySet[M]":
        """The cases of this member's chamber, without those the member may not hear."""
        chamber = ChamberSeat.objects.of(user, today)
        if chamber is None:
            return self.none()
        return self.filter(chamber=chamber).untouched_by(user, today=today)

    def untouched_by(self, user: Any, *, today: date) -> "ChamberCaseQuerySet[M]":
        """What this person could hear, whichever chamber has it."""
        return (
            self.exclude(status=self.model.DRAFT)
            .exclude(person=user)
            .exclude(self.model.touched(user))
            .exclude(Exists(shared_employers(user, OuterRef("person"), today)))
        )

    def waiting(self) -> "ChamberCaseQuerySet[M]":
        return self.open().select_related("person", "first_signer").order_by("answer_by", "pk")


def shared_employers(user: Any, person: Any, today: date) -> models.QuerySet[Affiliation]:
    """Where the person works or worked not long ago, and this member too."""
    years = RegisterScheme.objects.in_force_on(today).conflict_years
    recent = Q(until_on=None) | Q(until_on__gt=clock.add_years(today, -years))
    mine = Affiliation.objects.filter(recent, person=user).values("organisation")
    return Affiliation.objects.filter(recent, person=person, organisation__in=mine)


class ChamberCase(models.Model):
    """One matter that a chamber decides by two of its members who did not touch it before."""

    DRAFT = "draft"
    WORD = "zaak"
    WITH_CHAMBER: ClassVar[tuple[str, ...]] = ()
    ABOUT: ClassVar[tuple[str, ...]] = ()  # what is read along to know who may hear it

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = person_field(null=False, related_name="%(class)ss")
    chamber = models.CharField(max_length=10, choices=Chamber, blank=True)
    received_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    prolonged_on = models.DateField(null=True)
    # The first of two proposes an outcome with its reason, the second signs it.
    outcome = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    first_signer = person_field()
    first_signed_on = models.DateField(null=True)
    second_signer = person_field()
    decided_on = models.DateField(null=True)
    sealed_from = models.CharField(max_length=20, blank=True, default="", db_default="")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_not_signed_by_its_person",
                condition=(Q(first_signer=None) | ~Q(first_signer=F("person")))
                & (Q(second_signer=None) | ~Q(second_signer=F("person"))),
            ),
            models.CheckConstraint(
                name="%(class)s_signed_by_two_with_reason",
                condition=Q(second_signer=None, decided_on=None)
                | Q(
                    first_signer__isnull=False,
                    first_signed_on__isnull=False,
                    second_signer__isnull=False,
                    decided_on__isnull=False,
                )
                & ~Q(second_signer=F("first_signer"))
                & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="%(class)s_with_chamber_has_its_term",
                condition=Q(status__in=["draft", "withdrawn"])
                | Q(received_on__isnull=False, answer_by__isnull=False) & ~Q(chamber=""),
            ),
        ]

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def scheme(self) -> RegisterScheme:
        if self.received_on is None:
            raise ValueError("Nothing was received yet.")
        return RegisterScheme.objects.in_force_on(self.received_on)

    @classmethod
    def touched(cls, user: Any) -> Q:
        """Which cases are about something that this person acted on before."""
        applications = Event.objects.filter(
            actor=user, subject_type="register.Application", person=OuterRef("person")
        )
        return Q(Exists(applications))

    @property
    def is_with_chamber(self) -> bool:
        return self.status in self.WITH_CHAMBER  # type: ignore[attr-defined,no-any-return]

    def check_hears(self, *, today: date, by: Actor) -> None:
        """A member of this chamber who did not touch the case. Raises NotAllowed."""
        mine = type(self)._default_manager.heard_by(by.user, today=today)  # type: ignore[attr-defined]
        if not mine.filter(pk=self.pk).exists():
            raise NotAllowed(
                "Jij behandelt deze zaak niet: die ligt bij de andere kamer, of je had er eerder "
                "mee te maken."
            )
        for check in OBSTACLES:
            check(self, by.user, today)

    def note_term(self, *, chamber: Chamber, today: date) -> None:
        """From now on the chamber has it, and owes an answer."""
        self.received_on, self.chamber = today, chamber
        self.answer_by = today + timedelta(weeks=self.scheme.objection_answer_weeks)

    def note_seal(self) -> None:
        """The person died: the chamber need not answer, and it is kept how the case stood."""
        self.sealed_from = self.status  # type: ignore[attr-defined]

    def note_unseal(self, *, days: int) -> None:
        """The person lives: the chamber has as much time left as it had."""
        if not self.sealed_from:
            raise NotAllowed("Deze zaak is niet verzegeld.")
        if self.answer_by:
            self.answer_by += timedelta(days=days)

    def note_longer(self, *, today: date, by: Actor) -> None:
        """Once, by the length that the scheme gives."""
        self.check_hears(today=today, by=by)
        if self.prolonged_on or self.answer_by is None:
            raise NotAllowed("De termijn is al een keer verlengd.")
        self.prolonged_on = today
        self.answer_by += timedelta(weeks=self.scheme.objection_longer_weeks)

    def note_proposal(self, *, outcome: str, reason: str, today: date, by: Actor) -> None:
        """The first signature."""
        self.check_hears(today=today, by=by)
        self.outcome, self.reason = outcome, reason
        self.first_signer, self.first_signed_on = by.user, today

    def take_back(self, *, today: date, by: Actor) -> None:
        """The proposal is off; somebody of the chamber makes another one."""
        self.check_hears(today=today, by=by)
        self.forget_proposal()

    def forget_proposal(self) -> None:
        self.outcome = self.reason = ""
        self.first_signer = self.first_signed_on = None

    def go_to_other_chamber(self) -> None:
        """With a fresh look: nothing of what the first chamber was about to say comes along."""
        self.chamber = Chamber(self.chamber).other
        self.forget_proposal()

    def begin_anew(self, *, by: Actor) -> None:
        """What the new chamber does over again; nothing, unless the case says so."""

    def is_barred(self, chamber: Chamber) -> bool:
        """Whether this chamber may never hear it, whoever sits there."""
        return False

    def note_second(self, *outcomes: str, today: date, by: Actor) -> None:
        """The second signature, of another member, under one of these outcomes."""
        self.check_hears(today=today, by=by)
        if self.first_signer is None or self.outcome not in outcomes:
            raise NotAllowed("Er ligt geen voorstel voor deze uitkomst.")
        if self.first_signer == by.user:
            raise NotAllowed("Jij deed het voorstel. Een ander lid tekent mee.")
        self.second_signer, self.decided_on = by.user, today


class CaseMessage(models.Model):
    """A message in the file of a case: of the person, or of the chamber."""

    objection = models.ForeignKey(
        "register.Objection", models.CASCADE, null=True, related_name="messages"
    )
    measure = models.ForeignKey(
        "register.Measure", models.CASCADE, null=True, related_name="messages"
    )
    hardshiprequest = models.ForeignKey(
        "register.HardshipRequest", models.CASCADE, null=True, related_name="messages"
    )
    author = person_field(null=False)
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                name="message_in_one_file",
                condition=Q(
                    objection__isnull=False, measure__isnull=True, hardshiprequest__isnull=True
                )
                | Q(objection__isnull=True, measure__isnull=False, hardshiprequest__isnull=True)
                | Q(objection__isnull=True, measure__isnull=True, hardshiprequest__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def concerns(self) -> Any:
        case = self.objection or self.measure or self.hardshiprequest
        return case.person if case else None

    @property
    def is_of_chamber(self) -> bool:
        return self.author != self.concerns
