"""TalkNotes: what the assessor writes down during a talk, for the own eyes only."""

from typing import Any

from django.db import models
from django.db.models import Q

from accreditation.models.conversations import Conversation
from accreditation.models.cycles import Cycle


class TalkNotesQuerySet(models.QuerySet["TalkNotes"]):
    def visible_to(self, user: Any) -> "TalkNotesQuerySet":
        """The assessor of the talk, until the report is shared; nobody else, in no role."""
        return self.filter(conversation__in=open_talks().filter(assessor__user=user))

    def left_over(self) -> "TalkNotesQuerySet":
        """Of talks for which nobody writes a report any more."""
        return self.exclude(conversation__in=open_talks())


def open_talks() -> models.QuerySet[Conversation]:
    """The talks that notes are for: planned or held, not reported, with the assessor of now."""
    return Conversation.objects.filter(
        Q(report=None) | Q(report__shared_at=None),
        status__in=[Conversation.Status.PLANNED, Conversation.Status.HELD],
        seats__cycle__status__in=[Cycle.Status.BOOKED, Cycle.Status.HELD],
        seats__cycle__assessor=models.F("assessor"),
    ).distinct()


class TalkNotes(models.Model):
    """Notes by theme. `version` guards against two tabs; sharing the report deletes the row.

    `device_key` is there while the assessor wants an encrypted draft on the own device as well:
    without this key nobody reads that draft, and it goes with the notes.
    """

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="notes")
    questions = models.TextField(blank=True)
    craft = models.TextField(blank=True)
    client = models.TextField(blank=True)
    together = models.TextField(blank=True)
    ahead = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    device_key = models.CharField(max_length=44, blank=True)

    objects = TalkNotesQuerySet.as_manager()

    PARTS = ("questions", "craft", "client", "together", "ahead")

    class Meta:
        verbose_name_plural = "talk notes"

    def __str__(self) -> str:
        return f"Notities bij {self.conversation}"

    @property
    def concerns(self) -> Any:
        return self.conversation.assessor.user

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, part).strip() for part in self.PARTS)
