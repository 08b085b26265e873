"""Terms of the register itself that are over: what it owes somebody, and how late it is.

Nothing runs against the person meanwhile (promise 3); staff look here what to do first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from accreditation.models import (
    AssessorComplaint,
    Conversation,
    Cycle,
    ProgrammeObjection,
    SecondReading,
)
from accreditation.reporting import REPORT_BY, TALKS
from register import worklist
from register.models import Application, Complaint, HardshipRequest, Measure, Objection


@dataclass(frozen=True)
class Missed:
    """Of one kind: how many, and since when the longest."""

    title: str
    url: str
    count: int
    since: date


def missed(*, now: datetime) -> list[Missed]:
    """The longest late first. One question for each kind, however many there are."""
    found = []
    for title, name, rows, term in kinds(now):
        late = rows.order_by().aggregate(count=Count("pk", distinct=True), since=Min(term))
        if late["count"]:
            since = late["since"]
            day = timezone.localdate(since) if isinstance(since, datetime) else since
            found.append(Missed(title, reverse(name), late["count"], day))
    return sorted(found, key=lambda one: one.since)


def kinds(now: datetime) -> Iterator[tuple[str, str, QuerySet[Any], Any]]:
    """What, where to look, which rows are late, and the day on which the term ended."""
    today = timezone.localdate(now)
    limit = worklist.term("application_limit_weeks")
    applications = Application.objects.filter(status__in=Application.ON_DESK)
    yield (
        "Aanmeldingen zonder besluit", "desk_register:applications",
        applications.alias(limit=limit).filter(limit__lt=today), limit,
    )  # fmt: skip
    talks = Conversation.objects.filter(
        kind__in=TALKS, status=Conversation.Status.HELD, seats__cycle__status=Cycle.Status.HELD
    )
    yield (
        "Verslagen die nog niet gedeeld zijn", "desk_accreditation:planning",
        talks.alias(by=REPORT_BY).filter(by__lt=now), REPORT_BY,
    )  # fmt: skip
    for title, name, rows in (
        ("Tweede lezingen", "desk_accreditation:reports", SecondReading.objects.running()),
        ("Klachten over een assessor", "desk_accreditation:reports",
         AssessorComplaint.objects.open()),
        ("Bezwaren", "desk_register:chambers", Objection.objects.open()),
        ("Bezwaren van opleiders", "desk_register:chambers", ProgrammeObjection.objects.open()),
        ("Hardheidsverzoeken", "desk_register:chambers", HardshipRequest.objects.open()),
        ("Verwijten", "desk_register:cases", Measure.objects.open()),
    ):  # fmt: skip
        yield title, name, rows.filter(answer_by__lt=today), "answer_by"
    yield (
        "Klachten van inwoners zonder gesprek", "desk_register:cases",
        Complaint.objects.without_talk_in_time(now).filter(talk_by__lt=today), "talk_by",
    )  # fmt: skip
