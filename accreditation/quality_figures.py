"""What the desk tells each year about the quality of the talks: numbers of the register itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear

from accreditation.models import Conversation, QualityReading
from accreditation.reporting import REPORT_BY


@dataclass(frozen=True)
class Year:
    """Counts of one year; none is about one person."""

    year: int
    held: int
    reported: int
    in_time: int
    drawn: int
    read: int


def by_year() -> list[Year]:
    """The latest year first. Two queries."""
    held = Conversation.objects.filter(
        status=Conversation.Status.HELD, kind=Conversation.Kind.DEVELOPMENT
    )
    talks = (
        held.annotate(year=ExtractYear("ends_at"))
        .values("year")
        .annotate(
            held=Count("pk", distinct=True),
            reported=Count("pk", distinct=True, filter=Q(report__shared_at__isnull=False)),
            in_time=Count("pk", distinct=True, filter=Q(report__shared_at__lte=REPORT_BY)),
        )
        .order_by("-year")
    )
    readings = {
        row["year"]: row
        for row in QualityReading.objects.values(year=F("sample__year"))
        .annotate(drawn=Count("pk"), read=Count("pk", filter=Q(read_on__isnull=False)))
        .order_by()
    }
    return list(joined(list(talks), readings))


def joined(talks: list[Any], readings: dict[Any, Any]) -> Iterator[Year]:
    for row in talks:
        of_year = readings.get(row["year"], {})
        yield Year(
            row["year"],
            row["held"],
            row["reported"],
            row["in_time"],
            of_year.get("drawn", 0),
            of_year.get("read", 0),
        )
