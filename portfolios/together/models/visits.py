"""Visits at work: somebody looks along for a part of a day with another professional."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from accounts.actors import Actor
from audit.acts import SYSTEM, NotAllowed, transition

LONGEST_PLACE = 200


class WorkVisitQuerySet(models.QuerySet["WorkVisit"]):
    def asked_of(self, user: Any) -> "WorkVisitQuerySet":
        """Where this person is the host, also by an address that the worker did not look up yet."""
        same_address = Q(host=None, email__iexact=user.email)
        return self.filter(Q(host=user) | same_address).exclude(visitor=user)

    def visible_to(self, user: Any) -> "WorkVisitQuerySet":
        """The two of them, also when it is over; no role makes this more."""
        asked = self.model.objects.asked_of(user).values("pk")
        return self.filter(Q(visitor=user) | Q(pk__in=asked)).select_related("visitor", "host")


class WorkVisit(models.Model):
    """Asked by who wants to look along (the visitor), answered by the host. Counted nowhere.

    `email` is what the visitor typed, and all that the visitor sees until a yes: it does not tell
    who has an account. `host` is the account that had that address, found by the worker. `words`
    are what the visitor asks, `place` where the host says to come.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Gevraagd"
        AGREED = "agreed", "Afgesproken"
        DECLINED = "declined", "Nu niet"
        WITHDRAWN = "withdrawn", "Ingetrokken"
        CALLED_OFF = "called_off", "Gaat niet door"

    class Part(models.TextChoices):
        MORNING = "morning", "In de ochtend"
        AFTERNOON = "afternoon", "In de middag"
        EVENING = "evening", "In de avond"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits_asked"
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="visits_received"
    )
    email = models.EmailField(blank=True)
    words = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ASKED)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    day = models.DateField(null=True)
    part = models.CharField(max_length=20, choices=Part, blank=True)
    place = models.CharField(max_length=LONGEST_PLACE, blank=True)

    objects = WorkVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_is_with_another", condition=Q(host=None) | ~Q(host=F("visitor"))
            ),
            models.CheckConstraint(
                name="visit_is_answered_on_a_day",
                condition=Q(status__in=["asked", "withdrawn"], answered_on=None)
                | Q(status__in=["agreed", "declined", "called_off"], answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_has_a_host_and_a_day_after_a_yes",
                condition=Q(
                    status__in=["agreed", "called_off"],
                    host__isnull=False, day__isnull=False, part__gt="", email="",
                )
                | Q(
                    status__in=["asked", "declined", "withdrawn"],
                    day=None, part="", place="", email__gt="",
                ),
            ),
            models.UniqueConstraint(
                F("visitor"), Upper("email"),
                name="one_question_for_a_visit_at_a_time",
                condition=Q(status="asked"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(Upper("email"), name="visit_by_address")]

    def __str__(self) -> str:
        return f"Meekijken op het werk: {self.get_status_display()}"

    @property
    def concerns(self) -> Any:
        return self.visitor

    def other_than(self, person: Any) -> Any:
        return self.host if person == self.visitor else self.visitor

    def is_still_to_come(self, today: date) -> bool:
        """Agreed, and not over: until then either can call it off."""
        return self.status == self.Status.AGREED and self.day is not None and self.day >= today

    def was_before(self, today: date) -> bool:
        """It went on, as far as anybody knows."""
        return self.status == self.Status.AGREED and self.day is not None and self.day < today

    @transition(Status.ASKED, to=Status.AGREED)
    def accept(self, *, day: date, part: str, place: str, today: date, by: Actor) -> None:
        """Who was asked says yes, with a day that is still to come; from now on by name."""
        self.check_asked(by)
        if day < today:
            raise NotAllowed("Kies een dag die nog komt.")
        self.host, self.email, self.answered_on = by.person, "", today
        self.day, self.part, self.place = day, part, place

    @transition(Status.ASKED, to=Status.DECLINED)
    def decline(self, *, today: date, by: Actor) -> None:
        """Who was asked cannot now; no reason is asked."""
        self.check_asked(by)
        self.answered_on = today

    @transition(Status.ASKED, to=Status.WITHDRAWN)
    def withdraw(self, *, by: Actor) -> None:
        """The visitor asks no more; by the register when nobody answered for long."""
        if by.role != SYSTEM and by.user != self.visitor:
            raise NotAllowed("Alleen wie het vroeg, trekt de vraag in.")

    @transition(Status.AGREED, to=Status.CALLED_OFF)
    def call_off(self, *, today: date, by: Actor) -> None:
        """By either of them, without a reason; by the register when one of them is erased."""
        if by.role != SYSTEM and by.user not in (self.visitor, self.host):
            raise NotAllowed("Alleen jullie twee zeggen dit af.")
        if not self.is_still_to_come(today):
            raise NotAllowed("Dit is al geweest. Er hoeft niets meer.")

    def check_asked(self, by: Actor) -> None:
        if not WorkVisit.objects.asked_of(by.person).filter(pk=self.pk).exists():
            raise NotAllowed("Alleen wie gevraagd is, antwoordt hierop.")
