"""Mentors: who wants to be one, and who walks along with whom."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q

from accounts.actors import Actor
from audit.acts import SYSTEM, NotAllowed, transition
from audit.history import tracked
from register.models.organisations import KindOfWork, kinds_of_work_field

MOST_MENTEES = 6


class MentorProfileQuerySet(models.QuerySet["MentorProfile"]):
    def in_directory(self) -> "MentorProfileQuerySet":
        """Who wants to be asked now, with how many they walk along with."""
        running = Q(person__mentees__status=Mentorship.Status.ACTIVE)
        shown = self.filter(
            open=True, person__is_active=True, person__registration__status="active"
        ).select_related("person")
        return shown.annotate(busy=Count("person__mentees", filter=running)).order_by(
            "person__name_key", "pk"
        )


class MentorProfile(models.Model):
    """Somebody who wants to be a mentor, in the own words; shown only while it is open."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentor_profile"
    )
    words = models.TextField()
    kinds_of_work = kinds_of_work_field()
    province = models.CharField(max_length=20, blank=True)
    online = models.BooleanField(default=True)
    capacity = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(MOST_MENTEES)]
    )
    open = models.BooleanField(default=True)

    objects = MentorProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mentor_has_room_for_somebody",
                condition=Q(capacity__gte=1, capacity__lte=MOST_MENTEES),
            )
        ]

    def __str__(self) -> str:
        return f"Mentor {self.person}"

    @property
    def kinds(self) -> list[str]:
        return [str(KindOfWork(kind).label) for kind in self.kinds_of_work]

    @property
    def where(self) -> str:
        return " of ".join(part for part in (self.province, "online" * self.online) if part)

    @property
    def is_full(self) -> bool:
        """Of rows that come from `in_directory`."""
        busy: int = self.busy  # type: ignore[attr-defined]
        return busy >= self.capacity

    @property
    def concerns(self) -> Any:
        return self.person


class MentorshipQuerySet(models.QuerySet["Mentorship"]):
    def visible_to(self, user: Any) -> "MentorshipQuerySet":
        """The two of them, and nobody else in any role."""
        return self.filter(Q(mentor=user) | Q(mentee=user)).select_related("mentor", "mentee")


@tracked("mentor", "mentee", "status", "from_on", "until_on")
class Mentorship(models.Model):
    """One walks along with another. Asked by the mentee; both end it when they want.

    `words` is what the mentee asked, `reply` what the mentor said; `agreements` are of both.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Gevraagd"
        ACTIVE = "active", "Loopt"
        DECLINED = "declined", "Nu niet"
        WITHDRAWN = "withdrawn", "Ingetrokken"
        ENDED = "ended", "Afgerond"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentees")
    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentors")
    status = models.CharField(max_length=20, choices=Status, default=Status.ASKED)
    words = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    agreements = models.TextField(blank=True)
    asked_on = models.DateField()
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="mentor_of_another", condition=~Q(mentor=F("mentee"))),
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                name="one_mentorship_at_a_time",
                condition=Q(status__in=["asked", "active"]),
            ),
            models.CheckConstraint(
                name="mentorship_runs_from_a_day",
                condition=Q(from_on__isnull=False) | ~Q(status__in=["active", "ended"]),
            ),
            models.CheckConstraint(
                name="mentorship_ends_on_a_day",
                condition=Q(until_on__isnull=False) | ~Q(status="ended"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} en {self.mentee}"

    @property
    def concerns(self) -> Any:
        return self.mentee

    def other_than(self, person: Any) -> Any:
        return self.mentee if person == self.mentor else self.mentor

    @transition(Status.ASKED, to=Status.ACTIVE)
    def accept(self, *, reply: str = "", today: date, by: Actor) -> None:
        """The mentor says yes. Raises NotAllowed for anybody else."""
        if by.user != self.mentor:
            raise NotAllowed("Alleen de mentor zelf zegt ja.")
        self.reply, self.from_on = reply, today

    @transition(Status.ASKED, to=Status.DECLINED)
    def decline(self, *, reply: str = "", by: Actor) -> None:
        """The mentor cannot now; no reason is asked."""
        if by.user != self.mentor:
            raise NotAllowed("Alleen de mentor zelf zegt nee.")
        self.reply = reply

    @transition(Status.ASKED, to=Status.WITHDRAWN)
    def withdraw(self, *, by: Actor) -> None:
        """The mentee asks no more."""
        if by.user != self.mentee:
            raise NotAllowed("Alleen wie het vroeg, trekt de vraag in.")

    @transition(Status.ACTIVE, to=Status.ENDED)
    def end(self, *, today: date, by: Actor) -> None:
        """By either of them, without a reason; by the register when one of them is erased."""
        if by.role != SYSTEM and by.user not in (self.mentor, self.mentee):
            raise NotAllowed("Alleen jullie twee ronden dit af.")
        self.until_on = today
