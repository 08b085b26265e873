"""Complaint (klacht) of a citizen, and a message about an entry ("dit ben ik niet")."""

import uuid
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, transition
from audit.history import tracked
from register.models.cases import person_field
from register.models.registrations import Registration


class DeskMatterQuerySet[M: models.Model](models.QuerySet[M]):
    def open(self) -> Self:
        return self.filter(status__in=self.model.OPEN)  # type: ignore[attr-defined]

    def waiting(self) -> Self:
        return self.open().select_related("handler").order_by("received_on", "pk")

    def closed(self) -> Self:
        return self.exclude(status__in=self.model.OPEN).order_by("-received_on", "-pk")  # type: ignore[attr-defined]


class ComplaintQuerySet(DeskMatterQuerySet["Complaint"]):
    def not_about(self, user: Any) -> "ComplaintQuerySet":
        """Nobody reads a complaint about oneself here."""
        return self.filter(Q(registration=None) | ~Q(registration__person=user))

    def without_talk_in_time(self, now: datetime) -> "ComplaintQuerySet":
        """No talk is planned, or only one that comes after the term: it stays a thing to do."""
        late = Q(status=Complaint.Status.TALK_PLANNED, talk_at__date__gte=F("talk_by"))
        return self.filter(Q(status=Complaint.Status.RECEIVED) | late & Q(talk_at__gte=now))


@tracked("registration", "status", "received_on", "talk_by", "handler", "talk_at", "closed_on")
class Complaint(models.Model):
    """A citizen complains about a klantmanager: a talk to learn from, never a judgement.

    It stays at the desk: no dossier, no assessor and no committee reads it.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", "Ontvangen"
        TALK_PLANNED = "talk_planned", "Leergesprek gepland"
        CLOSED = "closed", "Afgerond"

    class First(models.TextChoices):
        YES = "yes", "Ja, en ik ben niet tevreden over de uitkomst"
        RUNNING = "running", "Ja, maar ik wacht nog op antwoord"
        NO = "no", "Nee, dat wil of durf ik niet"

    OPEN = (Status.RECEIVED, Status.TALK_PLANNED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.RECEIVED, editable=False
    )
    about = models.CharField(max_length=200)
    registration = models.ForeignKey(
        Registration, models.PROTECT, null=True, related_name="complaints"
    )
    employer_first = models.CharField(max_length=10, choices=First)
    text = models.TextField()
    name = models.CharField(max_length=120)
    email = models.EmailField()
    received_on = models.DateField()
    talk_by = models.DateField()  # the talk is before this day
    handler = person_field()
    talk_at = models.DateTimeField(null=True)
    talk_place = models.CharField(max_length=300, blank=True)
    ending = models.TextField(blank=True)  # what the citizen hears
    lesson = models.TextField(blank=True)  # what all learn from it, about nobody
    closed_on = models.DateField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="planned_talk_has_a_moment",
                condition=~Q(status="talk_planned")
                | Q(talk_at__isnull=False, registration__isnull=False) & ~Q(talk_place=""),
            ),
            models.CheckConstraint(
                name="citizen_hears_the_end",
                condition=~Q(status="closed") | Q(closed_on__isnull=False) & ~Q(ending=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Klacht van {self.name}"

    def check_not_own(self, by: Actor) -> None:
        if self.registration and self.registration.person == by.user:
            raise NotAllowed("Deze klacht gaat over jou. Een collega behandelt hem.")

    @transition(*OPEN, to=Status.TALK_PLANNED, who=(Role.DESK,))
    def plan_talk(self, registration: Registration, *, at: datetime, place: str, by: Actor) -> None:
        """When and where citizen and klantmanager meet, with somebody of the register."""
        self.registration = registration
        self.check_not_own(by)
        self.handler, self.talk_at, self.talk_place = by.user, at, place

    @transition(*OPEN, to=Status.CLOSED, who=(Role.DESK,))
    def close(self, *, ending: str, lesson: str, today: date, by: Actor) -> None:
        """What the citizen hears, and what everyone may learn from it."""
        self.check_not_own(by)
        self.handler, self.ending, self.lesson = by.user, ending, lesson
        self.closed_on = today


class YearLessons(models.Model):
    """What the complaints of one year taught, in words about nobody."""

    year = models.PositiveSmallIntegerField(unique=True)
    text = models.TextField()
    published_on = models.DateField()
    published_by = person_field()

    class Meta:
        ordering = ("-year",)

    def __str__(self) -> str:
        return f"Lessen uit klachten in {self.year}"


@tracked("number", "status", "received_on", "handler", "answered_on")
class EntryNotice(models.Model):
    """Somebody says that a public entry is not right, or is not them."""

    class Kind(models.TextChoices):
        NOT_ME = "not_me", "Dit ben ik niet"
        WRONG = "wrong", "Er klopt iets niet"

    class Status(models.TextChoices):
        RECEIVED = "received", "Ontvangen"
        MENDED = "mended", "Hersteld"
        EXPLAINED = "explained", "Uitgelegd"

    OPEN = (Status.RECEIVED,)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.RECEIVED, editable=False
    )
    text = models.TextField()
    email = models.EmailField()
    received_on = models.DateField()
    handler = person_field()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    objects = DeskMatterQuerySet["EntryNotice"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_is_answered_in_words",
                condition=Q(status="received") | Q(answered_on__isnull=False) & ~Q(answer=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.number}"

    @transition(Status.RECEIVED, to=Status.MENDED, who=(Role.DESK,))
    def mend(self, *, answer: str, today: date, by: Actor) -> None:
        """Something was wrong and is right now."""
        self.answer, self.answered_on, self.handler = answer, today, by.user

    @transition(Status.RECEIVED, to=Status.EXPLAINED, who=(Role.DESK,))
    def explain(self, *, answer: str, today: date, by: Actor) -> None:
        """Nothing was wrong; why it looks like that."""
        self.answer, self.answered_on, self.handler = answer, today, by.user
