"""Registration: somebody's place in the register, with its periods, for life."""

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from audit.acts import NotAllowed, locked, transition
from audit.history import tracked
from kit import names
from register import numbers, terms
from register.models import pending
from register.models.publication import StruckEntry
from register.models.scheme import EntryRoute, RegisterScheme

if TYPE_CHECKING:
    from register.models.periods import RegistrationPeriod

# Suspended or removed only under a Measure that says so, until the day that it says.
MEASURE_BEHIND_STATUS = """
    IF NEW.status NOT IN ('suspended', 'removed') OR TG_OP = 'UPDATE'
        AND OLD.status = NEW.status
        AND OLD.suspended_until IS NOT DISTINCT FROM NEW.suspended_until
    THEN RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM register_measure m WHERE m.registration_id = NEW.id AND (
        NEW.status = 'removed' AND m.status = 'in_force' AND m.outcome = 'remove'
        OR NEW.status = 'suspended' AND m.status = 'in_force' AND m.outcome = 'suspend'
            AND m.until_on = NEW.suspended_until
        OR NEW.status = 'suspended' AND m.provisional_on IS NOT NULL
            AND m.provisional_ended_on IS NULL AND m.provisional_until = NEW.suspended_until))
    THEN RAISE EXCEPTION 'no measure behind this status'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_behind_status';
    END IF;
    RETURN NEW;
"""

NO_LAPSE_DURING_OBJECTION = """
    IF EXISTS (SELECT 1 FROM register_objection o
        WHERE o.person_id = NEW.person_id AND o.status = 'received')
    THEN RAISE EXCEPTION 'an objection runs'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_lapse_during_objection';
    END IF;
    RETURN NEW;
"""


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Any) -> "RegistrationQuerySet":
        return self.filter(person=user)

    def may_lapse_on(self, today: date) -> "RegistrationQuerySet":
        """Proposals that stood long enough: they wait for a person."""
        days = 7 * F("periods__scheme__lapse_wait_weeks")
        came = ExpressionWrapper(Value(today) - days, output_field=models.DateField())
        stands = self.filter(status=Registration.Status.LAPSE_PROPOSED, periods__until_on__lt=today)
        return stands.filter(lapse_proposed_on__lte=came).distinct()

    def may_come_back_on(self, today: date) -> "RegistrationQuerySet":
        """Who left or lapsed; who was removed only after the term that the measure set."""
        over = Q(status="removed", measures__status="in_force", measures__outcome="remove",
                 measures__again_from__lte=today)  # fmt: skip
        return self.filter(Q(status__in=Registration.MAY_COME_BACK) | over).distinct()

    def removed_since(self, day: date) -> "RegistrationQuerySet":
        return self.filter(status=Registration.Status.REMOVED, ended_on__gt=day)

    def listed(self) -> "RegistrationQuerySet":
        """Those whom the public register shows."""
        return self.filter(
            Q(status__in=Registration.LISTED) | Q(status="paused", listed_while_paused=True)
        )


@tracked("person", "number", "status", "since_on", "paused_on", "suspended_until",
         "notice_mail_on", "notice_post_on", "lapse_proposed_on", "lapse_confirmed_by",
         "ended_on")  # fmt: skip
class Registration(models.Model):
    """The registration of one person: one number, for life, in one status at a time."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Geregistreerd"
        PAUSED = "paused", "Tijdelijk niet actief"
        LAPSE_PROPOSED = "lapse_proposed", "Geregistreerd (verlopen voorgesteld)"
        LAPSED = "lapsed", "Verlopen"
        SUSPENDED = "suspended", "Geschorst"
        LEFT = "left", "Uitgeschreven"
        REMOVED = "removed", "Doorgehaald"
        DECEASED = "deceased", "Overleden"

    LISTED = (Status.ACTIVE, Status.LAPSE_PROPOSED, Status.SUSPENDED)
    IN = (Status.ACTIVE, Status.PAUSED, Status.LAPSE_PROPOSED, Status.SUSPENDED)

    MAY_COME_BACK = (Status.LEFT, Status.LAPSED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="registration"
    )
    number = models.CharField(max_length=12, unique=True, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE, editable=False)
    route = models.CharField(max_length=20, choices=EntryRoute)
    # The name as the person wants it known; the legal name is seen once and not kept.
    shown_given_names = models.CharField(max_length=80)
    shown_infix = models.CharField(max_length=30, blank=True)
    shown_last_name = models.CharField(max_length=80, blank=True)
    name_key = models.CharField(max_length=200, editable=False, default="", db_default="")
    shows_town = models.BooleanField(default=True)
    listed_while_paused = models.BooleanField(default=True)
    since_on = models.DateField()
    paused_on = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    # The proof without which nobody lapses: two notices and a person's confirmation.
    notice_mail_on = models.DateField(null=True)
    notice_post_on = models.DateField(null=True)
    lapse_proposed_on = models.DateField(null=True)
    lapse_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True)
    # How it stood when a death was noted, so that a wrong report can be undone.
    sealed_from = models.CharField(max_length=20, blank=True, default="", db_default="")
    sealed_ended_on = models.DateField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="number_has_its_form", condition=Q(number__regex=numbers.PATTERN)
            ),
            models.CheckConstraint(
                name="no_lapse_without_proof",
                condition=~Q(status="lapsed")
                | Q(
                    notice_mail_on__isnull=False,
                    notice_post_on__isnull=False,
                    lapse_confirmed_by__isnull=False,
                    ended_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="proposal_to_lapse_has_its_day",
                condition=~Q(status="lapse_proposed") | Q(lapse_proposed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_confirms_own_lapse",
                condition=Q(lapse_confirmed_by=None) | ~Q(lapse_confirmed_by=F("person")),
            ),
            models.CheckConstraint(
                name="suspension_has_an_end",
                condition=~Q(status="suspended") | Q(suspended_until__isnull=False),
            ),
            models.CheckConstraint(
                name="pause_has_a_start", condition=~Q(status="paused") | Q(paused_on__isnull=False)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="measure_behind_status",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "suspended_until"),
                func=MEASURE_BEHIND_STATUS,
            ),
            pgtrigger.Trigger(
                name="no_lapse_during_objection",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__status="lapsed")
                & ~pgtrigger.Q(old__status__in=["lapsed", "deceased"]),
                func=NO_LAPSE_DURING_OBJECTION,
            ),
            pending.trigger(
                "NEW.id",
                pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    "status",
                    "shown_given_names",
                    "shown_infix",
                    "shown_last_name",
                    "name_key",
                    "shows_town",
                    "listed_while_paused",
                    "since_on",
                    "suspended_until",
                    "ended_on",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.shown_name}"

    @property
    def concerns(self) -> Any:
        return self.person

    @property
    def shown_name(self) -> str:
        return names.full_name(self.shown_given_names, self.shown_infix, self.shown_last_name)

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_name_key()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_name_key(self) -> None:
        """Whoever adds rows in bulk calls this first: editions take the key as it stands here."""
        self.name_key = names.sort_key(
            self.shown_given_names, self.shown_infix, self.shown_last_name
        )

    @property
    def current_period(self) -> "RegistrationPeriod":
        """The newest one; it may still have to begin when the renewal came early."""
        return self.periods.latest("pk")

    @property
    def is_in(self) -> bool:
        return self.status in self.IN

    @transition(Status.ACTIVE, who=(SYSTEM,))
    def renew(self, *, by: Actor) -> "RegistrationPeriod":
        """Add the period that follows the current one, joined to its end date (domain §3).

        A period runs on the scheme that is in force when it starts.
        """
        start = self.current_period.until_on
        scheme = RegisterScheme.objects.in_force_on(start)
        return self.periods.create(
            scheme=scheme,
            from_on=start,
            until_on=terms.period_end(start, years=scheme.cycle_years),
        )

    @transition(
        Status.ACTIVE, Status.LAPSE_PROPOSED, to=Status.ACTIVE, who=(PROFESSIONAL, Role.DESK)
    )
    def more_time(self, *, today: date, by: Actor) -> None:
        """More time is agreed, which is a sign of life; `extension` says how much."""
        self.forget_lapse(today)

    @transition(Status.ACTIVE, to=Status.PAUSED, who=(PROFESSIONAL,))
    def pause(self, *, today: date, by: Actor, listed: bool = True) -> None:
        """Even geen klantmanager: not in the last months of a period."""
        if today >= self.current_period.last_day_to_pause:
            raise NotAllowed(
                "In de laatste maanden van je periode kun je niet pauzeren. "
                "Vraag wel gerust om meer tijd."
            )
        self.paused_on, self.listed_while_paused = today, listed

    @transition(Status.PAUSED, to=Status.ACTIVE, who=(PROFESSIONAL, SYSTEM))
    def resume(self, *, today: date, by: Actor) -> None:
        """Back from a pause: the end of the period moves by the length of the pause."""
        period = locked(self.current_period)
        period.until_on = period.end_after_pause(self.paused_on or today, today)
        period.save(update_fields=["until_on"])
        self.paused_on = None

    @transition(
        Status.ACTIVE, Status.PAUSED, Status.LAPSE_PROPOSED, Status.SUSPENDED,
        who=(PROFESSIONAL, Role.DESK),
    )  # fmt: skip
    def rename(self, *, given_names: str, infix: str, last_name: str, by: Actor) -> None:
        """Another name, as a NameChange says; `register.renaming` does the rest."""
        self.shown_given_names, self.shown_infix = given_names, infix
        self.shown_last_name = last_name

    @transition(
        Status.ACTIVE, Status.PAUSED, Status.LAPSE_PROPOSED, Status.SUSPENDED, who=(PROFESSIONAL,)
    )
    def show_place(self, *, shows_town: bool, by: Actor) -> None:
        """The town of the work in public, or only its province; from the next edition on."""
        self.shows_town = shows_town

    # ---- Lapse: only with two proven notices and a person's confirmation (promise 3) ----

    @transition(Status.ACTIVE, to=Status.LAPSE_PROPOSED, who=(SYSTEM,))
    def propose_lapse(self, *, today: date, by: Actor) -> None:
        """After two proven notices; still registered until a person confirms."""
        period = self.current_period
        if today < period.grace_until:
            raise NotAllowed("De termijn van deze registratie loopt nog.")
        proven = {
            notice.channel: notice.sent_on
            for notice in period.lapse_notices.standing()
            if notice.is_proven(today)
        }
        if set(proven) != {"mail", "post"}:
            raise NotAllowed("Er zijn geen twee bewezen brieven: één per mail en één per post.")
        self.notice_mail_on, self.notice_post_on = proven["mail"], proven["post"]
        self.lapse_proposed_on = today

    @transition(
        Status.ACTIVE, Status.LAPSE_PROPOSED, to=Status.ACTIVE, who=(PROFESSIONAL, Role.DESK)
    )
    def keep(self, *, today: date, by: Actor) -> None:
        """Any sign of life ends the proposal and answers the notices."""
        self.forget_lapse(today)

    def forget_lapse(self, today: date) -> None:
        self.notice_mail_on = self.notice_post_on = self.lapse_proposed_on = None
        self.current_period.lapse_notices.standing().update(answered_on=today)

    @transition(Status.LAPSE_PROPOSED, to=Status.LAPSED, who=(Role.DESK, Role.COMMITTEE))
    def confirm_lapse(self, *, today: date, by: Actor) -> None:
        """A person confirms; not before the proposal stood as long as the scheme says."""
        if self.person.objections.filter(status="received").exists():
            raise NotAllowed("Er loopt een bezwaar. Zolang verandert er niets.")
        if today < self.lapse_may_be_confirmed_on:
            raise NotAllowed("Het voorstel staat nog niet lang genoeg. Wacht nog even.")
        self.lapse_confirmed_by, self.ended_on = by.user, today

    @property
    def lapse_may_be_confirmed_on(self) -> date:
        """Raises ValueError without a proposal."""
        if self.lapse_proposed_on is None:
            raise ValueError("There is no proposal to lapse.")
        return self.lapse_proposed_on + timedelta(weeks=self.current_period.scheme.lapse_wait_weeks)

    @transition(Status.LAPSED, to=Status.ACTIVE, who=(Role.DESK, Role.COMMITTEE))
    def undo_lapse(self, *, today: date, by: Actor) -> None:
        """A notice had not arrived, or the lapse was wrong: as if it had never been, no gap."""
        self.lapse_confirmed_by = self.ended_on = None
        self.forget_lapse(today)

    # ---- Measures ----

    @transition(Status.ACTIVE, Status.SUSPENDED, to=Status.SUSPENDED, who=(Role.COMMITTEE, SYSTEM))
    def suspend(self, *, until: date, by: Actor) -> None:
        """Under a Measure, which the database asks for; from provisional to final it goes on."""
        self.suspended_until = until

    @transition(Status.SUSPENDED, to=Status.ACTIVE, who=(Role.COMMITTEE, Role.DESK, SYSTEM))
    def end_suspension(self, *, since: date, today: date, by: Actor) -> None:
        """The end of the period waited: it moves by the length of the suspension."""
        period = self.current_period
        period.until_on = period.end_after_pause(since, today)
        period.save()
        self.suspended_until = None

    @transition(
        Status.ACTIVE, Status.PAUSED, Status.LAPSE_PROPOSED, Status.SUSPENDED, Status.LEFT,
        Status.LAPSED, to=Status.REMOVED, who=(Role.COMMITTEE, SYSTEM),
    )  # fmt: skip
    def remove(self, *, today: date, by: Actor) -> None:
        """Under a Measure, which the database asks for; leaving first does not escape it.

        The public sees it at once, over every edition.
        """
        self.end(today)
        StruckEntry.objects.update_or_create(
            number=self.number, defaults={"since_on": self.since_on, "ended_on": today}
        )

    @transition(Status.REMOVED, to=Status.ACTIVE, who=(Role.COMMITTEE,))
    def restore(self, *, until: date | None, by: Actor) -> None:
        """An objection was upheld: as if it had not happened, the period as long as it was."""
        period = self.current_period
        period.until_on = until or period.until_on
        period.save()
        self.ended_on = None
        StruckEntry.objects.filter(number=self.number).delete()

    # ---- Leaving and coming back ----

    @transition(Status.ACTIVE, Status.PAUSED, to=Status.LEFT, who=(PROFESSIONAL,))
    def leave(self, *, today: date, by: Actor) -> None:
        """The person leaves the register; the dossier stays the person's own."""
        self.forget_lapse(today)
        self.end(today)

    @transition(Status.LEFT, Status.LAPSED, Status.REMOVED, to=Status.ACTIVE, who=(Role.DESK,))
    def come_back(self, *, today: date, by: Actor) -> None:
        """After one conversation: the same number, registered anew from today."""
        if not Registration.objects.may_come_back_on(today).filter(pk=self.pk).exists():
            raise NotAllowed("De termijn van de doorhaling is nog niet voorbij.")
        self.since_on, self.ended_on, self.lapse_confirmed_by = today, None, None
        StruckEntry.objects.filter(number=self.number).delete()
        self.forget_lapse(today)

    @transition(
        Status.ACTIVE, Status.PAUSED, Status.LAPSE_PROPOSED, Status.LAPSED, Status.SUSPENDED,
        Status.LEFT, Status.REMOVED, to=Status.DECEASED, who=(Role.DESK,),
    )  # fmt: skip
    def note_death(self, *, today: date, by: Actor) -> None:
        """Checked by staff; all letters stop at once. What ran is kept, see `undo_death`."""
        self.sealed_from, self.sealed_ended_on = self.status, self.ended_on
        self.ended_on = today

    @transition(Status.DECEASED, who=(Role.DESK,), back="sealed_from")
    def undo_death(self, *, today: date, by: Actor) -> None:
        """The report was wrong: all is as it was. To be alive is a sign of life, too."""
        self.ended_on, self.sealed_ended_on = self.sealed_ended_on, None
        was, self.sealed_from = self.sealed_from, self.status_after_seal(today)
        if was == self.Status.SUSPENDED and self.sealed_from == self.Status.ACTIVE:
            self.give_back_suspension(today)
        if self.sealed_from == self.Status.ACTIVE:
            self.suspended_until = None
            self.forget_lapse(today)

    def status_after_seal(self, today: date) -> str:
        """As it was; a proposal to lapse and a measure that ended meanwhile are over."""
        was = self.sealed_from or self.Status.ACTIVE
        over = self.suspended_until is None or self.suspended_until <= today
        ended = {
            self.Status.LAPSE_PROPOSED: True,
            self.Status.SUSPENDED: over or not self.is_still_suspended,
            self.Status.REMOVED: not self.measures.filter(
                status="in_force", outcome="remove"
            ).exists(),
        }
        return self.Status.ACTIVE if ended.get(self.Status(was)) else was

    @property
    def is_still_suspended(self) -> bool:
        """A measure says so, until the day that stands here."""
        until = self.suspended_until
        final = Q(status="in_force", outcome="suspend", until_on=until)
        provisional = Q(
            provisional_on__isnull=False, provisional_ended_on=None, provisional_until=until
        )
        return bool(self.measures.filter(final | provisional).exists())

    def give_back_suspension(self, today: date) -> None:
        """The end of the period waited for a suspension that nobody could end meanwhile."""
        measure = self.measures.latest("pk")
        since = measure.effective_on or measure.provisional_on or today
        period = self.current_period
        period.until_on = period.end_after_pause(since, today)
        period.save()

    def end(self, today: date) -> None:
        """No longer registered from today: the running period ends, no pause or term goes on."""
        self.ended_on, self.paused_on, self.suspended_until = today, None, None
        for period in self.periods.filter(until_on__gt=today):
            period.cut(today)
