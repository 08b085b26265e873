"""PilotCohort: a group that tries another version of the scheme for a while, by consent."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from register.models import RegisterScheme, RegistrationPeriod

LAST_WEEKS = timedelta(weeks=4)  # in which the questions of afterwards are asked


@tracked("status", "scheme", "from_on", "until_on", "opened_by", "ended_on")
class PilotCohort(models.Model):
    """Scheme, days and what makes it stop are written down beforehand and never change."""

    class Status(models.TextChoices):
        RUNNING = "running", "Loopt"
        ENDED = "ended", "Klaar"
        STOPPED = "stopped", "Gestopt"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING, editable=False)
    title = models.CharField(max_length=120)
    why = models.TextField()
    stop_when = models.TextField()
    scheme = models.ForeignKey(RegisterScheme, models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()  # the last day
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    stopped_because = models.TextField(blank=True)
    people = models.PositiveIntegerField(default=0)  # who took part until the end

    class Meta:
        ordering = ("-from_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="pilot_days_in_order", condition=Q(until_on__gt=F("from_on"))
            ),
            models.CheckConstraint(
                name="pilot_knows_beforehand_when_to_stop", condition=~Q(stop_when="")
            ),
            models.CheckConstraint(
                name="pilot_ends_once_and_says_why_it_stopped",
                condition=Q(status="running", ended_on=None, stopped_because="")
                | Q(status="ended", ended_on__isnull=False, stopped_because="")
                | Q(status="stopped", ended_on__isnull=False) & ~Q(stopped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def after_from(self) -> date:
        """From this day on the questions of afterwards are asked."""
        return max(self.from_on, self.until_on - LAST_WEEKS)

    @transition(Status.RUNNING, to=Status.ENDED, who=(SYSTEM,))
    def end(self, *, people: int, today: date, by: Actor) -> None:
        """The last day is over."""
        self.people, self.ended_on = people, today

    @transition(Status.RUNNING, to=Status.STOPPED, who=(Role.DESK,))
    def stop(self, *, because: str, people: int, today: date, by: Actor) -> None:
        """For all at once, for a reason that was written down beforehand."""
        self.people, self.ended_on, self.stopped_because = people, today, because


class PilotSeatQuerySet(models.QuerySet["PilotSeat"]):
    def visible_to(self, user: Any) -> "PilotSeatQuerySet":
        return self.filter(person=user)

    def joined(self) -> "PilotSeatQuerySet":
        return self.exclude(joined_on=None)


class PilotSeat(models.Model):
    """Somebody who was invited, and takes part from the day of consent. Leaving deletes it all.

    `period` follows the scheme of the pilot as long as it knows its `own_scheme`.
    """

    cohort = models.ForeignKey(PilotCohort, models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pilot_seats")
    invited_on = models.DateField()
    joined_on = models.DateField(null=True)
    period = models.OneToOneField(RegistrationPeriod, models.CASCADE, null=True, related_name="+")
    own_scheme = models.ForeignKey(RegisterScheme, models.PROTECT, null=True, related_name="+")

    objects = PilotSeatQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_seat_in_a_pilot"),
            models.UniqueConstraint(
                fields=["person"],
                name="one_pilot_at_a_time",
                condition=Q(joined_on__isnull=False),
            ),
            models.CheckConstraint(
                name="other_scheme_only_with_consent",
                condition=Q(period=None, own_scheme=None)
                | Q(period__isnull=False, own_scheme__isnull=False, joined_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.cohort}"


class PilotAnswer(models.Model):
    """What somebody says before or after; from the end on it knows nothing of whom it was."""

    class Moment(models.TextChoices):
        BEFORE = "before", "Vooraf"
        AFTER = "after", "Achteraf"

    class Much(models.TextChoices):
        YES = "yes", "Ja"
        SOME = "some", "Een beetje"
        NO = "no", "Nee"

    cohort = models.ForeignKey(PilotCohort, models.CASCADE, related_name="answers")
    seat = models.ForeignKey(PilotSeat, models.CASCADE, null=True, related_name="answers")
    moment = models.CharField(max_length=10, choices=Moment)
    clear = models.CharField(max_length=10, choices=Much)
    helps = models.CharField(max_length=10, choices=Much)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["seat", "moment"], name="one_pilot_answer_a_moment")
        ]

    def __str__(self) -> str:
        return f"{self.get_moment_display()}: {self.cohort}"
