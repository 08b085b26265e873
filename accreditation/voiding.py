"""A talk that is void: what followed from it falls, and another assessor is looked for.

At no cost to the person (domain §5): the term moves along, and nothing has to be done over.
"""

from datetime import datetime

from django.utils import timezone

from accounts.actors import Actor
from accreditation import after_objections, assignment, more_time, replacing
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Assignment,
    Conversation,
    Cycle,
    Decision,
    SecondReading,
)
from audit.acts import act, locked
from kit import clock
from portfolios.dossier.snapshots import close_snapshot
from register import deferring
from register.models import Deferral, Objection

BY = Actor.system("accreditation.voiding")
Because = Assignment.Because


def why_not(complaint: AssessorComplaint) -> str:
    """Why the talk keeps counting whatever happened, in words; empty when it can be void."""
    cycle = complaint.cycle
    if cycle is None:
        return "Op een welkomstgesprek volgt geen oordeel. Er is niets dat opnieuw moet."
    cycle.refresh_from_db()
    if cycle.status == Cycle.Status.DECIDED:
        return "De registratie is al verlengd. Dat blijft zo, en daarom blijft het gesprek tellen."
    if cycle.status == Cycle.Status.CLOSED:
        return "Deze herregistratie is gesloten. Er komt geen nieuw gesprek."
    if objected_to(cycle, tainted_talk(complaint)):
        return "Er loopt ook een bezwaar tegen ‘meer tijd’. Daarover beslist de kamer eerst."
    if after_objections.upheld().filter(pk=cycle.pk).exists():
        return "Het bezwaar was gegrond: de registratie wordt vanzelf verlengd."
    return ""


def objected_to(cycle: Cycle, talk: Conversation | None) -> bool:
    """Whether the chamber hears an objection to the very decision that would fall with the talk."""
    if not Objection.objects.filter(deferral__period=cycle.period, status="received").exists():
        return False
    decision = more_time.decision_of(cycle)
    return decision is None or talk is None or ground_of(decision).pk == talk.pk


def make_void(complaint: AssessorComplaint, *, now: datetime, by: Actor) -> None:
    """As if the talk had not been: what followed from it falls, and an assessor is looked for."""
    cycle = complaint.cycle
    if cycle is None:
        return
    cycle = locked(cycle)
    had = cycle.assignments.filter(
        assessor=complaint.assessor, because__in=[Because.AGAIN, Because.MISSED]
    )
    had.update(because=Because.VOID)  # is asked no more, for a second talk either
    missed_ones = Conversation.objects.filter(seats__cycle=cycle, assessor=complaint.assessor)
    for missed in missed_ones.missed_by_person():
        replacing.give_word(missed, now=now, by=by)  # what this assessor noted counts for nothing
    talk = tainted_talk(complaint)
    if talk:
        undo_more_time(cycle, talk, now=now, by=by)
        stop_readings(cycle, talk)
        talk.void(by=by)
    look_for_another(cycle, complaint.assessor, now=now, by=by)
    move_term(cycle, now=now, by=by)


def tainted_talk(complaint: AssessorComplaint) -> Conversation | None:
    """The talk that it is about, or the one that was held since with this assessor."""
    held = Conversation.objects.filter(
        seats__cycle=complaint.cycle,
        assessor=complaint.assessor,
        status=Conversation.Status.HELD,
    )
    if complaint.conversation_id and (own := held.filter(pk=complaint.conversation_id).first()):
        return own
    since = held.filter(starts_at__date__gte=complaint.received_on)
    return since.order_by("starts_at").last()


def undo_more_time(cycle: Cycle, talk: Conversation, *, now: datetime, by: Actor) -> None:
    """The decision stays in the file, as one that fell; the term that moved stays moved."""
    decision = more_time.decision_of(cycle)
    if decision is None or ground_of(decision).pk != talk.pk:
        return
    today = timezone.localdate(now)
    with act("decision.overturn", decision, by=by):
        decision.overturned_on = today
        decision.save()
    for deferral in Deferral.objects.standing().filter(period=cycle.period):
        deferral.overturn(today=today, by=by)
    if cycle.status == Cycle.Status.MORE_TIME:
        search_anew(cycle, now=now, by=by)


def ground_of(decision: Decision) -> Conversation:
    """The talk from which more time followed."""
    reading = decision.reading
    report = reading.report if reading else more_time.first_report(decision.cycle)
    return report.conversation


def stop_readings(cycle: Cycle, talk: Conversation) -> None:
    for reading in SecondReading.objects.running().filter(cycle=cycle, report__conversation=talk):
        reading.stop(by=BY)


def look_for_another(cycle: Cycle, assessor: Assessor, *, now: datetime, by: Actor) -> None:
    """Whoever this assessor still has goes to another one; a cycle with another goes on."""
    if cycle.assessor_id != assessor.pk:
        return
    status = Cycle.Status
    if cycle.status in (status.ASSIGNED, status.BOOKED):
        replacing.free_from_talk(cycle, now=now, by=BY)
        cycle.look_again(by=BY)
        replacing.end(cycle, Because.VOID, now=now, by=by)
        replacing.search(cycle, now=now)
    elif cycle.status in (status.HELD, status.REPORTED, status.SECOND_READING, status.RESPONSE):
        search_anew(cycle, now=now, by=by)


def search_anew(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    """Back to where an assessor is looked for, with the same dossier; who read it reads no more."""
    cycle.talk_anew(by=by)
    if assignment.open_assignment(cycle):
        replacing.end(cycle, Because.VOID, now=now, by=by)
    elif cycle.snapshot and cycle.snapshot.opened_at:
        close_snapshot(cycle.snapshot, by=by)
    replacing.search(cycle, now=now)


def move_term(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    """By what it cost: from the day of handing in until today, in whole months upwards."""
    if cycle.handed_in_at is None:
        return  # the dossier is the person's, and the months of more time stay
    today, handed_in = timezone.localdate(now), timezone.localdate(cycle.handed_in_at)
    months = 1
    while clock.add_months(handed_in, months) < today:
        months += 1
    deferring.move_along(cycle.period, months=months, today=today, by=by)
