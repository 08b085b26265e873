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
from accreditation import assignment, replacing, voiding
from accreditation.models import (
    Assessor,
    AssessorComplaint,
    Assignment,
    Conversation,
    Cycle,
    Seat,
    SecondReading,
)
from accreditation.models.assessor_complaints import LOOK
from accreditation.second_reading import check_no_tie
from audit.acts import NotAllowed, act, locked, record
from audit.models import Event
from kit import clock
from outbox import letters
from register import chambers
from register.models import Chamber, ChamberSeat, Objection

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


def propose(complaint: AssessorComplaint, *, today: date, by: Actor, **facts: Any) -> None:
    check_no_conflict(complaint, by.user, today=today)
    check_possible(complaint, facts["outcome"])
    complaint.propose(**facts, today=today, by=by)


def check_possible(complaint: AssessorComplaint, outcome: str) -> None:
    if outcome == Outcome.VOIDED and (why := voiding.why_not(complaint)):
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
            voiding.make_void(complaint, now=now, by=by)
        elif complaint.outcome == Outcome.UPHELD:
            complaint.uphold(today=today, by=by)
        else:
            complaint.dismiss(today=today, by=by)
        give_time_back(complaint)
        tell(f"complaint_{complaint.status}", complaint, at=now)
        tell_assessor("complaint_decided", complaint, at=now)
