"""Taking an accreditation back: announced with the reason, heard, carried out by two."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.actors import Actor
from accounts.models import Role
from accreditation.models.programmes import Programme
from audit.acts import NotAllowed, transition
from audit.history import tracked
from register.models.chambers import ChamberSeat


@tracked("programme", "status", "announced_by", "announced_on", "answer_by", "decided_on",
         "second_decider")  # fmt: skip
class ProgrammeHearing(models.Model):
    """Staff mean to withdraw an accreditation; the provider is heard before anything happens."""

    class Status(models.TextChoices):
        ANNOUNCED = "announced", "Voornemen"
        DROPPED = "dropped", "Van tafel"
        CARRIED_OUT = "carried_out", "Ingetrokken"
        SET_ASIDE = "set_aside", "Na bezwaar hersteld"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="hearings")
    status = models.CharField(
        max_length=12, choices=Status, default=Status.ANNOUNCED, editable=False
    )
    because = models.TextField()
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    announced_on = models.DateField()
    answer_by = models.DateField()
    response = models.TextField(blank=True)
    responded_on = models.DateField(null=True)
    second_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)
    # As they were, should an objection be upheld: the term that ran, and those that lay ahead
    # (of which request, from when, until when).
    term_until_on = models.DateField(null=True)
    terms_ahead = models.JSONField(default=list, db_default=[])

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["programme"],
                name="one_hearing_of_a_programme",
                condition=Q(status="announced"),
            ),
            models.CheckConstraint(name="hearing_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="accreditation_is_withdrawn_by_two",
                condition=~Q(status__in=["carried_out", "set_aside"])
                | Q(second_decider__isnull=False, decided_on__isnull=False)
                & ~Q(second_decider=F("announced_by")),
            ),
            models.CheckConstraint(
                name="heard_before_it_is_withdrawn",
                condition=~Q(status="carried_out")
                | Q(responded_on__isnull=False)
                | Q(decided_on__gt=F("answer_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Voornemen over {self.programme}"

    @property
    def concerns(self) -> Any:
        """Nobody in particular: it is about a programme."""
        return None

    @transition(Status.ANNOUNCED)
    def respond(self, *, response: str, today: date, by: Actor) -> None:
        """By who acts for the provider (`programme_hearings` checks), once."""
        if self.responded_on:
            raise NotAllowed("Jullie hebben al gereageerd.")
        self.response, self.responded_on = response, today

    @transition(Status.ANNOUNCED, to=Status.DROPPED, who=(Role.DESK, Role.COMMITTEE))
    def drop(self, *, today: date, by: Actor) -> None:
        """The accreditation stays as it was."""
        self.decided_on = today

    @transition(Status.ANNOUNCED, to=Status.DROPPED)
    def fall_away(self, *, today: date, by: Actor) -> None:
        """The accreditation ended another way (`programme_terms` says when)."""
        self.decided_on = today

    @transition(Status.ANNOUNCED, to=Status.CARRIED_OUT, who=(Role.COMMITTEE,))
    def carry_out(
        self, *, term_until_on: date, terms_ahead: list[Any], today: date, by: Actor
    ) -> None:
        """The second signature; not before the provider answered or had the time to."""
        if by.user == self.announced_by:
            raise NotAllowed("Wie het voornemen schreef, tekent niet mee.")
        if self.responded_on is None and today <= self.answer_by:
            raise NotAllowed("De opleider heeft nog tijd om te reageren.")
        if ChamberSeat.objects.of(by.user, today) is None:
            raise NotAllowed("Je zit nu niet in een kamer van de commissie.")
        self.second_decider, self.decided_on = by.user, today
        self.term_until_on, self.terms_ahead = term_until_on, terms_ahead

    @transition(Status.CARRIED_OUT, to=Status.SET_ASIDE, who=(Role.COMMITTEE,))
    def set_aside(self, *, by: Actor) -> None:
        """An objection was upheld: the programme is accredited as before."""
