"""The decision follows from a final report, by itself, the next working day.

Positive: the registration is renewed. More time: there is a plan (`more_time`). Nobody decides
anything else on what a report says; setting it aside is `second_reading`.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accounts.actors import Actor
from accreditation import cycles, more_time
from accreditation.models import (
    Advice,
    AssessorComplaint,
    ConversationReport,
    Cycle,
    Decision,
)
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import jobs
from register import renewal
from register.models import Objection, Registration

OUTCOMES = {
    Advice.RENEW: Decision.Outcome.RENEWED,
    Advice.RENEW_WITH_AGREEMENTS: Decision.Outcome.RENEWED_WITH_AGREEMENTS,
    Advice.MORE_TIME: Decision.Outcome.MORE_TIME,
}
BY = Actor.system("accreditation.settle_decisions")


def report_of(cycle: Cycle) -> ConversationReport:
    """The report of the talk about this cycle that was shared last."""
    reports = ConversationReport.objects.counting().filter(conversation__seats__cycle=cycle)
    return reports.select_related("conversation").latest("shared_at")


def settle(cycle: Cycle, *, today: date) -> Decision:
    """What follows from a final report: renewal from the old end date, or more time with a plan.

    One transaction. Raises NotAllowed unless the report is final and nothing was decided yet.
    """
    with transaction.atomic():
        standing = locked(cycle)
        if standing.status != Cycle.Status.REPORTED:
            label = standing.get_status_display()
            raise NotAllowed(f"Dit kan niet meer: de status is nu ‘{label}’.")
        report = report_of(cycle)
        if not report.is_final or report.advice not in OUTCOMES:
            raise NotAllowed("Uit dit verslag volgt niet vanzelf een besluit.")
        if waits_for_objection(cycle):
            raise NotAllowed("Er loopt een bezwaar. De andere kamer beslist.")
        if AssessorComplaint.objects.running_on(cycle).exists():
            raise NotAllowed("Er loopt een klacht over de assessor. De andere kamer beslist.")
        if report.advice == Advice.MORE_TIME:
            return more_time.grant(cycle, report, today=today, by=BY)
        cycle.decide(today=today, by=BY)
        return renew(cycle, report, today=today)


def waits_for_objection(cycle: Cycle) -> bool:
    """The second talk belongs to an objection that a chamber has."""
    return Objection.objects.filter(deferral__period=cycle.period, status="received").exists()


def renew(cycle: Cycle, report: ConversationReport, *, today: date) -> Decision:
    """The next period joins the old one, with its certificate and the cycle that belongs to it."""
    period = renewal.renew(
        cycle.period.registration,
        conversation_on=timezone.localdate(report.conversation.starts_at),
        today=today,
        by=BY,
    )
    outcome = OUTCOMES[Advice(report.advice)]
    if outcome == Decision.Outcome.MORE_TIME:  # an objection to it was upheld
        outcome = Decision.Outcome.RENEWED
    decision = Decision(cycle=cycle, outcome=outcome, decided_on=today, period=period)
    with act("decision.follow", decision, by=BY):
        decision.save()
    cycles.start(period, by=BY)
    return decision


def final_reports(midnight: datetime) -> QuerySet[ConversationReport]:
    """Signed by both, or closed, before this moment; the decision can follow from them."""
    objecting = Objection.objects.filter(
        status="received", deferral__period=OuterRef("conversation__seats__cycle__period")
    )
    complaining = AssessorComplaint.objects.running_on(OuterRef("conversation__seats__cycle"))
    newer = ConversationReport.objects.counting().filter(
        conversation__seats__cycle=OuterRef("conversation__seats__cycle"),
        shared_at__gt=OuterRef("shared_at"),
    )
    return ConversationReport.objects.counting().filter(
        ~Exists(objecting),
        ~Exists(complaining),  # first it is known whether the talk counts
        ~Exists(newer),  # after more time only the second talk counts
        ~Q(seal=""),
        Q(closed_at__lt=midnight)
        | Q(assessor_signed_at__lt=midnight, professional_signed_at__lt=midnight),
        advice__in=OUTCOMES,
        conversation__seats__cycle__status=Cycle.Status.REPORTED,
        conversation__seats__cycle__period__registration__status=Registration.Status.ACTIVE,
    )


def due_on(today: date) -> list[Cycle]:
    """Cycles with a report that became final on an earlier day, once the next working day came."""
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    found: Any = final_reports(midnight).values_list(
        "conversation__seats__cycle",
        Coalesce("closed_at", Greatest("assessor_signed_at", "professional_signed_at")),
    )
    due = [
        cycle
        for cycle, final_at in found
        if clock.next_working_day(timezone.localdate(final_at)) <= today
    ]
    return list(Cycle.objects.filter(pk__in=due).order_by("pk"))


def settle_due(today: date) -> int:
    """Enter one job for each cycle that is due, so that a failing one stops no other."""
    due = due_on(today)
    for cycle in due:
        key = f"accreditation.settle:{cycle.pk}:{today}"
        jobs.enter("accreditation.settle", key, cycle_id=cycle.pk)
    return len(due)


@jobs.job("accreditation.settle_decisions", daily_at=time(5, 0))
def settle_decisions() -> None:
    settle_due(clock.today())


@jobs.job("accreditation.settle")
def settle_one(cycle_id: int) -> None:
    """The decision of one cycle; nothing to do when it was settled meanwhile."""
    cycle = Cycle.objects.get(pk=cycle_id)
    if cycle.status == Cycle.Status.REPORTED:
        settle(cycle, today=clock.today())
