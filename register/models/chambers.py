"""The two chambers of the committee, and who sits in which from a day until a day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.roles import DateRange
from audit.history import tracked


class Chamber(models.TextChoices):
    EAST = "east", "Kamer Oost"
    WEST = "west", "Kamer West"

    @property
    def other(self) -> "Chamber":
        return Chamber.WEST if self is Chamber.EAST else Chamber.EAST


class ChamberSeatQuerySet(models.QuerySet["ChamberSeat"]):
    def on(self, day: date) -> "ChamberSeatQuerySet":
        return self.filter(from_on__lte=day, until_on__gt=day)

    def not_over(self, today: date) -> "ChamberSeatQuerySet":
        """Seats of today and of days to come."""
        return self.filter(until_on__gt=today)

    def of(self, user: Any, day: date) -> Chamber | None:
        """The chamber in which this person sits on a day."""
        found = self.on(day).filter(person=user).values_list("chamber", flat=True).first()
        return Chamber(found) if found else None


@tracked("person", "chamber", "from_on", "until_on", "practising", "appointed_by")
class ChamberSeat(models.Model):
    """One seat of one person, appointed for a term; `until_on` is the first day without it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="chamber_seats"
    )
    chamber = models.CharField(max_length=10, choices=Chamber)
    practising = models.BooleanField(default=True)  # works as klantmanager
    from_on = models.DateField()
    until_on = models.DateField()
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ChamberSeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_starts", condition=Q(until_on__gt=F("from_on"))
            ),
            models.CheckConstraint(
                name="nobody_appoints_themselves",
                condition=Q(appointed_by=None) | ~Q(appointed_by=F("person")),
            ),
            ExclusionConstraint(
                name="one_seat_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_chamber_display()}"

    @property
    def concerns(self) -> Any:
        return self.person
