"""More time: a plan, a mentor and a second talk. The person stays registered all the while.

The term of the period moves along (`register.deferring`), so nothing runs against the person.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation.models import (
    AssessorComplaint,
    Assignment,
    ConversationReport,
    Cycle,
    Decision,
)
from audit.acts import act
from kit import clock
from outbox import letters
from outbox.jobs import job
from portfolios.dossier.snapshots import close_snapshot
from register import deferring, objecting
from register.models import Deferral, Objection

BY = Actor.system("accreditation.more_time")
REMINDER_DAYS = 7  # before a moment to look back: a kind word, never a term
Because = Assignment.Because


@dataclass(frozen=True)
class Plan:
    """What was agreed, as the person reads it."""

    because: str
    mentor: str
    talk_by: date
    with_same: bool
    follow_up_on: tuple[date, ...] = ()
    assessor: Any = None
    deferral: Deferral | None = None


def decision_of(cycle: Cycle) -> Decision | None:
    """The decision that gave more time, as long as it stands."""
    found = cycle.decisions.filter(outcome=Decision.Outcome.MORE_TIME, overturned_on=None)
    return found.select_related("reading__report__conversation__assessor__user").first()


def first_report(cycle: Cycle) -> ConversationReport:
    """The report of the talk after which there was more time."""
    reports = ConversationReport.objects.counting().filter(conversation__seats__cycle=cycle)
    return reports.exclude(seal="").select_related("conversation__assessor__user").earliest("pk")


def plan_of(cycle: Cycle) -> Plan | None:
    """The plan of a cycle with more time; None when there is none, or after an objection."""
    decision = decision_of(cycle)
    if decision is None:
        return None
    report = decision.reading.report if decision.reading else first_report(cycle)
    deferral = Deferral.objects.standing().filter(period=cycle.period).first()
    assessor = report.conversation.assessor
    if decision.reading:
        reading = decision.reading
        talk_by = reading.talk_by or decision.decided_on
        return Plan(reading.reason, "", talk_by, False, (), assessor, deferral)
    return Plan(
        report.more_time_because,
        report.mentor,
        report.talk_by or decision.decided_on,
        report.talk_with == ConversationReport.With.SAME,
        tuple(sorted(report.follow_up_on)),
        assessor,
        deferral,
    )


def grant(cycle: Cycle, report: ConversationReport, *, today: date, by: Actor) -> Decision:
    """The advice was more time, and the report is final: the plan begins."""
    assessor = report.conversation.assessor
    same = report.talk_with == ConversationReport.With.SAME
    decision = Decision(cycle=cycle, outcome=Decision.Outcome.MORE_TIME, decided_on=today)
    with transaction.atomic():
        cycle.grant_more_time(by=by)
        with act("decision.follow", decision, by=by):
            decision.save()
        end_assignment(cycle, Because.AGAIN if same else Because.FIRST_TALK, today=today, by=by)
        deferral = deferring.defer(
            cycle.period,
            talk_by=report.talk_by or today,
            reason=report.more_time_because,
            granted_by=assessor.user,
            today=today,
            by=by,
        )
        tell("more_time", cycle, decision, at=clock.now(), deferral=deferral)
    return decision


def end_assignment(cycle: Cycle, because: Because, *, today: date, by: Actor) -> None:
    """The assessor of the first talk is free; whether for the second talk too, says `because`."""
    running = cycle.assignments.filter(ended_on=None).first()
    if running:
        with act("cycle.end_assignment", cycle, by=by):
            running.ended_on, running.because = today, because
            running.save()


def tell(kind: str, cycle: Cycle, subject: Any, *, at: datetime, **facts: Any) -> None:
    """A letter with the plan in plain words, and how to object."""
    weeks = cycle.period.scheme.objection_weeks
    letters.write(
        f"accreditation/{kind}",
        person=cycle.person,
        subject=subject,
        at=at,
        link=reverse("cycle:plan"),
        link_label="Bekijk je plan",
        plan=plan_of(cycle),
        objectable_until=timezone.localdate(at) + timedelta(weeks=weeks),
        **facts,
    )


def agree(cycle: Cycle, *, today: date, by: Actor) -> None:
    """The person goes on with the plan; the copy that was handed in goes, the dossier stays."""
    with transaction.atomic():
        snapshot = cycle.snapshot
        end_assignment(cycle, Because.FIRST_TALK, today=today, by=by)
        cycle.go_on(by=by)
        if snapshot:
            snapshot.delete()


def ask_second_talk(cycle: Cycle, *, today: date, by: Actor) -> None:
    """After an objection: the same dossier, for another assessor; who read it reads it no more."""
    with transaction.atomic():
        snapshot = cycle.snapshot
        if snapshot and snapshot.opened_at:
            close_snapshot(snapshot, by=by)
        end_assignment(cycle, Because.FIRST_TALK, today=today, by=by)
        cycle.assignments.filter(because=Because.AGAIN).update(because=Because.FIRST_TALK)
        cycle.talk_again(by=by)


def agreed_by_silence(today: date) -> QuerySet[Cycle]:
    """Nobody objected in the time for it: the person goes on with the plan by itself.

    A draft that was never sent stops nothing, for its time is over as well.
    """
    running = Objection.objects.filter(deferral__period=OuterRef("period"), status="received")
    complaining = AssessorComplaint.objects.running_on(OuterRef("pk"))
    found = Cycle.objects.filter(
        ~Exists(running), ~Exists(complaining), status=Cycle.Status.MORE_TIME
    )
    pks = [
        cycle.pk
        for cycle in found.select_related("period__scheme")
        if (decision := decision_of(cycle))
        and decision.decided_on
        + timedelta(weeks=cycle.period.scheme.objection_weeks)
        + held_up(cycle, today, since=decision.decided_on)
        < today
    ]
    return Cycle.objects.filter(pk__in=pks).order_by("pk")


def held_up(cycle: Cycle, today: date, *, since: date) -> timedelta:
    """Days on which a complaint about the assessor ran: they count in no term."""
    return cycle.complaints.all().held_up(today, since=since)


def held_up_objecting(deferral: Deferral, today: date) -> timedelta:
    """The same for the term to object to more time."""
    cycle = Cycle.objects.filter(period=deferral.period_id).first()
    return held_up(cycle, today, since=deferral.decided_on) if cycle else timedelta(0)


objecting.HELD_UP.append(held_up_objecting)


def look_backs(today: date) -> list[tuple[Cycle, date]]:
    """Moments to look back that come within the week."""
    planned = Cycle.objects.filter(
        status__in=[Cycle.Status.MORE_TIME, Cycle.Status.RUNNING],
        decisions__outcome=Decision.Outcome.MORE_TIME,
        decisions__overturned_on=None,
        period__registration__status="active",
    ).select_related("period__scheme", "person")
    ahead = today + timedelta(days=REMINDER_DAYS)
    return [
        (cycle, day)
        for cycle in planned
        if (plan := plan_of(cycle))
        for day in (*plan.follow_up_on, plan.talk_by)
        if today <= day <= ahead
    ]


@job("accreditation.more_time", daily_at=time(5, 10))
def follow_plans() -> None:
    """Go on with who did not object, and a kind word before each moment of a plan."""
    now = clock.now()
    today = timezone.localdate(now)
    for cycle in agreed_by_silence(today):
        agree(cycle, today=today, by=BY)
    for cycle, day in look_backs(today):
        plan = plan_of(cycle)
        letters.write(
            "accreditation/plan_moment",
            person=cycle.person,
            subject=cycle,
            occasion=day.isoformat(),
            at=now,
            link=reverse("cycle:plan"),
            link_label="Bekijk je plan",
            plan=plan,
            day=day,
            is_talk=bool(plan and day == plan.talk_by),
        )
