"""A shared report counts as closed when the professional stays silent for the days of the scheme.

Only silence of the professional closes a report, and it costs nobody anything: the decision
follows as if it was signed. An assessor who is late closes nothing, for then nothing was shared.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import reporting, sealing
from accreditation.models import AssessorComplaint, ConversationReport, Cycle
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import enter, job

BY = Actor.system("accreditation.close_reports")
AFTER_SHARING = (
    Cycle.Status.REPORTED, Cycle.Status.SECOND_READING, Cycle.Status.RESPONSE,
    Cycle.Status.MORE_TIME, Cycle.Status.RUNNING,
)  # fmt: skip


def closes_on(report: ConversationReport) -> date | None:
    """The first day on which a silent report is closed; None before it is shared.

    Days on which a complaint about the assessor ran do not count.
    """
    if report.shared_at is None:
        return None
    cycle = reporting.cycle_of(report.conversation)
    since, today = timezone.localdate(report.shared_at), clock.today()
    held_up = cycle.complaints.all().held_up(today, since=since)
    return since + timedelta(days=cycle.period.scheme.closing_days + 1) + held_up


def reminded_on(report: ConversationReport) -> date | None:
    """Half-way the person hears once more that it waits."""
    if report.shared_at is None:
        return None
    days = reporting.cycle_of(report.conversation).period.scheme.closing_days
    return timezone.localdate(report.shared_at) + timedelta(days=(days + 1) // 2)


def silent() -> QuerySet[ConversationReport]:
    """Shared, and not signed by the professional; whatever follows from it meanwhile.

    Not while a complaint runs about the assessor.
    """
    complaining = AssessorComplaint.objects.running_on(OuterRef("conversation__seats__cycle"))
    return (
        ConversationReport.objects.counting()
        .filter(
            ~Exists(complaining),
            shared_at__isnull=False,
            assessor_signed_at__isnull=False,
            seal="",
            conversation__seats__cycle__status__in=AFTER_SHARING,
            conversation__seats__person__is_active=True,
        )
        .select_related("conversation__assessor__user")
    )


def remind(report: ConversationReport, *, now: datetime) -> bool:
    """A letter well before it closes: what happens then, and that nothing is lost."""
    last = closes_on(report)
    return letters.write(
        "accreditation/report_closes",
        person=report.conversation.concerns,
        subject=report,
        at=now,
        link=reverse("cycle:report", args=[report.conversation.public_id]),
        link_label="Lees je verslag",
        name=report.conversation.assessor.user.name,
        until=last and last - timedelta(days=1),
    )


def close(report: ConversationReport, *, now: datetime, by: Actor = BY) -> None:
    """Close and seal. Raises NotAllowed when it was signed meanwhile or its days run on."""
    with transaction.atomic():
        report = locked(report)
        last = closes_on(report)
        if report.is_final or last is None or timezone.localdate(now) < last:
            raise NotAllowed("Dit verslag kan nu niet vanzelf sluiten.")
        with act("conversationreport.close", report, by=by):
            report.closed_at = now
            sealing.seal(report)
            report.save()
        reporting.after_final(report)
        letters.write(
            "accreditation/report_closed",
            person=report.conversation.concerns,
            subject=report,
            at=now,
            link=reverse("cycle:report", args=[report.conversation.public_id]),
            link_label="Lees je verslag",
            name=report.conversation.assessor.user.name,
            report=report,
        )


@job("accreditation.close_reports", daily_at=time(4, 30))
def close_reports() -> None:
    """Remind half-way, close when the days are over: one job for each."""
    now = clock.now()
    today = timezone.localdate(now)
    for report in silent():
        last, half = closes_on(report), reminded_on(report)
        if last and today >= last:
            enter("accreditation.close_report", f"close:{report.pk}:{today}", report_id=report.pk)
        elif half and today >= half:
            remind(report, now=now)


@job("accreditation.close_report")
def close_one(report_id: int) -> None:
    report = silent().filter(pk=report_id).first()
    if report:
        close(report, now=clock.now())
