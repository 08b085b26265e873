"""What is counted, each in one query: by the first day of the month in which it happened."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    DateField,
    F,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from accreditation.models import AssessorComplaint, Conversation, SecondReading
from accreditation.reporting import REPORT_BY, TALKS
from audit.models import Event
from config.figures.periods import Period
from register import worklist
from register.models import (
    Application,
    Complaint,
    HardshipRequest,
    Measure,
    Objection,
    Registration,
)

Months = dict[date, float]
DECIDED = (Application.Status.ADMITTED, Application.Status.REFUSED)


def by_month(rows: QuerySet[Any], day: Any, period: Period) -> Months:
    """How many rows have their day in each month of the period."""
    found = (
        rows.order_by()
        .annotate(on=day if not isinstance(day, str) else F(day))
        .filter(on__gte=period.from_on, on__lt=period.until_on)
        .values(month=TruncMonth("on", output_field=DateField()))
        .annotate(many=Count("pk", distinct=True))
    )
    return {row["month"]: row["many"] for row in found}


def by_kind(rows: QuerySet[Any], kind: str, day: str, period: Period) -> dict[str, Months]:
    """The same for each value of a field, in one query."""
    counted: dict[str, Months] = defaultdict(dict)
    found = (
        rows.order_by()
        .filter(**{f"{day}__gte": period.from_on, f"{day}__lt": period.until_on})
        .values(kind, month=TruncMonth(day, output_field=DateField()))
        .annotate(many=Count("pk"))
    )
    for row in found:
        counted[row[kind]][row["month"]] = row["many"]
    return counted


# ---- In ----


def applications(period: Period) -> Months:
    return by_month(Application.objects.exclude(submitted_on=None), "submitted_on", period)


def admissions(period: Period) -> dict[str, Months]:
    """By route."""
    admitted = Application.objects.filter(status=Application.Status.ADMITTED)
    return by_kind(admitted, "route", "decided_on", period)


def days_to_decide(period: Period) -> list[tuple[date, int]]:
    """Of every decision its day and how long it took, without waiting for answers."""
    decided = Application.objects.filter(
        status__in=DECIDED, decided_on__gte=period.from_on, decided_on__lt=period.until_on
    ).values_list("submitted_on", "decided_on", "waited_days")
    return [
        (end, max(0, (end - start).days - waited))
        for start, end, waited in decided
        if start and end
    ]


# ---- Late ----


def late_applications(period: Period, today: date) -> Months:
    """Decided after the limit, or not yet; a question to the applicant makes nobody late."""
    waits = Q(status__in=[*DECIDED, *Application.ON_DESK]) & ~Q(
        status=Application.Status.NEEDS_INFO
    )
    late = Application.objects.filter(waits).annotate(
        limit=worklist.term("application_limit_weeks")
    )
    return by_month(late.filter(limit__lt=Coalesce("decided_on", today)), "limit", period)


def late_cases(period: Period, today: date) -> list[Months]:
    """Of each kind of case: the term of the chamber was over before it decided.

    A second reading that found the advice right ended with its finding.
    """
    return [
        by_month(
            kind.objects.exclude(status__in=["draft", "withdrawn", "dropped", "stopped"])
            .exclude(status="stood", decided_on=None)
            .filter(answer_by__lt=Coalesce("decided_on", today)),
            "answer_by",
            period,
        )
        for kind in (Objection, HardshipRequest, Measure, SecondReading, AssessorComplaint)
    ]


def late_complaints(period: Period, today: date) -> Months:
    """Without a talk, and not closed, by the day that was promised."""
    done = Coalesce(TruncDate("talk_at"), "closed_on", today, output_field=DateField())
    return by_month(Complaint.objects.filter(talk_by__lt=done), "talk_by", period)


def late_reports(period: Period, now: Any) -> Months:
    """Shared after the days that the scheme gives, or not yet."""
    talks = Conversation.objects.filter(kind__in=TALKS, status=Conversation.Status.HELD).annotate(
        term=REPORT_BY
    )
    late = talks.filter(term__lt=Coalesce("report__shared_at", Value(now)))
    return by_month(late, TruncDate("term"), period)


# ---- Decisions, and what happened to registrations ----


def refusals(period: Period) -> Months:
    refused = Application.objects.exclude(second_decider=None)
    return by_month(refused.filter(status=Application.Status.REFUSED), "decided_on", period)


def objections(period: Period) -> Months:
    sent = Objection.objects.exclude(status=Objection.Status.DRAFT)
    return by_month(sent.exclude(received_on=None), "received_on", period)


def upheld(period: Period) -> Months:
    found = Objection.objects.filter(status=Objection.Status.UPHELD)
    return by_month(found, "decided_on", period)


def acts(period: Period, *verbs: str) -> dict[str, Months]:
    """How often something was done, by its verb."""
    done = Event.objects.filter(verb__in=verbs).annotate(on=TruncDate("at"))
    return by_kind(done, "verb", "on", period)


def statuses() -> dict[str, int]:
    """How many registrations there are in each status today."""
    found = Registration.objects.values("status").annotate(many=Count("pk"))
    return {row["status"]: row["many"] for row in found.order_by()}
