"""LaunchDraw: at a launch many people enter at once, and lots spread the ends of their first
periods. It only ever adds time."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.actors import SYSTEM, Actor
from accounts.models import Role
from audit.acts import transition
from audit.history import tracked
from kit import clock
from register.models import RegistrationPeriod


@tracked("status", "seed", "list_sha256", "prepared_by", "confirmed_by", "takes_effect_on",
         "done_on")  # fmt: skip
class LaunchDraw(models.Model):
    """One draw over a group: seed and list stand from the first day on, also when it is dropped."""

    class Status(models.TextChoices):
        PREPARED = "prepared", "Wacht op een tweede medewerker"
        CONFIRMED = "confirmed", "Bevestigd"
        RUNNING = "running", "Wordt uitgevoerd"
        DONE = "done", "Uitgevoerd"
        DROPPED = "dropped", "Niet doorgegaan"

    OPEN = (Status.PREPARED, Status.CONFIRMED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.PREPARED, editable=False
    )
    # Who is in it: first periods that began on these days, both included.
    from_on = models.DateField()
    until_on = models.DateField()
    only_invited = models.BooleanField(default=False)
    most_months = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    listed = ArrayField(models.UUIDField())  # every lot, in order
    list_sha256 = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    takes_effect_on = models.DateField(null=True)
    lots_done = models.PositiveIntegerField(default=0)
    done_on = models.DateField(null=True)
    dropped_because = models.TextField(blank=True)
    dropped_on = models.DateField(null=True)

    class Meta:
        ordering = ("-prepared_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="launch_days_in_order", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="launch_draw_adds_time", condition=Q(most_months__gt=0)
            ),
            models.CheckConstraint(
                name="launch_draw_by_two",
                condition=Q(status__in=["prepared", "dropped"], confirmed_by=None)
                | Q(
                    status__in=["confirmed", "running", "done"],
                    confirmed_by__isnull=False,
                    takes_effect_on__isnull=False,
                )
                & ~Q(confirmed_by=F("prepared_by")),
            ),
            models.CheckConstraint(
                name="dropped_launch_draw_says_why",
                condition=Q(dropped_on=None, dropped_because="") & ~Q(status="dropped")
                | Q(status="dropped", dropped_on__isnull=False) & ~Q(dropped_because=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Loting van {len(self.listed)} eerste perioden"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_busy(self) -> bool:
        return self.status == self.Status.RUNNING

    @transition(Status.PREPARED, to=Status.CONFIRMED, who=(Role.DESK,))
    def confirm(self, *, today: date, by: Actor) -> None:
        """The second of two; nothing happens before the next working day."""
        self.confirmed_by = by.person
        self.takes_effect_on = clock.next_working_day(today)

    @transition(Status.CONFIRMED, to=Status.PREPARED, who=(Role.DESK,))
    def take_back(self, *, by: Actor) -> None:
        """As long as nothing was carried out and no letter left."""
        self.confirmed_by = self.takes_effect_on = None

    @transition(Status.PREPARED, to=Status.DROPPED, who=(Role.DESK,))
    def drop(self, *, because: str, today: date, by: Actor) -> None:
        """It does not go on: the lots are gone; seed, list and reason stay for everybody to see."""
        self.lots.all().delete()
        self.dropped_because, self.dropped_on = because, today

    @transition(Status.CONFIRMED, to=Status.RUNNING, who=(SYSTEM,))
    def start(self, *, by: Actor) -> None:
        """The first letter leaves: from here on there is no way back."""

    @transition(Status.RUNNING, to=Status.DONE, who=(SYSTEM,))
    def note_done(self, *, today: date, by: Actor) -> None:
        """Everybody has the new end and the letter."""
        self.done_on = today


@tracked("draw", "period", "months", "carried_out_on")
class LaunchLot(models.Model):
    """The lot of one first period: so many months are added, never taken. It says nothing of whom
    it is, so that the list can be public."""

    draw = models.ForeignKey(LaunchDraw, models.PROTECT, related_name="lots")
    lot = models.UUIDField(unique=True)
    period = models.OneToOneField(RegistrationPeriod, models.PROTECT, related_name="launch_lot")
    months = models.PositiveSmallIntegerField()
    end_before = models.DateField()  # without the draw
    carried_out_on = models.DateField(null=True)  # None: not yet, or the person had left by then

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Lot {self.lot}"

    @property
    def concerns(self) -> Any:
        return self.period.concerns

    @property
    def end_after(self) -> date:
        return clock.add_months(self.end_before, self.months)
