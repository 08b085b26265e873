"""The seal of a final report: a hash over every word of it, so that a change is found."""

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import QuerySet

from accreditation.models import ConversationReport
from audit.policy import FORGOTTEN
from portfolios.dossier.snapshots import fingerprint

WORDS = ("summary", "advice", "agreements", "own_words", "more_time_because", "mentor", "talk_with")
DAYS = ("talk_by", "shared_at", "assessor_signed_at", "professional_signed_at", "closed_at")
THEME_WORDS = ("theme", "told", "examples", "moved", "follow_up")


def content(report: ConversationReport) -> dict[str, Any]:
    """Everything that the seal covers, as plain JSON."""
    themes = sorted(report.themes.all(), key=lambda theme: theme.theme)
    return {
        "conversation": str(report.conversation.public_id),
        **{name: getattr(report, name) for name in WORDS},
        **{name: written(getattr(report, name)) for name in DAYS},
        "follow_up_on": [day.isoformat() for day in report.follow_up_on],
        "themes": [{name: getattr(theme, name) for name in THEME_WORDS} for theme in themes],
    }


def written(value: date | datetime | None) -> str:
    """The same moment is written in one way, whatever its time zone."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return value.isoformat() if value else ""


def seal(report: ConversationReport) -> None:
    """Put the seal on a report that becomes final; the caller saves it in the same step."""
    report.seal = fingerprint(content(report))


def sealed() -> QuerySet[ConversationReport]:
    """Sealed reports whose words are all still there."""
    whole = ConversationReport.objects.exclude(summary=FORGOTTEN).exclude(agreements=FORGOTTEN)
    return whole.exclude(seal="")


def broken() -> QuerySet[ConversationReport]:
    """Reports that are no longer what was sealed. Reads every one of them."""
    found = sealed().select_related("conversation").prefetch_related("themes")
    pks = [one.pk for one in found.iterator(500) if fingerprint(content(one)) != one.seal]
    return ConversationReport.objects.filter(pk__in=pks)
