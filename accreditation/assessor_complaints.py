"""A complaint about an assessor: sent, answered, decided by the other chamber, and what follows.

While it runs nothing is decided on the talk and the assessor gets no new ones. A tainted talk is
void at no cost to the person (domain §5): another assessor is looked for, the term moves along.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.actors import Actor
from accounts.models import User
from accreditation import after_objections, assignment, more_time, replacing
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Assignment,
    Conversation,
    Cycle,
    Decision,
    Seat,
    SecondReading,
)
from accreditation.models.assessor_complaints import LOOK
from accreditation.second_reading import check_no_tie
from audit.acts import NotAllowed, act, locked, record
from audit.models import Event
from kit import clock
from outbox import letters
from portfolios.dossier.snapshots import close_snapshot
from register import chambers, deferring
from register.models import Chamber, ChamberSeat, Deferral, Objection

BY = Actor.system("accreditation.assessor_complaints")
WITHIN_YEARS = 1  # Awb 9:8: about what was longer ago nobody need be heard
SHOWN_WEEKS = 6  # so long after the end the assessor can still read it (domain §7)
Because = Assignment.Because
Outcome = AssessorComplaint.Outcome


# ---- About what, and sending it ----


@dataclass(frozen=True)
class Occasion:
    """A talk, or an assessor who was found for one, about which this person can complain."""

    key: str
    assessor: Assessor
    words: str
    conversation: Conversation | None = None
    cycle: Cycle | None = None


def occasions(user: Any, *, now: datetime) -> list[Occasion]:
    """The newest first; not about an assessor of whom a complaint of this person runs."""
    running = AssessorComplaint.objects.filter(person=user).open().values_list("assessor")
    busy = {pk for (pk,) in running}
    found = [*assigned_to(user), *talks_of(user, now=now)]
    return [one for one in found if one.assessor.pk not in busy]


def assigned_to(user: Any) -> list[Occasion]:
    """An assessor was found, and there is no moment yet."""
    cycles = Cycle.objects.visible_to(user).filter(status=Cycle.Status.ASSIGNED)
    return [
        Occasion(
            f"cycle-{cycle.public_id}",
            assessor,
            f"{assessor.user.name}, je assessor",
            cycle=cycle,
        )
        for cycle in cycles.select_related("assessor__user")
        if (assessor := cycle.assessor)
    ]


def talks_of(user: Any, *, now: datetime) -> list[Occasion]:
    status = Conversation.Status
    since = clock.add_years(timezone.localdate(now), -WITHIN_YEARS)
    seats = Seat.objects.filter(
        person=user,
        conversation__status__in=[status.PLANNED, status.HELD, status.MISSED],
        conversation__starts_at__date__gte=since,
    )
    found = []
    for seat in seats.select_related("conversation__assessor__user", "cycle").order_by(
        "-conversation__starts_at"
    ):
        talk = seat.conversation
        day = date_format(timezone.localtime(talk.starts_at), "j F Y")
        words = f"{talk.assessor.user.name}, {talk.get_kind_display().lower()} van {day}"
        found.append(
            Occasion(f"talk-{talk.public_id}", talk.assessor, words, talk, cycle=seat.cycle)
        )
    return found


def chamber_for(occasion: Occasion, *, today: date) -> Chamber:
    """The other one than that of the assessor, or than that which has or had this matter."""
    if sits_in := ChamberSeat.objects.of(occasion.assessor.user, today):
        return sits_in.other
    had = chamber_of_matter(occasion.cycle) if occasion.cycle else None
    return had.other if had else chambers.for_new_case()


def chamber_of_matter(cycle: Cycle) -> Chamber | None:
    """The chamber that hears or heard a case in this cycle; None when there is none."""
    objection = Objection.objects.filter(deferral__period=cycle.period).exclude(chamber="").last()
    reading = cycle.readings.order_by("pk").last()
    found = objection or reading or cycle.complaints.exclude(chamber="").order_by("pk").last()
    return Chamber(found.chamber) if found else None


def send(
    occasion: Occasion, *, text: str, wish: str, now: datetime, by: Actor
) -> AssessorComplaint:
    """A receipt with the term; the assessor hears of it, and gets no new talks from now on."""
    today = timezone.localdate(now)
    made = AssessorComplaint(
        person=by.person,
        assessor=occasion.assessor,
        conversation=occasion.conversation,
        cycle=occasion.cycle,
        text=text,
        wish=wish,
    )
    made.note_term(chamber=chamber_for(occasion, today=today), today=today)
    try:
        with transaction.atomic():
            with act("assessorcomplaint.send", made, by=by):
                made.save()
            tell("complaint_received", made, at=now)
            tell_assessor("complaint_about_you", made, at=now)
            hold_proposals(occasion.assessor, now=now)
    except IntegrityError as refusal:
        if "one_complaint_at_a_time" not in str(refusal):
            raise
        raise NotAllowed("Je klacht over deze assessor loopt al.") from refusal
    return made


def hold_proposals(assessor: Assessor, *, now: datetime) -> None:
    """Who was proposed to this assessor waits for nobody: another one is asked."""
    for proposal in Assignment.objects.waiting().filter(assessor=assessor):
        cycle = locked(proposal.cycle)
        if locked(proposal).accepted_on is not None or cycle.assessor_id:
            continue  # said yes at this very moment: what was agreed goes on
        assignment.void(cycle, "case_on_hold", now=now)
        assignment.propose(cycle, now=now, by=replacing.BY)


def tell(kind: str, complaint: AssessorComplaint, *, at: datetime, occasion: str = "") -> None:
    """A letter to who complained."""
    letters.write(
        f"accreditation/{kind}",
        person=complaint.person,
        subject=complaint,
        occasion=occasion,
        at=at,
        link=reverse("cycle:complaint", args=[complaint.public_id]),
        link_label="Bekijk je klacht",
        case=complaint,
        name=complaint.assessor.user.name,
    )


def tell_assessor(kind: str, complaint: AssessorComplaint, *, at: datetime) -> None:
    """A letter to the assessor; what was written stands in the portal alone."""
    gone = complaint.status == AssessorComplaint.Status.WITHDRAWN
    link = reverse("assessing:complaint", args=[complaint.public_id])
    way = {} if gone else {"link": link, "link_label": "Lees de klacht"}
    letters.write(
        f"accreditation/{kind}",
        person=complaint.assessor.user,
        subject=complaint,
        occasion="assessor",
        at=at,
        case=complaint,
        name=complaint.person.name,
        **way,
    )


# ---- The person and the assessor ----


def withdraw(complaint: AssessorComplaint, *, now: datetime, by: Actor) -> None:
    """Everything goes on where it was."""
    with transaction.atomic():
        complaint.withdraw(today=timezone.localdate(now), by=by)
        give_time_back(complaint)
        tell("complaint_withdrawn", complaint, at=now)
        tell_assessor("complaint_gone", complaint, at=now)


def heard_of_by(user: Any, *, today: date) -> Any:
    """What an assessor can read: while it runs, and a while after it was decided."""
    long_ago = today - timedelta(weeks=SHOWN_WEEKS)
    found = AssessorComplaint.objects.about(user).exclude(ended_on__lt=long_ago)
    return found.select_related("person", "assessor__user", "conversation").order_by("-pk")


def answer(complaint: AssessorComplaint, *, reply: str, now: datetime, by: Actor) -> None:
    """The assessor's own side; the person reads it too."""
    with transaction.atomic():
        complaint.answer(reply=reply, today=timezone.localdate(now), by=by)
        tell("complaint_answered", complaint, at=now)


def give_time_back(complaint: AssessorComplaint) -> None:
    """The days of a complaint count in no term of a second reading that goes on."""
    days = (complaint.ended_on - complaint.received_on).days  # type: ignore[operator]
    for reading in SecondReading.objects.running().filter(cycle=complaint.cycle):
        reading.give_time_back(days=days, by=BY)


# ---- Two of the chamber ----


def heard_by(user: User, *, today: date) -> Any:
    """What lies with the chamber of this member, without what the member touched before."""
    found = AssessorComplaint.objects.heard_by(user, today=today).open()
    return found.select_related("person", "assessor__user", "first_signer").order_by(
        "answer_by", "pk"
    )


def check_no_conflict(complaint: AssessorComplaint, user: Any, *, today: date) -> None:
    """Who signs knows neither of the two. Raises NotAllowed."""
    check_no_tie(complaint, user, today)
    found = assignment.conflicts(complaint.assessor.user, user, today=today)
    if found:
        raise NotAllowed(f"Je kunt hier niet over oordelen. {found[0].reason}")


def look(complaint: AssessorComplaint, *, now: datetime, by: Actor) -> None:
    """Who of the chamber read it, for the person to see; once a day for each."""
    start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    looked = Event.objects.about(complaint.person).filter(verb=LOOK, actor=by.user, at__gte=start)
    if not looked.filter(subject_id=complaint.pk).exists():
        record("assessorcomplaint.look", complaint, by=by)


def why_not_void(complaint: AssessorComplaint) -> str:
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


def propose(complaint: AssessorComplaint, *, today: date, by: Actor, **facts: Any) -> None:
    check_no_conflict(complaint, by.user, today=today)
    check_possible(complaint, facts["outcome"])
    complaint.propose(**facts, today=today, by=by)


def check_possible(complaint: AssessorComplaint, outcome: str) -> None:
    if outcome == Outcome.VOIDED and (why := why_not_void(complaint)):
        raise NotAllowed(why)


def prolong(complaint: AssessorComplaint, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        complaint.prolong(today=timezone.localdate(now), by=by)
        tell("complaint_longer", complaint, at=now)


def sign(complaint: AssessorComplaint, *, proposal: str, now: datetime, by: Actor) -> None:
    """The second signature under the proposal that was read, and everything that follows."""
    today = timezone.localdate(now)
    with transaction.atomic():
        check_no_conflict(complaint, by.user, today=today)
        if locked(complaint).proposal != proposal:
            raise NotAllowed("Het voorstel is intussen veranderd. Lees het eerst opnieuw.")
        complaint.refresh_from_db()
        check_possible(complaint, complaint.outcome)
        if complaint.outcome == Outcome.VOIDED:
            complaint.void(today=today, by=by)
            make_void(complaint, now=now, by=by)
        elif complaint.outcome == Outcome.UPHELD:
            complaint.uphold(today=today, by=by)
        else:
            complaint.dismiss(today=today, by=by)
        give_time_back(complaint)
        tell(f"complaint_{complaint.status}", complaint, at=now)
        tell_assessor("complaint_decided", complaint, at=now)


# ---- A talk that does not count ----


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
