"""Moments to meet: of an intervision group, with a poll for a date, or of mentor and mentee."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.actors import Actor
from audit.acts import transition
from portfolios.together.models.groups import IntervisionGroup
from portfolios.together.models.mentors import Mentorship

SHORTEST, LONGEST = 15, 480  # minutes


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Of the groups of which the person is a member now, and of the own mentorships."""
        groups = IntervisionGroup.objects.visible_to(user).values("pk")
        pairs = Mentorship.objects.visible_to(user).values("pk")
        return self.filter(Q(group__in=groups) | Q(mentorship__in=pairs))

    def still_to_come(self, now: datetime) -> "MeetingQuerySet":
        """Planned and not over; the first one first."""
        planned = self.filter(status=Meeting.Status.PLANNED, starts_at__gte=now)
        return planned.order_by("starts_at", "pk")

    def looking_for_a_date(self) -> "MeetingQuerySet":
        return self.filter(status=Meeting.Status.POLL).order_by("pk")


class Meeting(models.Model):
    """One meeting; `sequence` grows with each change that a calendar has to hear of."""

    class Kind(models.TextChoices):
        INTERVISION = "intervision", "Intervisie"
        MENTOR = "mentor", "Mentorgesprek"
        REHEARSAL = "rehearsal", "Proefgesprek"
        YEARLY = "yearly", "Kort jaargesprek"

    class Status(models.TextChoices):
        POLL = "poll", "Datum gezocht"
        PLANNED = "planned", "Gepland"
        CANCELLED = "cancelled", "Gaat niet door"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.INTERVISION)
    group = models.ForeignKey(IntervisionGroup, models.CASCADE, null=True, related_name="meetings")
    mentorship = models.ForeignKey(Mentorship, models.CASCADE, null=True, related_name="meetings")
    status = models.CharField(max_length=20, choices=Status, default=Status.POLL)
    starts_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    place = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_of_a_group_or_of_two",
                condition=Q(group__isnull=False, mentorship=None)
                | Q(group=None, mentorship__isnull=False),
            ),
            models.CheckConstraint(
                name="planned_meeting_has_a_moment",
                condition=Q(starts_at__isnull=False) | ~Q(status="planned"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None

    @property
    def is_planned(self) -> bool:
        return self.status == self.Status.PLANNED

    @transition(Status.POLL, to=Status.PLANNED)
    def plan(self, *, starts_at: datetime, by: Actor) -> None:
        self.starts_at = starts_at

    @transition(Status.PLANNED)
    def move(self, *, starts_at: datetime, minutes: int, place: str, by: Actor) -> None:
        """Another moment or place; calendars take it as a change of the same meeting."""
        self.starts_at, self.minutes, self.place = starts_at, minutes, place
        self.sequence += 1

    @transition(Status.POLL, Status.PLANNED, to=Status.CANCELLED)
    def cancel(self, *, by: Actor) -> None:
        self.sequence += 1


class MeetingMoment(models.Model):
    """One of the moments that a group may choose."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moments")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="moment_proposed_once")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class MomentAnswer(models.Model):
    """Whether one member can come at one of the moments."""

    class Answer(models.TextChoices):
        YES = "yes", "Ja"
        MAYBE = "maybe", "Misschien"
        NO = "no", "Nee"

    moment = models.ForeignKey(MeetingMoment, models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["moment", "person"], name="moment_answered_once")
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
