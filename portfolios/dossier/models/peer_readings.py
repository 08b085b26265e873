"""Peer reading: a colleague looks at one story together with its writer."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.actors import Actor
from audit.acts import NotAllowed, transition
from portfolios.dossier.models.shares import ShareGrant

LONGEST_LINE = 300
NOT_ASKED = "Alleen wie gevraagd is, antwoordt hierop."


class PeerReadingQuerySet(models.QuerySet["PeerReading"]):
    def visible_to(self, user: Any) -> "PeerReadingQuerySet":
        """The two of them, also when it ended; no role makes this more."""
        received = ShareGrant.objects.given_to(user).values("pk")
        found = self.filter(Q(share__owner=user) | Q(share__in=received))
        return found.select_related("share__owner", "share__reader")


class PeerReading(models.Model):
    """Asked by who wrote the story; offered, never required. It runs and ends with its share.

    Of the talk nothing is kept but one line of each, where they like; the two of them read it.
    """

    class Status(models.TextChoices):
        ASKED = "asked", "Gevraagd"
        ACCEPTED = "accepted", "Kijkt mee"
        DECLINED = "declined", "Nu niet"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    share = models.OneToOneField(ShareGrant, models.CASCADE, related_name="peer_reading")
    status = models.CharField(max_length=20, choices=Status, default=Status.ASKED)
    answered_on = models.DateField(null=True)
    owner_line = models.CharField(max_length=LONGEST_LINE, blank=True)
    reader_line = models.CharField(max_length=LONGEST_LINE, blank=True)

    objects = PeerReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="peer_answers_on_a_day",
                condition=Q(status="asked", answered_on=None)
                | (~Q(status="asked") & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="lines_of_peers_after_a_yes",
                condition=Q(status="accepted") | Q(owner_line="", reader_line=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Meekijken: {self.get_status_display()}"

    @property
    def concerns(self) -> Any:
        return self.share.owner

    @property
    def waits(self) -> bool:
        """Until the other said yes, there is nothing to read."""
        return self.status != self.Status.ACCEPTED

    @transition(Status.ASKED, to=Status.ACCEPTED)
    def accept(self, *, today: date, by: Actor) -> None:
        """Who was asked says yes. Raises NotAllowed for anybody else."""
        self.check_asked(by)
        self.answered_on = today

    @transition(Status.ASKED, to=Status.DECLINED)
    def decline(self, *, today: date, by: Actor) -> None:
        """Who was asked cannot now; no reason is asked."""
        self.check_asked(by)
        self.answered_on = today

    def check_asked(self, by: Actor) -> None:
        """A guest came in by the link and the code of this very share."""
        grant = ShareGrant.objects.filter(pk=self.share_id)
        if by.user is not None and not grant.given_to(by.user).exists():
            raise NotAllowed(NOT_ASKED)
