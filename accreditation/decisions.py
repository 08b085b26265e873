"""The positive decision: it follows from both signatures, by itself, the next working day."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from accounts.actors import Actor
from accreditation import cycles
from accreditation.models import Advice, ConversationReport, Cycle, Decision
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs
from register import renewal
from register.models import Registration

OUTCOMES = {
    Advice.RENEW: Decision.Outcome.RENEWED,
    Advice.RENEW_WITH_AGREEMENTS: Decision.Outcome.RENEWED_WITH_AGREEMENTS,
}
BY = Actor.system("accreditation.settle_decisions")


def report_of(cycle: Cycle) -> ConversationReport:
    """The report of the talk about this cycle that was shared last."""
    reports = ConversationReport.objects.filter(conversation__seats__cycle=cycle)
    return reports.select_related("conversation").latest("shared_at")


def settle(cycle: Cycle, *, today: date) -> Decision:
    """Decide, renew from the old end date and start the next cycle, in one transaction.

    Raises NotAllowed unless both signed a positive advice and nothing was decided yet.
    """
    with transaction.atomic():
        cycle.decide(today=today, by=BY)
        report = report_of(cycle)
        if not report.is_signed_by_both or report.advice not in OUTCOMES:
            raise NotAllowed("Uit dit verslag volgt niet vanzelf een besluit.")
        period = renewal.renew(
            cycle.period.registration,
            conversation_on=timezone.localdate(report.conversation.starts_at),
            today=today,
            by=BY,
        )
        decision = Decision(
            cycle=cycle, outcome=OUTCOMES[Advice(report.advice)], decided_on=today, period=period
        )
        with act("decision.follow", decision, by=BY):
            decision.save()
        cycles.start(period, by=BY)
    return decision


def due_on(today: date) -> list[Cycle]:
    """Cycles signed by both on an earlier day, once the working day after it has come."""
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    signed: Any = ConversationReport.objects.filter(
        assessor_signed_at__lt=midnight,
        professional_signed_at__lt=midnight,
        advice__in=OUTCOMES,
        conversation__seats__cycle__status=Cycle.Status.REPORTED,
        conversation__seats__cycle__period__registration__status=Registration.Status.ACTIVE,
    ).values_list(
        "conversation__seats__cycle", Greatest("assessor_signed_at", "professional_signed_at")
    )
    due = [
        cycle
        for cycle, signed_at in signed
        if clock.next_working_day(timezone.localdate(signed_at)) <= today
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
