"""Observer: somebody who sits in at a talk to learn, when both people at it agree."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actors import PROFESSIONAL, SYSTEM, Actor
from accounts.models import Role
from accreditation.models.conversations import Conversation
from audit.acts import transition
from audit.history import tracked


class ObserverQuerySet(models.QuerySet["Observer"]):
    def visible_to(self, user: Any) -> "ObserverQuerySet":
        """Both people at the table, and the observer."""
        return self.filter(
            Q(conversation__seats__person=user)
            | Q(conversation__assessor__user=user)
            | Q(user=user)
        ).distinct()

    def sat_in(self, cycle: Any) -> "ObserverQuerySet":
        """Who was at a talk of this cycle, or will be."""
        return self.filter(conversation__seats__cycle=cycle, status=Observer.Status.AGREED)

    def standing(self) -> "ObserverQuerySet":
        return self.exclude(status=Observer.Status.OFF)


@tracked("conversation", "user", "status", "person_agreed", "assessor_agreed")
class Observer(models.Model):
    """Asked by the desk. Either of the two says no without a reason, also after a yes.

    Who said no is kept nowhere: an observer that is off is off by the register.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Gevraagd"
        AGREED = "agreed", "Is erbij"
        OFF = "off", "Is er niet bij"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="observers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED, editable=False)
    person_agreed = models.BooleanField(default=False)
    assessor_agreed = models.BooleanField(default=False)

    objects = ObserverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], name="one_observer", condition=~Q(status="off")
            ),
            models.CheckConstraint(
                name="observer_with_consent_of_both",
                condition=~Q(status="agreed") | Q(person_agreed=True, assessor_agreed=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} bij {self.conversation}"

    @property
    def concerns(self) -> Any:
        return self.conversation.concerns

    @transition(Status.ASKED, who=(PROFESSIONAL, Role.ASSESSOR))
    def agree(self, *, by: Actor) -> None:
        """One of the two says yes."""
        if by.role == PROFESSIONAL:
            self.person_agreed = True
        else:
            self.assessor_agreed = True

    @transition(Status.ASKED, to=Status.AGREED, who=(SYSTEM,))
    def join(self, *, by: Actor) -> None:
        """Both said yes."""

    @transition(Status.ASKED, Status.AGREED, to=Status.OFF, who=(SYSTEM,))
    def call_off(self, *, by: Actor) -> None:
        """One of the two says no, or the talk is off."""
        self.person_agreed = self.assessor_agreed = False
