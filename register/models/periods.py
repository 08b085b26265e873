"""RegistrationPeriod: a stretch of time on one scheme, and the days that follow from its end."""

from datetime import date
from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import DateRange
from audit.history import tracked
from kit import clock
from register.models import pending
from register.models.registrations import Registration
from register.models.scheme import RegisterScheme


class RegistrationPeriodQuerySet(models.QuerySet["RegistrationPeriod"]):
    def running_on(self, today: date) -> "RegistrationPeriodQuerySet":
        return self.filter(from_on__lte=today, until_on__gt=today)


# Not the scheme: who leaves a pilot has nothing left of it.
@tracked("registration", "from_on", "until_on", "extended_months")
class RegistrationPeriod(models.Model):
    """A stretch of time on one scheme; `until_on` is the first day after it.

    Empty when the person left before it began.
    """

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="periods")
    scheme = models.ForeignKey(RegisterScheme, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    extended_months = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = RegistrationPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="period_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))
            ),
            ExclusionConstraint(
                name="periods_never_overlap",
                expressions=[
                    ("registration", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            pending.trigger(
                "COALESCE(NEW.registration_id, OLD.registration_id)",
                pgtrigger.Insert | pgtrigger.UpdateOf("until_on") | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_on.year}–{self.until_on.year}"

    @property
    def concerns(self) -> Any:
        return self.registration.person

    def end_after_pause(self, start: date, back: date) -> date:
        """Where the end moves to: the time that was left at the start is left after it."""
        return self.until_on + (back - start)

    def cut(self, today: date) -> None:
        """End the period today; one that still had to begin becomes empty."""
        self.until_on = max(today, self.from_on)
        self.save(update_fields=["until_on"])

    def lengthen(self, months: int) -> None:
        """Move the end itself, as a draw of first periods does; never to an earlier day."""
        if months < 0:
            raise ValueError("A period never becomes shorter.")
        self.until_on = clock.add_months(self.until_on, months)
        self.save(update_fields=["until_on"])

    def follow(self, scheme: RegisterScheme) -> None:
        """Other numbers count from now on; the period itself stays as it is."""
        self.scheme = scheme
        self.save(update_fields=["scheme"])

    @property
    def last_day_to_pause(self) -> date:
        """The first day on which pausing is too late."""
        return clock.add_months(self.until_on, -self.scheme.no_pause_months)

    @property
    def hand_in_opens_on(self) -> date:
        return clock.add_months(self.until_on, -self.scheme.hand_in_opens_months)

    @property
    def hand_in_on(self) -> date:
        """The date to hand in by, kindly: reminders count back from here."""
        return clock.add_months(self.until_on, self.extended_months - self.scheme.hand_in_months)

    @property
    def grace_until(self) -> date:
        """The term: until this day, and as long as the register owes anything, nothing happens."""
        return clock.add_months(self.until_on, self.extended_months + self.scheme.grace_months)
