"""What an objection to more time does: a second talk first, and what follows when it is upheld."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from accreditation import assignment, decisions, leaving, more_time
from accreditation.models import ConversationReport, Cycle, Decision
from accreditation.models.reports import POSITIVE
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs
from register.models import Deferral, Objection, Registration

BY = Actor.system("accreditation.after_objections")


def cycle_of(objection: Objection) -> Cycle:
    """The cycle whose period the objection is about."""
    if objection.deferral is None:
        raise NotAllowed("Dit bezwaar gaat niet over meer tijd.")
    return Cycle.objects.select_related("person").get(period=objection.deferral.period)


def choose_talk(objection: Objection, *, wanted: bool, now: datetime, by: Actor) -> None:
    """First a talk with another assessor, on the same dossier; or straight to the chamber.

    Who went on with the plan already hands in anew: that talk counts then.
    """
    with transaction.atomic():
        objection.choose_talk(wanted=wanted, by=by)
        cycle = cycle_of(objection)
        if wanted and cycle.status == Cycle.Status.MORE_TIME:
            more_time.ask_second_talk(cycle, today=timezone.localdate(now), by=by)
            assignment.propose(cycle, now=now, by=Actor.system("accreditation.propose_assessors"))


def upheld() -> QuerySet[Cycle]:
    """Whose objection was upheld: the renewal follows as if there had been no more time, no gap.

    A deferral also falls with a talk that is void; then another talk is looked for instead.
    """
    waiting = Cycle.objects.open().filter(
        period__deferrals__status=Deferral.Status.OVERTURNED,
        period__deferrals__objections__status=Objection.Status.UPHELD,
        period__registration__status=Registration.Status.ACTIVE,
        decisions__outcome=Decision.Outcome.MORE_TIME,
        decisions__overturned_on=None,
    )
    return waiting.distinct()


def settle_upheld() -> None:
    """One job for each, so that a failing one stops no other."""
    for cycle in upheld():
        key = f"accreditation.follow_upheld:{cycle.pk}:{clock.today()}"
        jobs.enter("accreditation.follow_upheld", key, cycle_id=cycle.pk)


@jobs.job("accreditation.follow_upheld")
def follow_upheld(cycle_id: int) -> None:
    cycle = upheld().filter(pk=cycle_id).first()
    if cycle:  # nothing to do when it was settled meanwhile
        follow(cycle, now=clock.now())


def follow(cycle: Cycle, *, now: datetime) -> Decision:
    """The positive advice is followed after all, from the old end date."""
    today = timezone.localdate(now)
    with transaction.atomic():
        overturn_more_time(cycle, today=today)
        report = positive_report(cycle)
        if cycle.status in (Cycle.Status.HANDED_IN, Cycle.Status.ASSIGNED, Cycle.Status.BOOKED):
            leaving.give_back(cycle, now=now, by=BY)
            cycle.refresh_from_db()
        cycle.decide_after_objection(today=today, assessor=report.conversation.assessor, by=BY)
        return decisions.renew(cycle, report, today=today)


def positive_report(cycle: Cycle) -> ConversationReport:
    """The newest report that advised to renew; without one, that of the first talk."""
    reports = (
        ConversationReport.objects.counting()
        .filter(conversation__seats__cycle=cycle, shared_at__isnull=False)
        .select_related("conversation__assessor")
    )
    positive = reports.filter(advice__in=POSITIVE).order_by("-shared_at").first()
    return positive or reports.earliest("shared_at")


def overturn_more_time(cycle: Cycle, *, today: date) -> None:
    """The decision stays in the file, as one that fell."""
    decision = more_time.decision_of(cycle)
    if decision is None:
        raise NotAllowed("Er is geen besluit dat vervalt.")
    with act("decision.overturn", decision, by=BY):
        decision.overturned_on = today
        decision.save()
