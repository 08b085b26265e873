"""The report of a conversation: words per theme, no scales, and an advice."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accreditation.models.conversations import Conversation
from audit.history import tracked


class Advice(models.TextChoices):
    RENEW = "renew", "Verlengen"
    RENEW_WITH_AGREEMENTS = "renew_with_agreements", "Verlengen met leerafspraken"
    MORE_TIME = "more_time", "Meer tijd"
    NOT_ENGAGED = "not_engaged", "Niet in gesprek"


POSITIVE = (Advice.RENEW, Advice.RENEW_WITH_AGREEMENTS)


class ConversationReportQuerySet(models.QuerySet["ConversationReport"]):
    def counting(self) -> "ConversationReportQuerySet":
        """Those from which something can follow: not of a talk that is void."""
        return self.exclude(conversation__status=Conversation.Status.VOID)


@tracked("conversation", "advice", "shared_at", "assessor_signed_at", "professional_signed_at",
         "closed_at", "seal", "talk_by", "talk_with")  # fmt: skip
class ConversationReport(models.Model):
    """Written by the assessor, read and completed by the professional, signed by both.

    Until it is shared the row is the assessor's draft; `version` guards against two tabs.
    Signing means "read". Signed by both, or closed after the days of the scheme because the
    professional was silent, it is final: `seal` is a hash over every word, and the database
    changes nothing any more (`migrations`).
    """

    class With(models.TextChoices):
        SAME = "same", "Met mij"
        OTHER = "other", "Met een andere assessor"

    conversation = models.OneToOneField(Conversation, models.PROTECT, related_name="report")
    summary = models.TextField(blank=True)
    advice = models.CharField(max_length=30, choices=Advice, blank=True)
    agreements = models.TextField(blank=True)
    # More time: why, who helps, when they look back, and the second talk.
    more_time_because = models.TextField(blank=True, db_default="")
    mentor = models.CharField(max_length=200, blank=True, db_default="")
    follow_up_on = ArrayField(models.DateField(), default=list, db_default=[])
    talk_by = models.DateField(null=True)
    talk_with = models.CharField(max_length=10, choices=With, blank=True, db_default="")
    discussed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    own_words = models.TextField(blank=True)
    assessor_signed_at = models.DateTimeField(null=True)
    professional_signed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    seal = models.CharField(max_length=64, blank=True, db_default="", editable=False)

    objects = ConversationReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shared_report_is_complete",
                condition=Q(shared_at=None) | ~Q(advice="") & ~Q(summary="") & Q(discussed=True),
            ),
            models.CheckConstraint(
                name="signed_after_sharing",
                condition=Q(shared_at__isnull=False)
                | Q(assessor_signed_at=None, professional_signed_at=None, closed_at=None),
            ),
            models.CheckConstraint(
                name="closed_only_when_silent",
                condition=Q(closed_at=None)
                | Q(professional_signed_at=None, assessor_signed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="final_report_is_sealed",
                condition=Q(seal="", closed_at=None)
                & (Q(professional_signed_at=None) | Q(assessor_signed_at=None))
                | ~Q(seal="")
                & (
                    Q(closed_at__isnull=False)
                    | Q(assessor_signed_at__isnull=False, professional_signed_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="more_time_comes_with_a_plan",
                condition=Q(shared_at=None)
                | ~Q(advice="more_time")
                | Q(talk_by__isnull=False) & ~Q(more_time_because="") & ~Q(talk_with=""),
            ),
            models.CheckConstraint(
                name="who_talked_is_engaged", condition=~Q(advice="not_engaged")
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag van {self.conversation}"

    @property
    def concerns(self) -> Any:
        return self.conversation.concerns

    @property
    def is_void(self) -> bool:
        """The talk does not count; the owner can still read what was written."""
        return self.conversation.status == Conversation.Status.VOID

    @property
    def is_signed_by_both(self) -> bool:
        return bool(self.assessor_signed_at and self.professional_signed_at)

    @property
    def is_final(self) -> bool:
        """Signed by both, or closed because the professional was silent."""
        return bool(self.seal)

    @property
    def shown_words(self) -> str:
        """The professional's own words as others may read them: never a draft."""
        if self.is_final:
            return self.own_words
        shown = self.wordings.last()  # type: ignore[attr-defined]
        return shown.words if shown else ""

    @property
    def final_at(self) -> datetime | None:
        """The moment from which nothing changes any more."""
        if not self.seal:
            return None
        if self.closed_at:
            return self.closed_at
        return max(filter(None, (self.assessor_signed_at, self.professional_signed_at)))


class ReportTheme(models.Model):
    """One theme of the talk: what was told, examples, what it moved, what follows."""

    class Theme(models.TextChoices):
        CRAFT = "craft", "Vakmanschap in de praktijk"
        CLIENT = "client", "De stem en eigen regie van de inwoner"
        TOGETHER = "together", "Leren met en van anderen"
        AHEAD = "ahead", "Vooruitkijken: nieuwe doelen"

    report = models.ForeignKey(ConversationReport, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=20, choices=Theme)
    told = models.TextField(blank=True)
    examples = models.TextField(blank=True)
    moved = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["report", "theme"], name="theme_once")]

    def __str__(self) -> str:
        return self.get_theme_display()
