"""Measure (maatregel): what a chamber may do about deceit or an established grave breach."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked
from kit import clock
from register.models.cases import ChamberCase, ChamberCaseQuerySet, person_field, signers
from register.models.chambers import Chamber
from register.models.registrations import Registration


class MeasureQuerySet(ChamberCaseQuerySet["Measure"]):
    def provisional(self) -> "MeasureQuerySet":
        """Those under which somebody is suspended for now."""
        return self.filter(provisional_on__isnull=False, provisional_ended_on=None)


@tracked("person", "registration", "ground", "established_on", "status", "chamber", "received_on",
         "answer_by", "prolonged_on", "hearing_at", "heard_on", "outcome", "months",
         "first_signer", "first_signed_on", "second_signer", "decided_on", "effective_on",
         "until_on", "again_from", "period_until_on", "ended_on", "charged_by", "provisional_on",
         "provisional_until", "provisional_ended_on", "provisional_first",
         "provisional_second")  # fmt: skip
class Measure(ChamberCase):
    """One charge and what came of it: open file, hearing, two signatures, objection, final."""

    class Ground(models.TextChoices):
        DECEIT = "deceit", "Bedrog bij de toelating"
        BREACH = "breach", "Ernstige schending van de beroepscode, vastgesteld door een ander"

    class Status(models.TextChoices):
        CHARGED = "charged", "Verwijt gedaan"
        HEARING = "hearing", "Hoorzitting gepland"
        HEARD = "heard", "Gehoord"
        NO_MEASURE = "no_measure", "Geen maatregel"
        IMPOSED = "imposed", "Besloten, nog niet definitief"
        IN_FORCE = "in_force", "Definitief"
        ENDED = "ended", "Voorbij"
        OVERTURNED = "overturned", "Ongedaan gemaakt na bezwaar"
        DROPPED = "dropped", "Verwijt ingetrokken"

    class Outcome(models.TextChoices):
        NONE = "none", "Geen maatregel"
        SUSPEND = "suspend", "Schorsen"
        REMOVE = "remove", "Doorhalen"
        PROVISIONAL = "provisional", "Nu al voorlopig schorsen, want er is gevaar"

    WORD = "verwijt"
    WITH_CHAMBER: ClassVar[tuple[str, ...]] = (Status.CHARGED, Status.HEARING, Status.HEARD)
    QUIET = (Status.NO_MEASURE, Status.DROPPED, Status.ENDED, Status.OVERTURNED)

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="measures")
    status = models.CharField(max_length=20, choices=Status, default=Status.CHARGED, editable=False)
    ground = models.CharField(max_length=20, choices=Ground)
    facts = models.TextField()
    established_by = models.CharField(max_length=200, blank=True)
    established_reference = models.CharField(max_length=200, blank=True)
    established_on = models.DateField(null=True)
    charged_by = person_field(null=False)
    hearing_at = models.DateTimeField(null=True)
    hearing_place = models.CharField(max_length=300, blank=True)
    counsel = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    heard_on = models.DateField(null=True)
    # Of a suspension its length; of a removal how long until the person may apply again.
    months = models.PositiveSmallIntegerField(null=True)
    effective_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    again_from = models.DateField(null=True)
    period_until_on = models.DateField(null=True)  # where the period ended before a removal cut it
    ended_on = models.DateField(null=True)
    provisional_on = models.DateField(null=True)
    provisional_until = models.DateField(null=True)
    provisional_ended_on = models.DateField(null=True)
    provisional_reason = models.TextField(blank=True)
    provisional_first = person_field()
    provisional_second = person_field()

    objects = MeasureQuerySet.as_manager()

    class Meta(ChamberCase.Meta):
        abstract = False
        constraints = [
            *ChamberCase.Meta.constraints,
            models.CheckConstraint(name="measure_rests_on_facts", condition=~Q(facts="")),
            models.CheckConstraint(
                name="breach_was_established_by_another",
                condition=~Q(ground="breach")
                | Q(established_on__isnull=False)
                & ~Q(established_by="")
                & ~Q(established_reference=""),
            ),
            models.CheckConstraint(
                name="no_measure_without_hearing",
                condition=~Q(status__in=["imposed", "in_force", "ended", "overturned"])
                | Q(heard_on__isnull=False, second_signer__isnull=False, months__isnull=False)
                & Q(outcome__in=["suspend", "remove"])
                & ~Q(minutes=""),
            ),
            models.CheckConstraint(
                name="measure_in_force_has_its_days",
                condition=~Q(status="in_force")
                | Q(effective_on__isnull=False)
                & (
                    Q(outcome="suspend", until_on__gt=F("effective_on"))
                    | Q(outcome="remove", again_from__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="provisional_suspension_by_two",
                condition=Q(provisional_on=None)
                | Q(provisional_until__gt=F("provisional_on"))
                & Q(provisional_first__isnull=False, provisional_second__isnull=False)
                & ~Q(provisional_first=F("provisional_second"))
                & ~Q(provisional_first=F("person"))
                & ~Q(provisional_second=F("person"))
                & ~Q(provisional_reason=""),
            ),
            models.CheckConstraint(
                name="who_charges_is_another",
                condition=~Q(charged_by=F("person"))
                & (Q(first_signer=None) | ~Q(first_signer=F("charged_by")))
                & (Q(second_signer=None) | ~Q(second_signer=F("charged_by"))),
            ),
            models.UniqueConstraint(
                fields=["registration"],
                name="one_measure_at_a_time",
                condition=Q(status__in=["charged", "hearing", "heard", "imposed"]),
            ),
        ]
        triggers = [signers()]

    def __str__(self) -> str:
        return f"Maatregel over {self.person}"

    @property
    def about(self) -> str:
        return self.get_ground_display()

    @property
    def objectable_until(self) -> date | None:
        """The last day to object to what was decided."""
        if self.decided_on is None or self.status == self.Status.NO_MEASURE:
            return None
        return self.decided_on + timedelta(weeks=self.scheme.objection_weeks)

    @property
    def is_provisional(self) -> bool:
        return self.provisional_on is not None and self.provisional_ended_on is None

    @property
    def earliest_hearing_on(self) -> date:
        """So that there is time to read the file and find counsel."""
        if self.received_on is None:
            raise ValueError("No charge was made.")
        return self.received_on + timedelta(days=self.scheme.hearing_notice_days)

    def most_months(self, outcome: str) -> int:
        """What the scheme allows at most for this outcome."""
        return {
            self.Outcome.SUSPEND: self.scheme.suspension_months,
            self.Outcome.REMOVE: 12 * self.scheme.removed_answer_years,
            self.Outcome.PROVISIONAL: self.scheme.provisional_months,
        }[self.Outcome(outcome)]

    def charge(self, *, chamber: Chamber, today: date) -> None:
        """The term starts; `register.measuring.charge` saves and tells the person."""
        self.note_term(chamber=chamber, today=today)

    @transition(*WITH_CHAMBER, who=(Role.COMMITTEE,))
    def prolong(self, *, today: date, by: Actor) -> None:
        """Six weeks more, once."""
        self.note_longer(today=today, by=by)

    @transition(Status.CHARGED, Status.HEARING, who=(PROFESSIONAL,))
    def name_counsel(self, name: str, *, by: Actor) -> None:
        """The person brings somebody; a name is enough."""
        self.counsel = name

    @transition(Status.CHARGED, Status.HEARING, to=Status.HEARING, who=(Role.COMMITTEE,))
    def plan_hearing(self, at: datetime, place: str, *, today: date, by: Actor) -> None:
        """When and where the chamber listens; with time to prepare."""
        self.check_hears(today=today, by=by)
        if at.date() < self.earliest_hearing_on:
            raise NotAllowed(
                "Er moet genoeg tijd zijn om het dossier te lezen en hulp te zoeken. Kies een "
                "latere dag."
            )
        self.hearing_at, self.hearing_place = at, place

    @transition(Status.HEARING, to=Status.HEARD, who=(Role.COMMITTEE,))
    def note_hearing(self, minutes: str, *, now: datetime, today: date, by: Actor) -> None:
        """The minutes, open to the person at once."""
        self.check_hears(today=today, by=by)
        if self.hearing_at is None or now < self.hearing_at:
            raise NotAllowed("De hoorzitting is nog niet geweest.")
        self.minutes, self.heard_on = minutes, today

    @transition(*WITH_CHAMBER, who=(Role.COMMITTEE,))
    def propose(
        self, *, outcome: str, reason: str, today: date, by: Actor, months: int | None = None
    ) -> None:
        """The first of two; before the hearing only a provisional suspension, for danger."""
        wanted = self.Outcome(outcome)
        if wanted == self.Outcome.PROVISIONAL:
            if self.provisional_on:
                raise NotAllowed("Er was al een voorlopige schorsing. Een tweede kan niet.")
        elif self.status != self.Status.HEARD:
            raise NotAllowed("Eerst de hoorzitting, dan het besluit.")
        if wanted != self.Outcome.NONE:
            most = self.most_months(wanted)
            if not months or not 1 <= months <= most:
                raise NotAllowed(f"Kies 1 tot {most} maanden.")
        self.months = months if wanted != self.Outcome.NONE else None
        self.note_proposal(outcome=outcome, reason=reason, today=today, by=by)

    @transition(*WITH_CHAMBER, who=(Role.COMMITTEE,))
    def drop_proposal(self, *, today: date, by: Actor) -> None:
        self.take_back(today=today, by=by)

    def begin_anew(self, *, by: Actor) -> None:
        if self.status in (self.Status.HEARING, self.Status.HEARD):
            self.hear_anew(by=by)

    @transition(Status.HEARING, Status.HEARD, to=Status.CHARGED, who=(Role.DESK,))
    def hear_anew(self, *, by: Actor) -> None:
        """The new chamber wants to hear the person itself, and invites anew."""
        self.hearing_at = self.heard_on = None
        self.hearing_place = self.minutes = ""

    def forget_proposal(self) -> None:
        super().forget_proposal()
        self.months = None

    @transition(*WITH_CHAMBER, who=(Role.COMMITTEE,))
    def suspend_provisionally(self, *, today: date, by: Actor) -> None:
        """The second signature under a provisional suspension; the case itself goes on."""
        first, reason = self.first_signer, self.reason
        self.note_second(self.Outcome.PROVISIONAL, today=today, by=by)
        self.provisional_first, self.provisional_second = first, by.user
        self.provisional_on, self.provisional_reason = today, reason
        self.provisional_until = clock.add_months(today, self.months or 0)
        self.outcome = self.reason = ""
        self.months = self.first_signer = self.first_signed_on = None
        self.second_signer = self.decided_on = None

    @transition(*Status, who=(Role.COMMITTEE, Role.DESK, SYSTEM))
    def end_provisional(self, *, today: date, by: Actor) -> None:
        """Its term is over, or there is no ground for it any more."""
        if not self.is_provisional:
            raise NotAllowed("Er is geen voorlopige schorsing.")
        self.provisional_ended_on = today

    @transition(Status.HEARD, to=Status.NO_MEASURE, who=(Role.COMMITTEE,))
    def decide_none(self, *, today: date, by: Actor) -> None:
        """The second signature: nothing happens."""
        self.note_second(self.Outcome.NONE, today=today, by=by)

    @transition(Status.HEARD, to=Status.IMPOSED, who=(Role.COMMITTEE,))
    def impose(self, *, today: date, by: Actor) -> None:
        """The second signature; nothing changes in the register until it is final."""
        self.note_second(self.Outcome.SUSPEND, self.Outcome.REMOVE, today=today, by=by)

    @transition(Status.IMPOSED, to=Status.IN_FORCE, who=(SYSTEM,))
    def take_effect(self, *, today: date, by: Actor) -> None:
        """Final: the term to object is over, or the objection was decided. By the register."""
        if self.objectable_until is None or today <= self.objectable_until:
            raise NotAllowed("De termijn voor bezwaar loopt nog.")
        if self.objections.filter(status="received").exists():
            raise NotAllowed("Er loopt nog een bezwaar.")
        since = self.provisional_on if self.is_provisional else today
        self.effective_on = since if self.outcome == self.Outcome.SUSPEND else today
        if self.is_provisional:
            self.provisional_ended_on = today
        if self.outcome == self.Outcome.SUSPEND:
            self.until_on = self.end_of_suspension(self.effective_on or today, today)
        else:
            self.again_from = clock.add_months(today, self.months or 0)
            self.period_until_on = self.registration.current_period.until_on

    def end_of_suspension(self, start: date, today: date) -> date:
        """Its length from the start; what was served provisionally before counts."""
        end = clock.add_months(start, self.months or 0)
        if start == today and self.provisional_on and self.provisional_ended_on:
            end -= self.provisional_ended_on - self.provisional_on
        return max(end, start + timedelta(days=1))

    @transition(Status.IN_FORCE, to=Status.ENDED, who=(Role.DESK, SYSTEM))
    def end(self, *, today: date, by: Actor) -> None:
        """The suspension is over; or who was removed was admitted anew, after the term."""
        if self.registration.status == Registration.Status.REMOVED:
            raise NotAllowed("Een doorhaling eindigt niet vanzelf.")
        self.ended_on = today

    @transition(Status.IMPOSED, Status.IN_FORCE, to=Status.OVERTURNED, who=(Role.COMMITTEE,))
    def overturn(self, *, today: date, by: Actor) -> None:
        """The other chamber found the objection right."""
        self.ended_on = today

    @transition(*WITH_CHAMBER, to=Status.DROPPED, who=(Role.DESK,))
    def drop_charge(self, *, today: date, by: Actor) -> None:
        """Staff take the charge back: it did not hold."""
        self.outcome = self.reason = ""
        self.months = self.first_signer = self.first_signed_on = None
        self.ended_on = today

    @transition(*WITH_CHAMBER, to=Status.DROPPED, who=(Role.DESK,))
    def seal(self, *, today: date, by: Actor) -> None:
        """The person died: nothing is decided any more."""
        self.note_seal()
        self.ended_on = today

    @transition(Status.DROPPED, back="sealed_from", who=(Role.DESK,))
    def unseal(self, *, days: int, by: Actor) -> None:
        """The report of the death was wrong: the case goes on where it was."""
        self.note_unseal(days=days)
        self.ended_on = None

    @property
    def is_running(self) -> bool:
        return self.is_with_chamber or self.status == self.Status.IMPOSED

    @property
    def waits_until(self) -> Any:
        """What the person waits for: the hearing, the decision, or the end of the term."""
        return self.objectable_until if self.status == self.Status.IMPOSED else self.answer_by
