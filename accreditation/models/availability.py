"""When an assessor can hold talks: week patterns, absences, and busy times of an own calendar."""

import uuid
from datetime import time
from typing import Any

from django.db import models
from django.db.models import F, Q

from accreditation.models.assessors import Assessor

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class OwnedByAssessor(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "OwnedByAssessor":
        return self.filter(assessor__user=user)


class WeekPattern(models.Model):
    """The same hours each week, from which moments are made (`accreditation.availability`).

    `kind` says for which talk, and so how long each moment is. It ends on `until_on`.
    """

    class Holidays(models.TextChoices):
        ALL_YEAR = "", "Gewoon doorgaan"
        NORTH = "noord", "Overslaan, regio Noord"
        MIDDLE = "midden", "Overslaan, regio Midden"
        SOUTH = "zuid", "Overslaan, regio Zuid"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="patterns")
    kind = models.CharField(max_length=20)
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    starts = models.TimeField()
    ends = models.TimeField()
    online = models.BooleanField(default=True)
    place = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    holidays = models.CharField(max_length=10, choices=Holidays, blank=True)

    objects = OwnedByAssessor.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="pattern_has_hours", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="pattern_has_a_weekday", condition=Q(weekday__lte=6)),
            models.CheckConstraint(
                name="pattern_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"elke {self.get_weekday_display()} {written(self.starts)}–{written(self.ends)}"

    @property
    def concerns(self) -> Any:
        return self.assessor.user


def written(moment: time) -> str:
    return f"{moment:%H.%M}"


class Absence(models.Model):
    """Days on which an assessor offers nothing; no reason is asked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()  # the last day

    objects = OwnedByAssessor.as_manager()

    class Meta:
        ordering = ("from_on",)
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessor} {self.from_on} – {self.until_on}"

    @property
    def concerns(self) -> Any:
        return self.assessor.user


class BusyCalendar(models.Model):
    """An own calendar of an assessor: a file that was read once, or an address read every night.

    The address opens that calendar, so it is sealed. Of what stands in it only from–to is kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="busy_calendars")
    host = models.CharField(max_length=253, blank=True)  # "" for a file
    sealed_address = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)  # why the last reading did not work

    objects = OwnedByAssessor.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.assessor}: {self.host or 'bestand'}"

    @property
    def concerns(self) -> Any:
        return self.assessor.user


class BusyTime(models.Model):
    """From–to of something in an own calendar; never what it is."""

    calendar = models.ForeignKey(BusyCalendar, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["calendar", "starts_at"], name="busy_by_start")]
        constraints = [
            models.CheckConstraint(
                name="busy_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} – {self.ends_at:%H:%M}"
