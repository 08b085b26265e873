"""A positive advice is set aside in one way only; and what an objection to that brings back."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from accreditation import (
    after_cases,
    after_objections,
    assignment,
    closing,
    decisions,
    erasing,
    more_time,
    reporting,
    scheduling,
    second_reading,
    wordings,
)
from accreditation.models import Conversation, Cycle, Decision, SecondReading
from audit.acts import NotAllowed
from audit.models import Event
from config import integrity
from outbox.models import Letter
from portfolios.models import Mentorship
from register import objecting
from register.models import Affiliation, Certificate, Chamber, Deferral, Objection, Registration
from tests.accreditation.conftest import (
    AMSTERDAM,
    WORDS,
    by,
    make_assessor,
    shared,
    signed,
    slot,
    themes,
)
from tests.makers import people

FRIDAY = datetime(2026, 12, 4, 16, 0, tzinfo=AMSTERDAM)
BECAUSE = "Er was een signaal over hoe het gesprek ging."


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=AMSTERDAM)


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
def readers(world):
    """Two who can read along, and later hold the second talk."""
    return [make_assessor("Otto", "Ander"), make_assessor("Rik", "Reserve")]


@pytest.fixture
def cycle(world, readers) -> Cycle:
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    return Cycle.objects.get(person=world.owner)


@pytest.fixture
def reading(cycle) -> SecondReading:
    return second_reading.ask(cycle, because=BECAUSE, now=FRIDAY, by=people.desk_actor())


def found_otherwise(reading: SecondReading) -> SecondReading:
    reading.refresh_from_db()
    second_reading.find_otherwise(
        reading, finding="In het verslag staat niet wat je deed.", now=FRIDAY,
        by=by(reading.reader),
    )  # fmt: skip
    return reading


def responded(reading: SecondReading) -> SecondReading:
    found_otherwise(reading)
    me = Actor.self(reading.person)
    saved = second_reading.save_response(reading, version=1, response="Ik deed dat wel.", by=me)
    second_reading.respond(saved, now=FRIDAY, by=me)
    saved.refresh_from_db()
    return saved


ASIDE = {"outcome": "set_aside", "reason": "Artikel 8.", "talk_by": date(2027, 6, 1)}


def set_aside(reading: SecondReading, members: list[Actor]) -> SecondReading:
    reading = responded(reading)
    SecondReading.objects.filter(pk=reading.pk).update(chamber=Chamber.EAST)
    reading.refresh_from_db()
    today = FRIDAY.date()
    second_reading.propose(reading, **ASIDE, today=today, by=members[0])
    sign(reading, members[1])
    return reading


def sign(reading: SecondReading, by: Actor) -> None:
    """Under what lies there now."""
    second_reading.sign(reading, proposal=reading.proposal, now=FRIDAY, by=by)


def letters(user) -> list[str]:
    found = Letter.objects.filter(person=user).order_by("pk").values_list("kind", flat=True)
    return [kind.rpartition("/")[2] for kind in found]


def the_register_is_right(user, today: date, *, until: date, renewed: bool = False) -> None:
    """Registered, one valid certificate that says so, and every rule that spans rows."""
    registration = Registration.objects.get(person=user)
    certificate = Certificate.objects.get(registration=registration, status="issued")
    assert registration.status == "active"
    assert (certificate.period.until_on > until) is renewed
    assert registration.periods.filter(until_on=until).exists()
    assert list(integrity.broken(today)) == []


# ---- The reader ----


def test_nobody_decides_while_somebody_reads_along(cycle, reading, readers, world):
    cycle.refresh_from_db()
    assert (cycle.status, reading.reader) == ("second_reading", readers[0])
    assert decisions.due_on(date(2026, 12, 7)) == []
    assert reading.answer_by == FRIDAY.date() + timedelta(weeks=6)
    assert "second_reading" in letters(world.owner)
    assert letters(readers[0].user)[-1] == "second_reading_asked"


def test_the_reader_is_never_who_held_the_talk_nor_in_conflict(world):
    """The rules for assessors bind the reader, in the database as well."""
    colleague = make_assessor("Coll", "Ega")
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY)
    work = Affiliation.objects.get(person=world.owner)
    Affiliation.objects.create(
        person=colleague.user, organisation=work.organisation, from_on=date(2020, 1, 1)
    )
    cycle = Cycle.objects.get(person=world.owner)
    reading = second_reading.ask(cycle, because=BECAUSE, now=FRIDAY, by=people.desk_actor())
    assert reading.reader is None
    with pytest.raises(IntegrityError, match="who held the talk"), transaction.atomic():
        SecondReading.objects.filter(pk=reading.pk).update(reader=world.assessor)
    with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
        SecondReading.objects.filter(pk=reading.pk).update(reader=colleague)


def test_a_tie_that_came_after_the_asking_ends_the_reading_but_not_the_case(reading, world):
    reader = reading.reader
    work = Affiliation.objects.filter(person=world.owner).latest("pk")
    Affiliation.objects.create(
        person=reader.user, organisation=work.organisation, from_on=FRIDAY.date()
    )
    with pytest.raises(NotAllowed, match="Je kunt hier niet over oordelen"):
        second_reading.find_it_stands(reading, finding="x", now=FRIDAY, by=by(reader))
    second_reading.decline(reading, now=FRIDAY, by=by(reader))
    assert reading.reader != reader


def test_who_cannot_read_makes_room_for_the_next(reading, readers):
    second_reading.decline(reading, now=FRIDAY, by=by(readers[0]))
    assert reading.reader == readers[1]
    with pytest.raises(NotAllowed, match="aan een ander gevraagd"):
        second_reading.find_it_stands(reading, finding="x", now=FRIDAY, by=by(readers[0]))


def test_found_to_stand_the_renewal_follows_by_itself(cycle, reading, world):
    second_reading.find_it_stands(
        reading, finding="Het staat er.", now=FRIDAY, by=by(reading.reader)
    )
    assert decisions.due_on(date(2026, 12, 7)) == [cycle]
    assert "advice_stands" in letters(world.owner)
    decision = decisions.settle(cycle, today=date(2026, 12, 7))
    assert decision.outcome == Decision.Outcome.RENEWED


def test_only_before_the_decision_with_a_reason_and_once(cycle, reading, world):
    second_reading.find_it_stands(reading, finding="Ja.", now=FRIDAY, by=by(reading.reader))
    cycle.refresh_from_db()
    with pytest.raises(NotAllowed, match="al meegelezen"):
        second_reading.ask(cycle, because=BECAUSE, now=FRIDAY, by=people.desk_actor())
    decisions.settle(cycle, today=date(2026, 12, 7))
    with pytest.raises(NotAllowed):
        second_reading.ask(cycle, because=BECAUSE, now=FRIDAY, by=people.desk_actor())


# ---- The person ----


def test_the_person_has_a_say_before_anybody_decides(reading, east, world):
    found_otherwise(reading)
    assert reading.response_by == FRIDAY.date() + timedelta(days=14)
    asked = Letter.objects.get(person=world.owner, kind__endswith="response_asked")
    assert "18 december 2026" in asked.body
    with pytest.raises(NotAllowed):
        reading.propose(**ASIDE, today=FRIDAY.date(), by=east[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondReading.objects.filter(pk=reading.pk).update(
            status="set_aside", outcome="set_aside", talk_by=ASIDE["talk_by"], reason="x",
            first_signer=east[0].user, first_signed_on=FRIDAY.date(),
            second_signer=east[1].user, decided_on=FRIDAY.date(), chamber="east",
        )  # fmt: skip


def test_silence_sends_what_was_written_when_the_term_is_over(reading, world, friday, run_jobs):
    found_otherwise(reading)
    me = Actor.self(world.owner)
    second_reading.save_response(reading, version=1, response="Half geschreven", by=me)
    with pytest.raises(second_reading.Stale):
        second_reading.save_response(reading, version=1, response="Ander venster", by=me)
    friday.move_to(at(date(2026, 12, 18)))
    second_reading.follow()
    run_jobs("accreditation.follow_reading")
    reading.refresh_from_db()
    assert reading.status == "response"
    friday.move_to(at(date(2026, 12, 19)))
    second_reading.follow()
    run_jobs("accreditation.follow_reading")
    reading.refresh_from_db()
    assert (reading.status, reading.response) == ("deciding", "Half geschreven")


def test_a_reader_who_stopped_or_came_to_know_the_person_is_replaced(reading, readers, run_jobs):
    first = reading.reader
    RoleGrant.objects.filter(user=first.user).update(until_on=FRIDAY.date())
    second_reading.follow()
    run_jobs("accreditation.follow_reading")
    reading.refresh_from_db()
    assert reading.reader in readers
    assert reading.reader != first
    Affiliation.objects.create(
        person=reading.reader.user,
        organisation=Affiliation.objects.filter(person=reading.person).latest("pk").organisation,
        from_on=FRIDAY.date(),
    )
    second_reading.follow_one(reading.pk)
    reading.refresh_from_db()
    assert reading.reader is None


def test_the_desk_asks_another_when_a_reader_stays_silent(reading, readers, login):
    first = reading.reader
    desk = login(people.desk_actor().user)
    assert "Vraag een ander" in desk.get("/desk/gesprekken/verslagen/").content.decode()
    address = f"/desk/gesprekken/meelezen/{reading.public_id}/andere-lezer/"
    assert desk.post(address).status_code == 302
    reading.refresh_from_db()
    assert reading.reader in readers
    assert reading.reader != first
    assert reading.declined == [first.pk]
    assert letters(reading.reader.user) == ["second_reading_asked"]


def test_days_under_a_seal_count_in_no_term(reading, run_jobs, friday, world):
    """A death that was reported by mistake: who was dead to the register loses no day."""
    found_otherwise(reading)
    response_by, answer_by = reading.response_by, reading.answer_by
    reading.cycle.seal(by=people.desk_actor())
    friday.move_to(at(response_by + timedelta(days=5)))
    second_reading.follow()
    run_jobs("accreditation.follow_reading")
    reading.refresh_from_db()
    assert reading.status == "response"
    second_reading.give_time_back(world.owner, days=20, by=people.desk_actor())
    reading.refresh_from_db()
    assert reading.response_by == response_by + timedelta(days=20)
    assert reading.answer_by == answer_by + timedelta(days=20)


# ---- What others read of words that are not signed ----


def test_a_draft_of_own_words_is_read_by_nobody(world, readers, login):
    report = shared(world.owner, world.assessor, now=world.now, at=FRIDAY - timedelta(days=1))
    me = Actor.self(world.owner)
    report = reporting.save_own_words(
        report, version=report.version, own_words="Een boze eerste versie.", now=FRIDAY, by=me
    )
    cycle = Cycle.objects.get(person=world.owner)
    reading = second_reading.ask(cycle, because=BECAUSE, now=FRIDAY, by=people.desk_actor())
    reader = login(reading.reader.user)
    address = f"/assessor/meelezen/{reading.public_id}/"
    assert "boze eerste" not in reader.get(address).content.decode()
    wordings.show(report, now=FRIDAY, by=me)
    assert "boze eerste" in reader.get(address).content.decode()


def test_a_silent_report_closes_while_somebody_reads_along(world, readers, east, friday):
    """So that two of the chamber can set it aside, signed or not."""
    report = shared(world.owner, world.assessor, now=world.now, at=FRIDAY - timedelta(days=1))
    cycle = Cycle.objects.get(person=world.owner)
    reading = second_reading.ask(cycle, because=BECAUSE, now=FRIDAY, by=people.desk_actor())
    set_aside(reading, east)
    cycle.refresh_from_db()
    assert cycle.status == "more_time"
    closing.close(report, now=at(date(2027, 1, 4)))
    report.refresh_from_db()
    assert report.is_final


# ---- Two of the chamber ----


def test_who_has_a_tie_never_signs(reading, east, world):
    """Neither by the rules nor by the database: here a mentor of the person."""
    reading = responded(reading)
    SecondReading.objects.filter(pk=reading.pk).update(chamber=Chamber.EAST)
    Mentorship.objects.create(
        mentor=east[0].user, mentee=world.owner, status="active",
        from_on=FRIDAY.date(), asked_on=FRIDAY.date(),
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="mentor"):
        second_reading.propose(reading, **ASIDE, today=FRIDAY.date(), by=east[0])
    with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
        SecondReading.objects.filter(pk=reading.pk).update(
            first_signer=east[0].user, first_signed_on=FRIDAY.date(), outcome="stood", reason="x"
        )


def test_the_second_signs_only_what_was_read(reading, east):
    reading = responded(reading)
    SecondReading.objects.filter(pk=reading.pk).update(chamber=Chamber.EAST)
    today = FRIDAY.date()
    second_reading.propose(reading, outcome="stood", reason="Overtuigend.", today=today, by=east[0])
    read = reading.proposal
    with pytest.raises(NotAllowed, match="al een voorstel"):
        second_reading.propose(reading, **ASIDE, today=today, by=east[1])
    reading.drop_proposal(today=today, by=east[0])
    second_reading.propose(reading, **ASIDE, today=today, by=east[0])
    with pytest.raises(NotAllowed, match="veranderd"):
        second_reading.sign(reading, proposal=read, now=FRIDAY, by=east[1])


def test_two_different_members_sign_and_the_person_stays_registered(reading, east, world, cycle):
    until = cycle.period.until_on
    set_aside(reading, east)
    cycle.refresh_from_db()
    assert cycle.status == "more_time"
    decision = Decision.objects.get(cycle=cycle)
    assert (decision.outcome, decision.reading) == ("more_time", reading)
    letter = Letter.objects.get(person=world.owner, kind="accreditation/more_time")
    for member in east:
        assert member.user.name in letter.body
    assert "15 januari 2027" in letter.body
    the_register_is_right(world.owner, FRIDAY.date(), until=until)


def test_one_signature_or_twice_the_same_or_another_chamber_is_not_enough(reading, east, west):
    reading = responded(reading)
    SecondReading.objects.filter(pk=reading.pk).update(chamber=Chamber.EAST)
    today = FRIDAY.date()
    with pytest.raises(NotAllowed, match="behandelt deze zaak niet"):
        second_reading.propose(reading, **ASIDE, today=today, by=west[0])
    second_reading.propose(reading, **ASIDE, today=today, by=east[0])
    with pytest.raises(NotAllowed, match="ander lid"):
        sign(reading, east[0])
    for signer in (east[0], west[0]):
        with pytest.raises(IntegrityError), transaction.atomic():
            SecondReading.objects.filter(pk=reading.pk).update(
                status="set_aside", second_signer=signer.user, decided_on=today
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondReading.objects.filter(pk=reading.pk).update(status="set_aside")


def test_the_assessor_and_the_reader_never_sign(reading, east, world):
    """Who held the talk or read along may sit in the chamber, and does not hear this."""
    reading = responded(reading)
    SecondReading.objects.filter(pk=reading.pk).update(chamber=Chamber.EAST)
    for user in (world.assessor.user, reading.reader.user):
        with pytest.raises(NotAllowed):
            second_reading.propose(
                reading, **ASIDE, today=FRIDAY.date(), by=Actor(user, Role.COMMITTEE)
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            SecondReading.objects.filter(pk=reading.pk).update(
                first_signer=user, first_signed_on=FRIDAY.date()
            )


def test_a_decision_without_two_signatures_is_refused_by_the_database(cycle, reading):
    found_otherwise(reading)
    with pytest.raises(IntegrityError, match="without its ground"), transaction.atomic():
        Decision.objects.create(
            cycle=cycle, outcome="more_time", decided_on=FRIDAY.date(), reading=reading
        )
    with pytest.raises(IntegrityError, match="without its ground"), transaction.atomic():
        Decision.objects.create(cycle=cycle, outcome="more_time", decided_on=FRIDAY.date())
    with pytest.raises(IntegrityError, match="without its ground"), transaction.atomic():
        Decision.objects.create(cycle=cycle, outcome="not_engaged", decided_on=FRIDAY.date())


def test_the_chamber_can_let_it_stand(reading, east, world, cycle):
    reading = responded(reading)
    SecondReading.objects.filter(pk=reading.pk).update(chamber=Chamber.EAST)
    facts = {"outcome": "stood", "reason": "De zienswijze overtuigt."}
    second_reading.propose(reading, **facts, today=FRIDAY.date(), by=east[0])
    sign(reading, east[1])
    assert decisions.due_on(date(2026, 12, 7)) == [cycle]
    assert "advice_stands" in letters(world.owner)


# ---- Objection ----


def objected(cycle: Cycle, *, today: date) -> Objection:
    user = cycle.person
    (decision,) = objecting.decisions_on(user, today=today)
    made = objecting.start(user, decision.kind, decision.public_id, today=today)
    made.text = "Ik deed het wel."
    made.save()
    objecting.submit(made, today=today, by=Actor.self(user))
    return made


def second_talk(cycle: Cycle, assessor, friday) -> None:
    """On Friday 11 December, with somebody else; both sign the report on the Monday after."""
    me, later = Actor.self(cycle.person), at(date(2026, 12, 14))
    proposal = assignment.open_assignment(cycle)
    assert proposal.assessor == assessor  # not who spoke first, not who read along
    assignment.accept(proposal, now=FRIDAY, by=by(assessor))
    cycle.refresh_from_db()
    moment = slot(assessor, FRIDAY + timedelta(days=7), now=FRIDAY)
    talk = scheduling.book(cycle, moment, now=FRIDAY, by=me, kind=scheduling.kind_for(cycle))
    assert talk.kind == Conversation.Kind.SECOND
    friday.move_to(later)
    scheduling.hold(talk, now=talk.ends_at, by=by(assessor))
    report = reporting.draft(talk, now=later, by=by(assessor))
    report = reporting.save_draft(
        report,
        version=1,
        words={**WORDS, "advice": "renew"},
        themes=themes(),
        now=later,
        by=by(assessor),
    )
    report = reporting.share(report, now=later, by=by(assessor))
    reporting.sign(report, now=later, by=me)


def test_upheld_after_a_second_talk_it_is_as_if_it_was_never_refused(
    reading, readers, east, west, world, cycle, friday, run_jobs
):
    until, me = cycle.period.until_on, Actor.self(world.owner)
    set_aside(reading, east)
    cycle.refresh_from_db()
    objection = objected(cycle, today=FRIDAY.date())
    assert (objection.chamber, objection.talk) == (Chamber.WEST, "asked")
    the_register_is_right(world.owner, FRIDAY.date(), until=until)

    after_objections.choose_talk(objection, wanted=True, now=FRIDAY, by=me)
    cycle.refresh_from_db()
    objection.refresh_from_db()
    today = FRIDAY.date()
    with pytest.raises(NotAllowed, match="Eerst het tweede gesprek"):
        objection.propose(outcome="upheld", reason="x", today=today, by=west[0])

    second_talk(cycle, readers[1], friday)
    later = at(date(2026, 12, 14))
    objection.refresh_from_db()
    assert objection.talk == "held"
    assert decisions.due_on(date(2026, 12, 16)) == []  # the chamber has it
    with pytest.raises(NotAllowed, match="Eerst de hoorzitting"):
        objection.propose(outcome="upheld", reason="x", today=later.date(), by=west[0])
    the_register_is_right(world.owner, later.date(), until=until)

    hearing = at(date(2026, 12, 29), 14)
    objecting.plan_hearing(objection, hearing, "Utrecht", today=later.date(), by=west[0])
    friday.move_to(at(date(2026, 12, 30)))
    held_on = at(date(2026, 12, 30))
    objecting.note_hearing(objection, "Wat er is gezegd.", now=held_on, by=west[0])
    today = held_on.date()
    objection.propose(outcome="upheld", reason="Het gesprek was goed.", today=today, by=west[0])
    objecting.sign(objection, today=today, by=west[1])
    the_register_is_right(world.owner, today, until=until)

    friday.move_to(at(date(2026, 12, 31), 5))
    after_cases.follow()
    run_jobs("accreditation.follow_upheld")
    cycle.refresh_from_db()
    assert cycle.status == "decided"
    final = Decision.objects.get(cycle=cycle, overturned_on=None)
    assert (final.outcome, final.period.from_on) == ("renewed", until)
    assert Decision.objects.get(cycle=cycle, outcome="more_time").overturned_on
    the_register_is_right(world.owner, date(2026, 12, 31), until=until, renewed=True)
    for kind in ("objection_hearing", "objection_minutes", "objection_upheld", "renewed"):
        assert kind in letters(world.owner)
    after_cases.follow()  # once
    assert Registration.objects.get(person=world.owner).periods.count() == 2


def test_dismissed_it_stays_and_the_plan_goes_on(
    reading, east, west, world, cycle, friday, run_jobs
):
    until, me = cycle.period.until_on, Actor.self(world.owner)
    set_aside(reading, east)
    cycle.refresh_from_db()
    objection = objected(cycle, today=FRIDAY.date())
    after_objections.choose_talk(objection, wanted=False, now=FRIDAY, by=me)
    objection.waive_hearing(today=FRIDAY.date(), by=me)
    today = FRIDAY.date()
    objection.propose(outcome="dismissed", reason="Zo is het.", today=today, by=west[0])
    objecting.sign(objection, today=today, by=west[1])
    after_cases.follow()
    run_jobs("accreditation.follow_upheld")
    cycle.refresh_from_db()
    assert cycle.status == "more_time"
    the_register_is_right(world.owner, today, until=until)
    friday.move_to(at(date(2027, 2, 1)))
    more_time.follow_plans()
    cycle.refresh_from_db()
    assert cycle.status == "running"


def test_the_chamber_that_signed_never_hears_the_objection(reading, east, cycle):
    set_aside(reading, east)
    cycle.refresh_from_db()
    objection = objected(cycle, today=FRIDAY.date())
    with pytest.raises(IntegrityError, match="chamber that signed"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(chamber=Chamber.EAST)


@pytest.mark.parametrize("goes_on", [False, True])
def test_an_objection_to_an_advised_more_time_can_be_upheld_without_a_talk(
    world, readers, west, east, friday, run_jobs, goes_on
):
    """Also of who went on with the plan meanwhile, so that no assessor stands in the cycle."""
    plan = {
        "advice": "more_time", "more_time_because": "Eerst oefenen.", "mentor": "Karin",
        "talk_by": date(2027, 6, 1), "talk_with": "other",
    }  # fmt: skip
    signed(world.owner, world.assessor, now=world.now, at=FRIDAY, **plan)
    cycle = Cycle.objects.get(person=world.owner)
    until = cycle.period.until_on
    monday = date(2026, 12, 7)
    friday.move_to(at(monday))
    decisions.settle(cycle, today=monday)
    objection = objected(cycle, today=monday)
    me = Actor.self(world.owner)
    after_objections.choose_talk(objection, wanted=False, now=at(monday), by=me)
    objection.waive_hearing(today=monday, by=me)
    if goes_on:
        more_time.agree(cycle, today=monday, by=me)
    members = east if objection.chamber == Chamber.EAST else west
    objection.propose(outcome="upheld", reason="Genoeg.", today=monday, by=members[0])
    objecting.sign(objection, today=monday, by=members[1])
    after_cases.follow()
    run_jobs("accreditation.follow_upheld")
    the_register_is_right(world.owner, monday, until=until, renewed=True)


def test_after_a_death_no_word_about_the_talk_stays(reading, east, world):
    """That it happened stays, as a pseudonym; not what was found, answered or decided in words."""
    set_aside(reading, east)
    erasing.forget_cases(world.owner)
    reading.refresh_from_db()
    said = {reading.because, reading.finding, reading.reason}
    assert (said, reading.response) == ({"(gewist)"}, "")
    assert set(Deferral.objects.values_list("reason", flat=True)) == {"(gewist)"}


# ---- Pages ----


def test_the_pages_from_asking_to_two_signatures(cycle, readers, east, world, login, desk):
    office = login(desk)
    listed = office.get("/desk/gesprekken/verslagen/").content.decode()
    assert world.owner.name in listed
    ask = f"/desk/gesprekken/meelezen/{cycle.public_id}/"
    assert office.post(ask, {"because": ""}).status_code == 422
    assert office.post(ask, {"because": BECAUSE}).status_code == 302
    assert "Otto Ander" in office.get("/desk/gesprekken/verslagen/").content.decode()

    reading = SecondReading.objects.get()
    reader = login(reading.reader.user)
    assert "Wil je meelezen?" in reader.get("/assessor/dossiers/").content.decode()
    address = f"/assessor/meelezen/{reading.public_id}/"
    page = reader.get(address).content.decode()
    assert "We spraken over jongeren." in page
    reader.get(address)
    assert Event.objects.filter(verb="secondreading.look").count() == 1
    assert login(readers[1].user).get(address).status_code == 404
    wrong = reader.post(address, {"outcome": "otherwise", "finding": "", "step": "find"})
    assert wrong.status_code == 422
    found = {"outcome": "otherwise", "finding": "Het staat er niet.", "step": "find"}
    assert reader.post(address, found).status_code == 302
    assert reader.get(address).status_code == 404

    mine = login(world.owner)
    assert "Wat vind jij ervan?" in mine.get("/mijn/gesprek/").content.decode()
    words = "/mijn/gesprek/tweede-lezing/"
    assert "Het staat er niet." in mine.get(words).content.decode()
    saved = mine.post(f"{words}bewaren/", {"version": 1, "response": "Ik deed het"})
    assert saved.json() == {"version": 2}
    assert mine.post(f"{words}bewaren/", {"version": 1, "response": "y"}).status_code == 409
    both = mine.post(words, {"version": 1, "response": "Anders", "step": "send"})
    assert both.status_code == 409
    assert {"Anders", "Ik deed het"} <= set(re.findall("Anders|Ik deed het", both.content.decode()))
    to_send = {"version": 2, "response": "Ik deed het wel.", "step": "send"}
    assert mine.post(words, to_send).status_code == 302

    SecondReading.objects.update(chamber=Chamber.EAST)
    first, second = login(east[0].user), login(east[1].user)
    assert "Tweede lezing" in first.get("/commissie/").content.decode()
    case = f"/commissie/meelezen/{reading.public_id}/"
    page = first.get(case).content.decode()
    for text in ("Ik deed het wel.", "Het staat er niet.", "We spraken over jongeren."):
        assert text in page
    late = {"outcome": "set_aside", "reason": "Artikel 8.", "talk_by": "2029-01-01"}
    assert first.post(f"{case}voorstel/", late).status_code == 422
    good = late | {"talk_by": "2027-06-01"}
    assert first.post(f"{case}voorstel/", good).status_code == 302
    assert first.get(f"{case}tekenen/").status_code == 302  # not by the same
    assert "Dit kun je niet terugdraaien" in second.get(f"{case}tekenen/").content.decode()
    for seen, status in (("of before", 409), (SecondReading.objects.get().proposal, 302)):
        assert second.post(f"{case}tekenen/", {"proposal": seen}).status_code == status
    assert "De commissie besloot" in mine.get(words).content.decode()
    assert "Bezwaar maken" in mine.get("/mijn/gesprek/plan/").content.decode()
    assert office.get(case).status_code in (403, 404)


def test_the_pages_of_the_objection(reading, east, west, world, cycle, login):
    set_aside(reading, east)
    cycle.refresh_from_db()
    objection = objected(cycle, today=FRIDAY.date())
    mine = login(world.owner)
    page = f"/mijn/bezwaar/{objection.public_id}/"
    assert "Eerst een tweede gesprek?" in mine.get(page).content.decode()
    choose = f"/mijn/gesprek/tweede-gesprek/{objection.public_id}/"
    assert "Iemand die jou niet kent" in mine.get(choose).content.decode()
    assert mine.post(choose, {"talk": "no"}).url == page
    assert mine.get(choose).status_code == 404
    member = login(west[0].user)
    case = f"/commissie/bezwaar/{objection.public_id}/"
    assert "Plan de hoorzitting" in member.get(case).content.decode()
    too_soon = {"on": "2026-12-05", "time": "14:00", "place": "Utrecht"}
    assert member.post(f"{case}horen/", too_soon).status_code == 422
    assert member.post(f"{case}horen/", too_soon | {"on": "2027-01-05"}).status_code == 302
    assert "5 januari 2027" in mine.get(page).content.decode()
    file = f"/commissie/bezwaar-verslagen/{objection.public_id}/"
    read = member.get(file).content.decode()
    for text in ("We spraken over jongeren.", "Ik deed dat wel."):
        assert text in read
    assert login(east[0].user).get(file).status_code == 404
    assert mine.post(f"{page}niet-horen/").status_code == 302
    refused = member.post(f"{case}voorstel/", {"outcome": "too_late", "reason": "x"})
    assert refused.status_code == 422
    assert member.post(f"{case}voorstel/", {"outcome": "upheld", "reason": "x"}).status_code == 302
