"""OwnWording: the professional's own words as the assessor could read them before signing."""

from datetime import datetime
from typing import Any

from django.db import models

from accreditation.models.reports import ConversationReport
from kit.differences import Words, compare


class OwnWordingManager(models.Manager["OwnWording"]):
    def keep(self, report: ConversationReport, *, now: datetime) -> "OwnWording | None":
        """The words as they stand now, beside what could be read before. None when the same."""
        last = report.wordings.last()
        before = last.words if last else ""
        if before == report.own_words:
            return None
        return self.create(report=report, before=before, words=report.own_words, shown_at=now)


class OwnWording(models.Model):
    """Words of one moment and those of before, so that both see what changed."""

    report = models.ForeignKey(ConversationReport, models.CASCADE, related_name="wordings")
    before = models.TextField(blank=True)
    words = models.TextField(blank=True)
    shown_at = models.DateTimeField()

    objects = OwnWordingManager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Eigen woorden van {self.shown_at:%Y-%m-%d}"

    @property
    def concerns(self) -> Any:
        return self.report.concerns

    @property
    def changes(self) -> list[Words]:
        return compare(self.before, self.words)
