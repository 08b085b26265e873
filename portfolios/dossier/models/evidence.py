"""Evidence: a photo or document that somebody keeps with an activity or a story."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from files.models import StoredFile
from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.stories import LearningStory


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Any) -> "EvidenceQuerySet":
        """Without what belongs to something that was thrown away."""
        return self.filter(owner=user, activity__removed_at=None, story__removed_at=None)

    def for_list(self) -> "EvidenceQuerySet":
        newest_first = self.order_by("-added_at", "-id").select_related("file", "preview")
        return newest_first.fetch_mode(models.FETCH_RAISE)

    def size(self) -> int:
        """All bytes together, little pictures included."""
        sizes = self.aggregate(
            files=Coalesce(Sum("file__size"), 0), previews=Coalesce(Sum("preview__size"), 0)
        )
        return int(sizes["files"] + sizes["previews"])


class Evidence(models.Model):
    """One file, and what its owner says of it. Its activity or story cannot go without it.

    Deleted by `portfolios.dossier.evidence` only, which takes the bytes along.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence")
    activity = models.ForeignKey(
        LearningActivity, models.PROTECT, null=True, related_name="evidence"
    )
    story = models.ForeignKey(LearningStory, models.PROTECT, null=True, related_name="evidence")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    preview = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["owner", "-added_at"])]
        constraints = [
            models.CheckConstraint(
                name="evidence_of_an_activity_or_a_story",
                condition=Q(activity=None, story__isnull=False)
                | Q(activity__isnull=False, story=None),
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.file.name

    @property
    def concerns(self) -> Any:
        return self.owner

    @property
    def about(self) -> LearningActivity | LearningStory:
        """What it belongs to."""
        about = self.activity or self.story
        if about is None:
            raise ValueError("Evidence belongs to an activity or a story.")
        return about
