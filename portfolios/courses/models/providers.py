"""Providers: who gives courses, who acts for one, and who is asked to."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import PROFESSIONAL, transition
from audit.history import tracked


class ProviderQuerySet(models.QuerySet["Provider"]):
    def of(self, user: Any) -> "ProviderQuerySet":
        """For which this person acts now."""
        return self.filter(people__person=user, people__until_on=None)

    def visible_to(self, user: Any) -> "ProviderQuerySet":
        """Who acts for it; of a request also who made it."""
        asked = Q(asked_by=user, status__in=("asked", "question", "refused"))
        acting = Q(people__person=user, people__until_on=None)
        return self.filter(asked | acting).distinct()

    def working(self) -> "ProviderQuerySet":
        return self.filter(status="accepted")

    def waiting(self) -> "ProviderQuerySet":
        """Waits for the desk."""
        return self.filter(status="asked")

    def without_people(self) -> "ProviderQuerySet":
        """Works on paper: nobody who can be reached acts for it."""
        there = ProviderPerson.objects.now().filter(
            provider=models.OuterRef("pk"), person__is_active=True
        )
        return self.working().exclude(models.Exists(there))

    def for_list(self) -> "ProviderQuerySet":
        return self.select_related("asked_by").order_by("name", "pk")


@tracked("status", "asked_by", "asked_on", "accepted_on", "ended_on")
class Provider(models.Model):
    """An opleider. Its people see their courses and what they sent, and nothing of any dossier."""

    class Status(models.TextChoices):
        ASKED = "asked", "Aangevraagd"
        QUESTION = "question", "Er is een vraag"
        ACCEPTED = "accepted", "Opleider"
        REFUSED = "refused", "Afgewezen"
        WITHDRAWN = "withdrawn", "Ingetrokken"
        LEFT = "left", "Gestopt"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.ASKED, editable=False)
    name = models.CharField(max_length=120)
    words = models.TextField()
    website = models.URLField(max_length=300, blank=True)
    email = models.EmailField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    accepted_on = models.DateField(null=True)
    because = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="provider_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="refused_provider_reads_why", condition=~Q(status="refused") | ~Q(because="")
            ),
            models.CheckConstraint(
                name="provider_is_accepted_on_a_day",
                condition=~Q(status__in=["accepted", "left"]) | Q(accepted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="provider_that_left_has_a_day",
                condition=~Q(status="left")
                | Q(ended_on__isnull=False, ended_on__gte=F("accepted_on")),
            ),
            models.UniqueConstraint(
                fields=["asked_by", "name"],
                name="one_open_request_of_a_provider",
                condition=Q(status__in=["asked", "question"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def concerns(self) -> Any:
        return self.asked_by

    @property
    def is_working(self) -> bool:
        return self.status == self.Status.ACCEPTED

    @transition(Status.ASKED, to=Status.QUESTION, who=(Role.DESK,))
    def ask(self, *, words: str, by: Actor) -> None:
        """A question back; what was answered before is asked anew."""
        self.question, self.answer = words, ""

    @transition(Status.QUESTION, to=Status.ASKED, who=(PROFESSIONAL,))
    def reply(self, *, words: str, by: Actor) -> None:
        """The answer; the desk looks again."""
        self.answer = words

    @transition(Status.ASKED, Status.QUESTION, to=Status.ACCEPTED, who=(Role.DESK,))
    def accept(self, *, today: date, by: Actor) -> None:
        """From now on it lists courses freely. Nobody has approved what is in them."""
        self.accepted_on = today

    @transition(Status.ASKED, Status.QUESTION, to=Status.REFUSED, who=(Role.DESK,))
    def refuse(self, *, because: str, by: Actor) -> None:
        """With a reason. Asking again is always possible."""
        self.because = because

    @transition(Status.ASKED, Status.QUESTION, to=Status.WITHDRAWN, who=(PROFESSIONAL,))
    def withdraw(self, *, by: Actor) -> None:
        """By who asked."""

    @transition(Status.ACCEPTED, to=Status.LEFT, who=(Role.DESK,))
    def stop(self, *, because: str, today: date, by: Actor) -> None:
        """By the desk, with the reason: nobody is there any more, or it cannot go on here."""
        self.because, self.ended_on = because, today

    @transition(Status.ACCEPTED, to=Status.LEFT)
    def leave(self, *, today: date, by: Actor) -> None:
        """It gives no courses here any more (`providers.leave` handles what is still open)."""
        self.ended_on = today


class ProviderPersonQuerySet(models.QuerySet["ProviderPerson"]):
    def now(self) -> "ProviderPersonQuerySet":
        return self.filter(until_on=None)

    def managing(self) -> "ProviderPersonQuerySet":
        """Who can be reached: an account that is closed manages nothing."""
        return self.now().filter(role=ProviderPerson.Role.MANAGER, person__is_active=True)

    def by_name(self) -> "ProviderPersonQuerySet":
        return self.now().select_related("person").order_by("person__name_key", "pk")


@tracked("provider", "person", "role", "from_on", "until_on")
class ProviderPerson(models.Model):
    """Somebody who acts for a provider, in a role, from a day until a day."""

    class Role(models.TextChoices):
        MANAGER = "manager", "Beheerder"
        MEMBER = "member", "Medewerker"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="people")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="acts_for_providers"
    )
    role = models.CharField(max_length=10, choices=Role)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = ProviderPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "person"],
                name="acts_for_a_provider_in_one_role",
                condition=Q(until_on=None),
            ),
            models.CheckConstraint(
                name="acting_for_a_provider_ends_after_it_starts",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} voor {self.provider}"

    @property
    def concerns(self) -> Any:
        return self.person


class ProviderInvitationQuerySet(models.QuerySet["ProviderInvitation"]):
    def open(self) -> "ProviderInvitationQuerySet":
        return self.filter(answered_on=None)

    def waiting_for(self, user: Any) -> "ProviderInvitationQuerySet":
        mine = self.open().filter(email__iexact=user.email, provider__status="accepted")
        return mine.select_related("provider", "invited_by").order_by("pk")


class ProviderInvitation(models.Model):
    """To a mail address: it says nothing about who has an account."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=ProviderPerson.Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_on = models.DateField()
    answered_on = models.DateField(null=True)

    objects = ProviderInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "email"],
                name="one_open_invitation_to_a_provider",
                condition=Q(answered_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"Uitnodiging voor {self.provider}"
