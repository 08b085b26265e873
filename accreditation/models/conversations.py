"""Slots that assessors offer, and the conversations that are booked in them."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from accounts.actors import PROFESSIONAL, Actor
from accounts.models import Role
from accreditation.models.assessors import Assessor
from accreditation.models.availability import BusyTime, WeekPattern
from accreditation.models.cycles import Cycle
from audit.acts import transition
from audit.history import tracked
from register.models import Application


class MomentRange(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


class SlotQuerySet(models.QuerySet["Slot"]):
    def visible_to(self, user: Any) -> "SlotQuerySet":
        return self.filter(assessor__user=user)

    def open(self, now: datetime) -> "SlotQuerySet":
        """In the future, not withdrawn, and nothing else in the assessor's own calendar."""
        busy = BusyTime.objects.filter(
            calendar__assessor=OuterRef("assessor"),
            starts_at__lt=OuterRef("ends_at"),
            ends_at__gt=OuterRef("starts_at"),
        )
        return self.filter(~Exists(busy), starts_at__gt=now, withdrawn=False).order_by("starts_at")

    def free(self, now: datetime) -> "SlotQuerySet":
        """Open, and not taken by a conversation that stands."""
        return self.open(now).filter(~Exists(self.standing_talks()))

    def untaken(self, now: datetime) -> "SlotQuerySet":
        """Free, also where the assessor's own calendar has something now."""
        ahead = self.filter(starts_at__gt=now, withdrawn=False).order_by("starts_at")
        return ahead.filter(~Exists(self.standing_talks()))

    @staticmethod
    def standing_talks() -> Any:
        return Conversation.objects.standing().filter(slot=OuterRef("pk"))


class Slot(models.Model):
    """A moment that an assessor offers, at a place or by video."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online = models.BooleanField(default=True)
    place = models.CharField(max_length=200)  # an address, or the address of the video meeting
    withdrawn = models.BooleanField(default=False)
    pattern = models.ForeignKey(WeekPattern, models.SET_NULL, null=True, related_name="slots")

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="slot_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            ExclusionConstraint(
                name="assessor_offers_one_thing_at_a_time",
                expressions=[
                    ("assessor", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn=False),
            ),
            models.UniqueConstraint(
                fields=["pattern", "starts_at"], name="moment_of_a_pattern_made_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} {self.starts_at:%Y-%m-%d %H:%M}"


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: Any) -> "ConversationQuerySet":
        return self.filter(Q(seats__person=user) | Q(assessor__user=user)).distinct()

    def standing(self) -> "ConversationQuerySet":
        return self.exclude(status__in=Conversation.OFF)

    def missed_by_person(self) -> "ConversationQuerySet":
        """Agreed talks to which the person did not come, and of which nothing was heard."""
        return self.filter(status=Conversation.Status.MISSED, absent="person", word_on=None)


@tracked("kind", "status", "assessor", "slot", "starts_at", "ends_at", "sequence")
class Conversation(models.Model):
    """A talk at a moment; its seats say about what. `public_id` is the UID in calendars."""

    class Kind(models.TextChoices):
        WELCOME = "welcome", "Welkomstgesprek"
        DEVELOPMENT = "development", "Ontwikkelingsgesprek"
        SECOND = "second", "Tweede gesprek"
        RETURN = "return", "Terugkeergesprek"

    class Status(models.TextChoices):
        PLANNED = "planned", "Gepland"
        HELD = "held", "Gevoerd"
        CANCELLED = "cancelled", "Afgezegd"
        MISSED = "missed", "Niet doorgegaan"
        VOID = "void", "Telt niet"

    class Absent(models.TextChoices):
        PERSON = "person", "De professional"
        ASSESSOR = "assessor", "De assessor"

    OFF = (Status.CANCELLED, Status.MISSED, Status.VOID)
    ABOUT_A_CYCLE = (Kind.DEVELOPMENT, Kind.SECOND, Kind.RETURN)  # the others: an application

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    status = models.CharField(max_length=20, choices=Status, default=Status.PLANNED, editable=False)
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="conversations")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="conversations")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    online = models.BooleanField()
    place = models.CharField(max_length=200)
    sequence = models.PositiveSmallIntegerField(default=0)
    absent = models.CharField(max_length=10, choices=Absent, blank=True, db_default="")
    word_on = models.DateField(null=True)  # the absent person was heard from

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], name="slot_booked_once", condition=~Q(status="cancelled")
            ),
            ExclusionConstraint(
                name="assessor_holds_one_talk_at_a_time",
                expressions=[
                    ("assessor", RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(status__in=["planned", "held"]),
            ),
            models.CheckConstraint(
                name="conversation_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="missed_talk_says_who",
                condition=Q(status="missed") & ~Q(absent="") | ~Q(status="missed") & Q(absent=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def concerns(self) -> Any:
        """The person at the first seat; a talk of several people is about each of them."""
        seat = self.seats.first()
        return seat and seat.person

    @transition(Status.PLANNED, to=Status.HELD)
    def hold(self, *, by: Actor) -> None:
        """The talk took place."""

    @transition(Status.PLANNED, to=Status.MISSED, who=(Role.ASSESSOR, PROFESSIONAL))
    def miss(self, absent: str, *, by: Actor) -> None:
        """One of the two did not come; nothing follows from it by itself."""
        self.absent = absent

    @transition(Status.PLANNED, to=Status.CANCELLED)
    def cancel(self, *, by: Actor) -> None:
        """The talk is off; calendars get a CANCEL with the next sequence."""
        self.sequence += 1

    @transition(Status.HELD, to=Status.VOID, who=(Role.COMMITTEE,))
    def void(self, *, by: Actor) -> None:
        """It was tainted and does not count; only after two of a chamber signed (`migrations`)."""


class Seat(models.Model):
    """One person's place in a conversation, about a cycle or about an application.

    `moment` follows the conversation by triggers (migration 0010): empty once it is off. So nobody
    ever sits in two talks at once, whatever was done and by whichever way.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, related_name="seats")
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="seats")
    alone = models.BooleanField(default=False, db_default=False)  # nobody else joins this talk
    moment = DateTimeRangeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_about_one_thing",
                condition=Q(cycle__isnull=False, application=None)
                | Q(cycle=None, application__isnull=False),
            ),
            models.UniqueConstraint(fields=["conversation", "person"], name="seat_once"),
            ExclusionConstraint(
                name="person_in_one_talk_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("moment", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.conversation}"
