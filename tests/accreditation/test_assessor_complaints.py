"""A complaint about an assessor: to the other chamber, and a tainted talk costs nobody anything."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.formats import date_format

from accounts.actors import Actor
from accreditation import (
    after_objections,
    assessor_complaints,
    assignment,
    closing,
    decisions,
    dossiers,
    erasing,
    lapsing,
    more_time,
    reporting,
    scheduling,
    second_reading,
    voiding,
    weighing,
)
from accreditation.models import (
    AssessorComplaint,
    Assignment,
    Conversation,
    Cycle,
    Decision,
    SecondReading,
)
from audit.acts import NotAllowed
from config import integrity, waiting
from outbox.models import Letter
from portfolios.models import Mentorship
from register import extension, objecting
from register import lapsing as notices
from register.models import Chamber, ChamberSeat, Deferral, Registration
from tests.accreditation.conftest import (
    AMSTERDAM,
    WORDS,
    assigned,
    booked,
    by,
    handed_in,
    held,
    make_assessor,
    shared,
    signed,
    slot,
    themes,
)
from tests.makers import people, terms

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=AMSTERDAM)
TODAY = FRIDAY.date()
TEXT = "Hij praatte het hele gesprek over zijn eigen werk en lachte om mijn voorbeeld."
REASON = "Artikel 9. Beiden schrijven dat er geen ruimte was."
PLAN = {
    "advice": "more_time",
    "more_time_because": "Eerst ervaring opdoen.",
    "mentor": "Karin",
    "follow_up_on": [],
    "talk_by": date(2027, 6, 1),
    "talk_with": "same",
}


@pytest.fixture(autouse=True)
def friday(standing_clock):
    standing_clock.move_to(FRIDAY)
    return standing_clock


@pytest.fixture
def east(scheme) -> list[Actor]:
    return people.members(Chamber.EAST)


@pytest.fixture
def west(scheme) -> list[Actor]:
    return people.members(Chamber.WEST)


@pytest.fixture
def another(world):
    """Who can hold the talk anew."""
    return make_assessor("Otto", "Ander")


def complained(user, **facts) -> AssessorComplaint:
    """About the first thing there is to complain about, at Kamer Oost."""
    occasion = assessor_complaints.occasions(user, now=FRIDAY)[0]
    facts = {"text": TEXT, "wish": "anew", "now": FRIDAY, "by": Actor.self(user)} | facts
    made = assessor_complaints.send(occasion, **facts)
    AssessorComplaint.objects.filter(pk=made.pk).update(chamber=Chamber.EAST)
    made.refresh_from_db()
    return made


def decided(complaint: AssessorComplaint, outcome: str, members, lesson: str = "") -> None:
    facts = {"outcome": outcome, "reason": REASON, "lesson": lesson}
    assessor_complaints.propose(complaint, **facts, today=TODAY, by=members[0])
    mark = complaint.proposal
    assessor_complaints.sign(complaint, proposal=mark, now=FRIDAY, by=members[1])
    complaint.refresh_from_db()


def cycle_of(user) -> Cycle:
    return Cycle.objects.get(person=user)


def letters(user) -> list[str]:
    found = Letter.objects.filter(person=user).order_by("pk").values_list("kind", flat=True)
    return [kind.rpartition("/")[2] for kind in found]


def is_right(user, today: date = TODAY) -> None:
    """Registered, and every rule that spans rows."""
    assert Registration.objects.get(person=user).status == "active"
    assert list(integrity.broken(today)) == []


# ---- Sending ----


def test_there_is_nothing_to_complain_about_before_an_assessor_is_there(world):
    handed_in(world.owner, now=FRIDAY)
    assert assessor_complaints.occasions(world.owner, now=FRIDAY) == []


def test_an_assessor_without_a_moment_is_an_occasion_too(world):
    assigned(world.owner, world.assessor, now=FRIDAY)
    (one,) = assessor_complaints.occasions(world.owner, now=FRIDAY)
    assert (one.assessor, one.conversation, one.cycle) == (
        world.assessor, None, cycle_of(world.owner),
    )  # fmt: skip


def test_a_talk_of_more_than_a_year_ago_is_none(world):
    held(world.owner, world.assessor, now=world.now)
    talk = Conversation.objects.get()
    year_later = talk.starts_at + timedelta(days=367)
    assert assessor_complaints.occasions(world.owner, now=talk.ends_at)
    assert assessor_complaints.occasions(world.owner, now=year_later) == []


def test_the_person_gets_a_receipt_with_the_term_and_the_assessor_hears_without_the_words(world):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    assert complaint.answer_by == TODAY + timedelta(weeks=6)
    receipt = Letter.objects.get(person=world.owner, kind__endswith="complaint_received")
    assert "15 januari 2027" in receipt.body
    told = Letter.objects.get(person=world.assessor.user, kind__endswith="complaint_about_you")
    assert TEXT not in receipt.body + told.body
    assert "geen oordeel" in told.body


def test_a_second_complaint_about_the_same_assessor_waits_for_the_first(world):
    held(world.owner, world.assessor, now=world.now)
    occasion = assessor_complaints.occasions(world.owner, now=FRIDAY)[0]
    complained(world.owner)
    assert assessor_complaints.occasions(world.owner, now=FRIDAY) == []
    with pytest.raises(NotAllowed, match="loopt al"):
        assessor_complaints.send(
            occasion, text=TEXT, wish="open", now=FRIDAY, by=Actor.self(world.owner)
        )


# ---- Which chamber ----


def test_it_goes_to_the_chamber_in_which_the_assessor_does_not_sit(world, east):
    held(world.owner, world.assessor, now=world.now)
    occasion = assessor_complaints.occasions(world.owner, now=FRIDAY)[0]
    for chamber in Chamber:
        ChamberSeat.objects.filter(person=world.assessor.user).delete()
        people.seat(world.assessor.user, chamber)
        assert assessor_complaints.chamber_for(occasion, today=TODAY) == chamber.other


def test_it_goes_to_another_chamber_than_that_which_has_the_second_reading(world, another):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    cycle = cycle_of(world.owner)
    reading = second_reading.ask(cycle, because="Signaal", now=FRIDAY, by=people.desk_actor())
    occasion = assessor_complaints.occasions(world.owner, now=FRIDAY)[0]
    for chamber in Chamber:
        SecondReading.objects.filter(pk=reading.pk).update(chamber=chamber)
        assert assessor_complaints.chamber_for(occasion, today=TODAY) == chamber.other


def test_the_database_refuses_the_chamber_of_the_assessor(world):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    people.seat(world.assessor.user, Chamber.WEST)
    with pytest.raises(IntegrityError, match="chamber of the assessor"), transaction.atomic():
        AssessorComplaint.objects.filter(pk=complaint.pk).update(chamber=Chamber.WEST)


# ---- While it runs ----


def test_the_assessor_gets_no_new_talks_and_who_waited_is_proposed_to_another(world, another):
    held(world.owner, world.assessor, now=world.now)
    make_assessor("Derde", "Keus")
    newcomer = people.person("Nina", "Nieuw")
    cycle = handed_in(newcomer, now=FRIDAY)
    asked = assignment.open_assignment(cycle)
    if asked.assessor != world.assessor:
        Assignment.objects.filter(pk=asked.pk).update(assessor=world.assessor)
    complained(world.owner)
    assert assignment.open_assignment(cycle).assessor != world.assessor
    assert "case_on_hold" in letters(world.assessor.user)
    weighed = {one.assessor: one for one in weighing.weigh(cycle, today=TODAY)}
    assert weighed[world.assessor].obstacles == (weighing.NOT_NOW,)


def test_the_database_refuses_a_new_talk_for_this_assessor(world, another):
    held(world.owner, world.assessor, now=world.now)
    complained(world.owner)
    cycle = handed_in(people.person("Nina", "Nieuw"), now=FRIDAY)
    cycle.assignments.all().delete()
    with pytest.raises(IntegrityError, match="complaint"), transaction.atomic():
        cycle.assignments.create(assessor=world.assessor, proposed_on=TODAY)


def test_after_the_end_the_assessor_can_be_asked_again(world, east):
    held(world.owner, world.assessor, now=world.now)
    decided(complained(world.owner), "dismissed", east)
    cycle = handed_in(people.person("Nina", "Nieuw"), now=FRIDAY)
    assert assignment.open_assignment(cycle).assessor == world.assessor


def test_nothing_is_decided_on_the_talk(world, run_jobs):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    cycle = cycle_of(world.owner)
    monday = date(2026, 12, 7)
    assert decisions.due_on(monday) == [cycle]
    complaint = complained(world.owner)
    assert decisions.due_on(monday) == []
    with pytest.raises(NotAllowed, match="klacht"):
        decisions.settle(cycle, today=monday)
    with pytest.raises(IntegrityError, match="complaint"), transaction.atomic():
        Decision.objects.create(
            cycle=cycle, outcome="renewed", decided_on=monday, period=cycle.period
        )
    assessor_complaints.withdraw(complaint, now=FRIDAY, by=Actor.self(world.owner))
    assert decisions.due_on(monday) == [cycle]


def test_a_report_does_not_close_by_itself_and_the_days_are_given_back(world, east, friday):
    report = shared(world.owner, world.assessor, now=world.now)
    friday.move_to(report.shared_at)
    closes_on = closing.closes_on(report)
    complaint = complained(world.owner, now=report.shared_at)
    later = report.shared_at + timedelta(days=20)
    friday.move_to(later)
    assert not closing.silent().exists()
    assessor_complaints.withdraw(complaint, now=later, by=Actor.self(world.owner))
    assert closing.closes_on(report) == closes_on + timedelta(days=20)
    assert closing.silent().exists()


def test_who_got_more_time_need_not_go_on_while_it_runs(world, another):
    cycle = with_more_time(world)
    complained(world.owner)
    later = TODAY + timedelta(weeks=12)
    assert not more_time.agreed_by_silence(later).exists()
    AssessorComplaint.objects.get().withdraw(today=TODAY, by=Actor.self(world.owner))
    assert list(more_time.agreed_by_silence(later)) == [cycle]


def test_nobody_lapses_while_it_runs(world):
    talk = held(world.owner, world.assessor, now=world.now)
    complained(world.owner)
    cycle = talk.seats.get().cycle
    cycle.close(by=people.desk_actor())
    registration = Registration.objects.get(person=world.owner)
    found = lapsing.obstacles(registration, today=date(2029, 1, 1))
    assert "Er loopt een klacht over een assessor." in found


def test_the_database_knows_no_lapse_while_it_runs(world, assessor):
    registration = terms.silent(world.owner, today=TODAY)
    cycle = Cycle.objects.get(person=world.owner)
    terms.noticed(registration, on=TODAY - timedelta(days=7))
    AssessorComplaint.objects.create(
        person=world.owner, assessor=assessor, cycle=cycle, text=TEXT, chamber=Chamber.EAST,
        received_on=TODAY, answer_by=TODAY,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="owes this person an answer"), transaction.atomic():
        notices.propose(registration, now=FRIDAY, by=lapsing.BY)


# ---- The assessor's side ----


def test_the_assessor_answers_once_and_the_person_reads_it(world, login):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    page = f"/assessor/klachten/{complaint.public_id}/"
    client = login(world.assessor.user)
    assert TEXT in client.get(page).content.decode()
    assert client.post(page, {"reply": "Ik was zenuwachtig."}).status_code == 302
    assert "complaint_answered" in letters(world.owner)
    mine = login(world.owner).get(f"/mijn/gesprek/klacht/{complaint.public_id}/")
    assert "Ik was zenuwachtig." in mine.content.decode()
    complaint.refresh_from_db()
    with pytest.raises(NotAllowed, match="al gereageerd"):
        assessor_complaints.answer(complaint, reply="Nog iets", now=FRIDAY, by=by(world.assessor))


def test_another_assessor_answers_and_reads_nothing(world, another, login):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    with pytest.raises(NotAllowed, match="een ander"):
        assessor_complaints.answer(complaint, reply="x", now=FRIDAY, by=by(another))
    page = f"/assessor/klachten/{complaint.public_id}/"
    assert login(another.user).get(page).status_code == 404


def test_the_assessor_reads_it_until_six_weeks_after_the_end_and_never_once_withdrawn(world, east):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    decided(complaint, "dismissed", east)

    def reads(day: date) -> bool:
        return assessor_complaints.heard_of_by(world.assessor.user, today=day).exists()

    assert reads(TODAY + timedelta(weeks=6))
    assert not reads(TODAY + timedelta(weeks=6, days=1))
    other = complained(world.owner)
    assessor_complaints.withdraw(other, now=FRIDAY, by=Actor.self(world.owner))
    assert not reads(TODAY + timedelta(weeks=7))


# ---- Who signs ----


def test_two_of_the_chamber_sign_and_never_the_same_one(world, east):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    facts = {"outcome": "dismissed", "reason": REASON, "lesson": ""}
    assessor_complaints.propose(complaint, **facts, today=TODAY, by=east[0])
    with pytest.raises(NotAllowed, match="ander lid"):
        assessor_complaints.sign(complaint, proposal=complaint.proposal, now=FRIDAY, by=east[0])


def test_the_other_chamber_hears_nothing(world, west):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    assert not assessor_complaints.heard_by(west[0].user, today=TODAY).exists()
    with pytest.raises(NotAllowed, match="andere kamer"):
        assessor_complaints.prolong(complaint, now=FRIDAY, by=west[0])


@pytest.mark.parametrize("whom", ["person", "assessor"])
def test_who_has_a_tie_with_either_never_signs(world, east, whom):
    """Neither by the rules nor by the database: here a mentor."""
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    mentee = world.owner if whom == "person" else world.assessor.user
    Mentorship.objects.create(
        mentor=east[0].user, mentee=mentee, status="active", from_on=TODAY, asked_on=TODAY
    )
    facts = {"outcome": "dismissed", "reason": REASON, "lesson": ""}
    with pytest.raises(NotAllowed, match="mentor"):
        assessor_complaints.propose(complaint, **facts, today=TODAY, by=east[0])
    with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
        AssessorComplaint.objects.filter(pk=complaint.pk).update(
            first_signer=east[0].user, first_signed_on=TODAY
        )


def test_a_proposal_that_changed_is_not_signed(world, east):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    facts = {"outcome": "dismissed", "reason": REASON, "lesson": ""}
    assessor_complaints.propose(complaint, **facts, today=TODAY, by=east[0])
    read = complaint.proposal
    complaint.drop_proposal(today=TODAY, by=east[0])
    facts["reason"] = "Iets anders."
    assessor_complaints.propose(complaint, **facts, today=TODAY, by=east[0])
    with pytest.raises(NotAllowed, match="veranderd"):
        assessor_complaints.sign(complaint, proposal=read, now=FRIDAY, by=east[1])


def test_a_term_is_prolonged_once(world, east):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    assessor_complaints.prolong(complaint, now=FRIDAY, by=east[0])
    assert complaint.answer_by == TODAY + timedelta(weeks=12)
    assert "complaint_longer" in letters(world.owner)
    with pytest.raises(NotAllowed, match="al een keer"):
        assessor_complaints.prolong(complaint, now=FRIDAY, by=east[0])


# ---- A talk that does not count ----


def void(user, members) -> AssessorComplaint:
    complaint = complained(user)
    decided(complaint, "voided", members)
    return complaint


@pytest.mark.parametrize("stage", ["held", "shared", "signed"])
def test_a_tainted_talk_is_void_and_another_assessor_is_asked(world, another, east, stage):
    {"held": held, "shared": shared, "signed": signed}[stage](
        world.owner, world.assessor, now=world.now, **({"at": FRIDAY} if stage == "signed" else {})
    )
    before = cycle_of(world.owner)
    complaint = void(world.owner, east)
    cycle = cycle_of(world.owner)
    talk = Conversation.objects.get()
    assert (complaint.status, talk.status, cycle.status) == ("voided", "void", "handed_in")
    assert (cycle.handed_in_at, cycle.snapshot) == (before.handed_in_at, before.snapshot)
    assert cycle.snapshot.opened_at is None
    assert assignment.open_assignment(cycle).assessor == another
    assert Assignment.objects.get(assessor=world.assessor).because == "void"
    assert letters(world.owner)[-1] == "complaint_voided"
    assert letters(world.assessor.user)[-1] == "complaint_decided"
    is_right(world.owner)


def test_the_assessor_of_a_void_talk_reads_and_writes_nothing_more(world, another, east):
    report = shared(world.owner, world.assessor, now=world.now)
    void(world.owner, east)
    assert not reporting.of_assessor(world.assessor.user).exists()
    cycle = cycle_of(world.owner)
    assert cycle not in Cycle.objects.assessed_by(world.assessor.user)
    report.refresh_from_db()
    with pytest.raises(NotAllowed, match="telt niet"):
        reporting.sign(report, now=FRIDAY, by=Actor.self(world.owner))


def test_the_owner_still_reads_the_report_of_a_void_talk(world, another, east, login):
    report = shared(world.owner, world.assessor, now=world.now)
    void(world.owner, east)
    client = login(world.owner)
    page = client.get(f"/mijn/gesprek/verslag/{report.conversation.public_id}/").content.decode()
    assert "Dit gesprek telt niet" in page
    assert "Onderteken" not in page
    assert "Eerdere gesprekken" in client.get("/mijn/gesprek/").content.decode()


def test_the_term_moves_by_the_months_since_handing_in(world, another, east):
    """Handed in on 1 June, void on 4 December: seven months."""
    held(world.owner, world.assessor, now=world.now)
    cycle = cycle_of(world.owner)
    Cycle.objects.filter(pk=cycle.pk).update(
        handed_in_at=datetime(2026, 6, 1, 12, tzinfo=AMSTERDAM)
    )
    before = cycle.period.hand_in_on
    void(world.owner, east)
    period = cycle_of(world.owner).period
    assert period.extended_months == 7
    assert period.hand_in_on > before


def test_from_void_to_renewed(world, another, east, run_jobs):
    """The talk with the other assessor is a first talk, and the renewal follows from it."""
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY - timedelta(days=1))
    end = cycle_of(world.owner).period.until_on
    void(world.owner, east)
    cycle = cycle_of(world.owner)
    assignment.accept(assignment.open_assignment(cycle), now=FRIDAY, by=by(another))
    cycle.refresh_from_db()
    moment = slot(another, FRIDAY + timedelta(days=7), now=FRIDAY)
    assert scheduling.kind_for(cycle) == Conversation.Kind.DEVELOPMENT
    talk = scheduling.book(cycle, moment, now=FRIDAY, by=Actor.self(world.owner))
    dossiers.open_dossier(cycle, now=FRIDAY, by=by(another))
    scheduling.hold(talk, now=talk.ends_at, by=by(another))
    report = reporting.draft(talk, now=talk.ends_at, by=by(another))
    words = {**WORDS, "advice": "renew"}
    report = reporting.save_draft(
        report,
        version=1,
        words=words,
        themes=themes(told="Opnieuw."),
        now=talk.ends_at,
        by=by(another),
    )
    reporting.share(report, now=talk.ends_at, by=by(another))
    cycle.refresh_from_db()
    assert decisions.report_of(cycle) == report
    reporting.sign(report, now=talk.ends_at, by=Actor.self(world.owner))
    decision = decisions.settle(cycle, today=date(2026, 12, 14))
    assert decision.outcome == "renewed"
    assert decision.period.from_on == end
    is_right(world.owner, date(2026, 12, 14))


def test_no_decision_rests_on_a_void_talk(world, another, east):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    void(world.owner, east)
    cycle = cycle_of(world.owner)
    assert decisions.due_on(date(2026, 12, 7)) == []
    with pytest.raises(IntegrityError, match="does not count"), transaction.atomic():
        Decision.objects.create(
            cycle=cycle, outcome="renewed", decided_on=TODAY, period=cycle.period
        )


def test_a_talk_is_void_by_two_of_a_chamber_only(world):
    talk = held(world.owner, world.assessor, now=world.now)
    with pytest.raises(IntegrityError, match="void by two"), transaction.atomic():
        Conversation.objects.filter(pk=talk.pk).update(status="void")


@pytest.mark.parametrize("stage", ["assigned", "booked"])
def test_before_the_talk_another_assessor_is_asked(world, another, east, stage):
    {"assigned": assigned, "booked": booked}[stage](world.owner, world.assessor, now=FRIDAY)
    void(world.owner, east)
    cycle = cycle_of(world.owner)
    assert cycle.status == "handed_in"
    assert assignment.open_assignment(cycle).assessor == another
    assert not Conversation.objects.filter(status="planned").exists()
    is_right(world.owner)


def with_more_time(world) -> Cycle:
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY - timedelta(days=2), **PLAN)
    cycle = cycle_of(world.owner)
    decisions.settle(cycle, today=TODAY)
    cycle.refresh_from_db()
    assert cycle.status == "more_time"
    return cycle


def test_more_time_that_followed_falls_and_the_term_stays_moved(world, another, east):
    cycle = with_more_time(world)
    moved = cycle.period.extended_months
    void(world.owner, east)
    cycle = cycle_of(world.owner)
    assert (cycle.status, more_time.plan_of(cycle)) == ("handed_in", None)
    assert Decision.objects.get().overturned_on == TODAY
    assert Deferral.objects.get().status == "overturned"
    assert assignment.open_assignment(cycle).assessor == another
    assert cycle.period.extended_months > moved
    assert "more_time" in reporting.offered(cycle)
    is_right(world.owner)


def test_a_draft_of_an_objection_to_it_has_nothing_left_to_object_to(world, another, east):
    with_more_time(world)
    deferral = Deferral.objects.get()
    draft = objecting.start(world.owner, "deferral", deferral.public_id, today=TODAY)
    draft.text = "Ik zie het anders."
    draft.save()
    void(world.owner, east)
    draft.refresh_from_db()
    with pytest.raises(NotAllowed, match="geldt niet meer"):
        objecting.submit(draft, today=TODAY, by=Actor.self(world.owner))


def test_more_time_after_a_void_talk_stands_like_any_other(world, another, east, run_jobs):
    """The deferral that fell with the talk is no upheld objection: nothing falls at night."""
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY, **PLAN)
    decisions.settle(cycle_of(world.owner), today=TODAY)
    void(world.owner, east)
    cycle = cycle_of(world.owner)
    assert Deferral.objects.get(period=cycle.period).status == "overturned"
    Decision.objects.filter(cycle=cycle).update(overturned_on=None)  # as of a second such outcome
    assert not after_objections.upheld().filter(pk=cycle.pk).exists()


def test_the_days_of_a_complaint_count_in_no_term_of_a_reading(world, another, east, friday):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    reader = make_assessor("Rik", "Reserve")
    cycle = cycle_of(world.owner)
    reading = second_reading.ask(cycle, because="Signaal.", now=FRIDAY, by=people.desk_actor())
    reading.refresh_from_db()
    second_reading.find_otherwise(
        reading, finding="Het staat er niet.", now=FRIDAY, by=by(reading.reader or reader)
    )
    before = SecondReading.objects.get().response_by
    complaint = complained(world.owner)
    friday.move_to(FRIDAY + timedelta(days=30))
    second_reading.follow()
    assert SecondReading.objects.get().status == "response"
    assessor_complaints.withdraw(
        complaint, now=FRIDAY + timedelta(days=30), by=Actor.self(world.owner)
    )
    assert SecondReading.objects.get().response_by == before + timedelta(days=30)


def test_void_waits_for_an_objection_that_runs(world, another, east, west):
    with_more_time(world)
    deferral = Deferral.objects.get()
    draft = objecting.start(world.owner, "deferral", deferral.public_id, today=TODAY)
    draft.text = "Ik zie het anders."
    draft.save()
    objecting.submit(draft, today=TODAY, by=Actor.self(world.owner))
    occasion = assessor_complaints.occasions(world.owner, now=FRIDAY)[0]
    draft.refresh_from_db()
    chamber = assessor_complaints.chamber_for(occasion, today=TODAY)
    assert chamber == Chamber(draft.chamber).other
    complaint = complained(world.owner)
    with pytest.raises(NotAllowed, match="eerst"):
        decided(complaint, "voided", east)


def test_who_went_on_with_the_plan_keeps_the_dossier_and_hands_in_anew(world, another, east):
    cycle = with_more_time(world)
    more_time.agree(cycle, today=TODAY, by=Actor.self(world.owner))
    void(world.owner, east)
    cycle = cycle_of(world.owner)
    assert (cycle.status, more_time.plan_of(cycle)) == ("running", None)
    assert scheduling.kind_for(cycle) == Conversation.Kind.DEVELOPMENT
    is_right(world.owner)


def test_a_second_reading_stops(world, another, east):
    make_assessor("Rik", "Reserve")
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    cycle = cycle_of(world.owner)
    reading = second_reading.ask(cycle, because="Signaal", now=FRIDAY, by=people.desk_actor())
    void(world.owner, east)
    reading.refresh_from_db()
    assert (reading.status, cycle_of(world.owner).status) == ("stopped", "handed_in")
    assert not SecondReading.objects.running().exists()
    is_right(world.owner)


def test_a_renewal_that_followed_stands_and_its_talk_counts(world, east):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY - timedelta(days=2))
    decisions.settle(cycle_of(world.owner), today=TODAY)
    complaint = complained(world.owner)
    with pytest.raises(NotAllowed, match="al verlengd"):
        decided(complaint, "voided", east)
    decided(complaint, "upheld", east)
    assert Conversation.objects.get().status == "held"
    assert letters(world.owner)[-1] == "complaint_upheld"
    is_right(world.owner)


def test_the_database_keeps_the_talk_of_a_renewal(world, east):
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY - timedelta(days=2))
    decisions.settle(Cycle.objects.get(person=world.owner), today=TODAY)
    complaint = complained(world.owner)
    AssessorComplaint.objects.filter(pk=complaint.pk).update(
        status="voided", outcome="voided", reason="x", first_signer=east[0].user,
        first_signed_on=TODAY, second_signer=east[1].user, decided_on=TODAY, ended_on=TODAY,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="renewal rests"), transaction.atomic():
        Conversation.objects.filter(status="held").update(status="void")


def test_not_upheld_ends_kindly_and_everything_goes_on(world, east):
    shared(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    decided(complaint, "dismissed", east)
    cycle = cycle_of(world.owner)
    assert (cycle.status, cycle.assessor) == ("reported", world.assessor)
    said = Letter.objects.get(person=world.owner, kind__endswith="complaint_dismissed")
    assert "Het is goed dat je het zei." in said.body
    is_right(world.owner)


def test_withdrawing_ends_it_without_a_word(world):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    assessor_complaints.withdraw(complaint, now=FRIDAY, by=Actor.self(world.owner))
    assert letters(world.owner)[-1] == "complaint_withdrawn"
    assert letters(world.assessor.user)[-1] == "complaint_gone"
    with pytest.raises(NotAllowed):
        assessor_complaints.withdraw(complaint, now=FRIDAY, by=Actor.self(world.owner))


def test_after_a_death_nothing_is_decided_and_a_mistake_gives_the_days_back(world, east):
    held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    complaint.seal(today=TODAY, by=people.desk_actor())
    assert not assessor_complaints.heard_by(east[0].user, today=TODAY).exists()
    complaint.unseal(days=5, by=people.desk_actor())
    assert (complaint.status, complaint.ended_on) == ("received", None)
    assert complaint.answer_by == TODAY + timedelta(weeks=6, days=5)
    erasing.forget_cases(world.owner)
    complaint.refresh_from_db()
    assert TEXT not in complaint.text


# ---- The pages ----


def test_the_whole_way_by_pages(world, another, east, login):
    shared(world.owner, world.assessor, now=world.now)
    client = login(world.owner)
    assert "Vertel het ons" in client.get("/mijn/gesprek/").content.decode()
    page = client.get("/mijn/gesprek/klacht/").content.decode()
    assert "Hanneke Wit" in page
    talk = Conversation.objects.get()
    sent = {"about": f"talk-{talk.public_id}", "text": TEXT, "wish": "anew"}
    assert client.post("/mijn/gesprek/klacht/", {**sent, "text": ""}).status_code == 422
    assert client.post("/mijn/gesprek/klacht/", sent).status_code == 302
    complaint = AssessorComplaint.objects.get()
    AssessorComplaint.objects.update(chamber=Chamber.EAST)
    assert "Je klacht loopt" in client.get("/mijn/gesprek/").content.decode()

    first = login(east[0].user)
    assert "Klacht over een assessor" in first.get("/commissie/").content.decode()
    base = f"/commissie/klacht/{complaint.public_id}/"
    read = first.get(base).content.decode()
    assert TEXT in read
    assert "We spraken over jongeren." in read  # the report, for it is disputed
    facts = {"outcome": "voided", "reason": REASON, "lesson": "Laat de ander beginnen."}
    assert first.post(f"{base}voorstel/", {**facts, "reason": ""}).status_code == 422
    assert first.post(f"{base}voorstel/", facts).status_code == 302
    second = login(east[1].user)
    page = second.get(f"{base}tekenen/").content.decode()
    complaint.refresh_from_db()
    assert complaint.proposal in page
    done = second.post(f"{base}tekenen/", {"proposal": complaint.proposal})
    assert done.status_code == 302
    assert cycle_of(world.owner).status == "handed_in"
    assert second.get(base).status_code == 404  # who decided reads it no more
    ended = client.get(f"/mijn/gesprek/klacht/{complaint.public_id}/").content.decode()
    assert REASON in ended


def test_the_desk_sees_that_it_is_there_and_its_dates_but_no_word(world, login):
    held(world.owner, world.assessor, now=world.now)
    complained(world.owner)
    page = login(people.desk_actor().user).get("/desk/gesprekken/verslagen/").content.decode()
    assert "Hanneke Wit" in page
    assert "15 januari 2027" in page
    assert TEXT not in page
    found = waiting.with_others(today=TODAY, now=FRIDAY)
    assert "Commissie: klachten over een assessor" in [one.title for one in found]


def test_what_it_taught_stands_with_the_lessons_of_the_year_without_a_name(world, east, login):
    held(world.owner, world.assessor, now=world.now)
    decided(complained(world.owner), "upheld", east, lesson="Laat de ander beginnen.")
    page = login(people.desk_actor().user).get("/desk/klacht/lessen/").content.decode()
    assert "Laat de ander beginnen." in page
    assert TEXT not in page


def test_a_complaint_about_a_welcome_talk_has_nothing_to_do_over(world):
    talk = held(world.owner, world.assessor, now=world.now)
    complaint = complained(world.owner)
    AssessorComplaint.objects.filter(pk=complaint.pk).update(cycle=None)
    complaint.refresh_from_db()
    assert complaint.conversation == talk
    assert "welkomstgesprek" in voiding.why_not(complaint)


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/assessor/dossiers/", 8),
        ("/desk/gesprekken/verslagen/", 6),
        ("/commissie/", 31),
        ("/mijn/gesprek/klacht/", 8),
    ],
)
def test_lists_take_the_same_queries_for_one_and_for_three(
    world, east, login, path, queries, django_assert_num_queries
):
    names = [("Anneke", "Bos"), ("Tomasz", "Kowal"), ("Deniz", "Kaya")]
    who = {"a": world.assessor.user, "d": people.desk_actor().user, "c": east[0].user}
    client = login(who.get(path[1], world.owner))
    cycle = assigned(world.owner, world.assessor, now=FRIDAY)
    for number, name in enumerate(names):
        is_mine = path.startswith("/mijn")
        AssessorComplaint.objects.create(
            person=world.owner if is_mine else people.person(*name),
            assessor=make_assessor("Met", name[1]) if is_mine else world.assessor,
            cycle=cycle, text=TEXT, chamber=Chamber.EAST, received_on=TODAY,
            answer_by=TODAY + timedelta(weeks=6),
        )  # fmt: skip
        if number in (0, 2):
            with django_assert_num_queries(queries):
                assert client.get(path).status_code == 200


# ---- What the register makes good, and the days of a complaint ----


def test_months_made_good_leave_the_own_room_as_it_was(world, another, east):
    shared(world.owner, world.assessor, now=FRIDAY - timedelta(days=40))
    registration = Registration.objects.get(person=world.owner)
    room = extension.room(registration, today=TODAY)
    decided(complained(world.owner), "voided", east)
    registration.refresh_from_db()
    assert registration.current_period.extended_months > 0
    assert extension.room(registration, today=TODAY).months == room.months
    extension.extend(registration, months=room.months, today=TODAY, by=Actor.self(world.owner))
    assert extension.room(registration, today=TODAY).months == 0


def test_the_term_to_object_to_more_time_is_longer_by_the_days_of_a_complaint(
    world, another, login, friday
):
    cycle = with_more_time(world)
    decided_on = more_time.decision_of(cycle).decided_on
    weeks = timedelta(weeks=cycle.period.scheme.objection_weeks)
    [before] = objecting.decisions_on(world.owner, today=TODAY)
    assert before.until == decided_on + weeks
    draft = objecting.start(world.owner, "deferral", before.public_id, today=TODAY)
    complaint = complained(world.owner)
    later = FRIDAY + timedelta(days=20)
    friday.move_to(later)
    assessor_complaints.withdraw(complaint, now=later, by=Actor.self(world.owner))
    last = decided_on + weeks + timedelta(days=20)
    [after] = objecting.decisions_on(world.owner, today=last)
    assert after.until == last
    assert not more_time.agreed_by_silence(last).exists()
    page = login(world.owner).get("/mijn/gesprek/plan/").content.decode()
    assert date_format(last, "j F Y") in page
    draft.text = "Ik zie het anders."
    draft.save()
    objecting.submit(draft, today=last, by=Actor.self(world.owner))
    assert not draft.came_late
