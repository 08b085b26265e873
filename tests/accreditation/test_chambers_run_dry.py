"""A chamber in which too few may hear a case: the desk brings it to the other, inside the rules."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role
from accreditation import assessor_complaints
from accreditation.models import AssessorComplaint, SecondReading
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from register import chambers
from register.models import Affiliation, Chamber, ChamberSeat, HardshipRequest, Measure
from tests.accreditation.conftest import assigned
from tests.makers import cases, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


@pytest.fixture
def east(scheme) -> list[Actor]:
    return people.members(Chamber.EAST)


@pytest.fixture
def west(scheme) -> list[Actor]:
    return people.members(Chamber.WEST)


@pytest.fixture
def by(desk) -> Actor:
    return Actor(desk, Role.DESK)


def complained(world) -> AssessorComplaint:
    """With Kamer Oost."""
    assigned(world.owner, world.assessor, now=world.now)
    occasion = assessor_complaints.occasions(world.owner, now=world.now)[0]
    made = assessor_complaints.send(
        occasion, text="Hij luisterde niet.", wish="open", now=world.now, by=Actor.self(world.owner)
    )
    AssessorComplaint.objects.filter(pk=made.pk).update(chamber=Chamber.EAST)
    made.refresh_from_db()
    return made


def leaves(member: Actor, today: date) -> None:
    ChamberSeat.objects.filter(person=member.user).update(until_on=today)


def test_complaints_and_readings_weigh_too_where_a_new_case_goes(world, east, west):
    assert {AssessorComplaint, SecondReading} <= set(chambers.KINDS)
    complained(world)
    assert chambers.for_new_case() == Chamber.WEST
    AssessorComplaint.objects.update(chamber=Chamber.WEST)
    assert chambers.for_new_case() == Chamber.EAST


def test_with_two_who_may_hear_it_a_case_stays(world, east, west, by, today):
    complaint = complained(world)
    assert chambers.stuck(today) == []
    with pytest.raises(NotAllowed, match="blijft hier"):
        chambers.move(complaint, today=today, by=by)


def test_with_one_left_it_goes_to_the_other_chamber_with_its_term(world, east, west, by, today):
    complaint = complained(world)
    assessor_complaints.propose(
        complaint, outcome="dismissed", reason="Artikel 9.", lesson="Les.", today=today, by=east[0]
    )
    leaves(east[1], today)
    chambers.move(complaint, today=today, by=by)
    moved = AssessorComplaint.objects.get()
    assert (moved.chamber, moved.answer_by) == (Chamber.WEST, complaint.answer_by)
    assert (moved.first_signer, moved.outcome, moved.reason, moved.lesson) == (None, "", "", "")
    assert Event.objects.filter(verb="case.move_to_other_chamber").exists()
    letter = Letter.objects.get(person=world.owner, kind="register/case_moved")
    assert "Kamer West" in letter.body
    assert "luisterde" not in letter.body
    assert chambers.stuck(today) == []


def test_a_tie_counts_as_one_less(world, east, west, by, today):
    complaint = complained(world)
    work = Affiliation.objects.filter(person=world.owner).first()
    Affiliation.objects.create(
        person=east[0].user, organisation=work.organisation, kinds_of_work=["work"], from_on=today
    )
    [one] = chambers.stuck(today)
    assert (one.case, one.can_move) == (complaint, True)


def test_not_when_the_other_has_too_few_either(world, east, west, by, today):
    complaint = complained(world)
    leaves(east[1], today)
    leaves(west[1], today)
    [one] = chambers.stuck(today)
    assert not one.can_move
    with pytest.raises(NotAllowed, match="Benoem eerst iemand"):
        chambers.move(complaint, today=today, by=by)


def test_never_to_the_chamber_in_which_the_assessor_sits(world, east, west, by, today):
    """The rule of the database holds for moving as well."""
    complaint = complained(world)
    people.seat(world.assessor.user, Chamber.WEST)
    leaves(east[1], today)
    with pytest.raises(NotAllowed, match="andere kamer had al"):
        chambers.move(complaint, today=today, by=by)
    complaint.refresh_from_db()
    assert complaint.chamber == Chamber.EAST
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessorComplaint.objects.update(chamber=Chamber.WEST)


def test_a_move_that_the_rules_refuse_is_not_offered(world, east, west, by, today, desk, login):
    complained(world)
    people.seat(world.assessor.user, Chamber.WEST)
    leaves(east[1], today)
    [one] = chambers.stuck(today)
    assert (one.is_barred, one.can_move) == (True, False)
    page = login(desk).get("/desk/kamers/").content.decode()
    assert "Naar de andere kamer" not in page
    assert "De andere kamer had er al mee te maken" in page


def test_a_hearing_that_was_is_held_anew_and_its_minutes_stay_in_the_file(by, today):
    people.members(Chamber.EAST)
    people.members(Chamber.WEST)
    heard_on, charged_on = today - timedelta(days=5), today - timedelta(days=35)
    registration = people.registered(people.person("Piet", "Maat"), since=charged_on)
    with time_machine.travel(cases.at(charged_on), tick=False):
        measure = cases.charged(registration, today=charged_on)
    with time_machine.travel(cases.at(heard_on, 12), tick=False):
        cases.heard(measure, on=heard_on)
    before = Chamber(measure.chamber)
    leaves(cases.two_of(measure)[1], today)
    chambers.move(measure, today=today, by=by)
    moved = Measure.objects.get()
    assert (moved.status, moved.hearing_at, moved.heard_on, moved.minutes) == (
        Measure.Status.CHARGED, None, None, "",
    )  # fmt: skip
    assert "Wat er is gezegd." in moved.messages.get().text
    letter = Letter.objects.get(person=registration.person, kind="register/case_moved")
    assert f"De hoorzitting bij {before.label} telt niet meer" in letter.body


def test_an_objection_does_not_go_to_the_chamber_that_signed(stranger, east, west, by, today):
    refusal = cases.refused(stranger, today=today, by=west[0])
    objection = cases.objection(refusal, today=today)
    assert objection.chamber == Chamber.EAST
    leaves(east[1], today)
    [one] = chambers.stuck(today)
    assert (one.is_barred, one.can_move) == (True, False)
    with pytest.raises(NotAllowed, match="andere kamer had al"):
        chambers.move(objection, today=today, by=by)


def test_only_the_desk_moves_and_never_the_own_case(world, east, west, by, today):
    complaint = complained(world)
    leaves(east[1], today)
    for actor in (west[0], Actor.self(world.owner), Actor(world.owner, Role.DESK)):
        with pytest.raises(NotAllowed, match="Alleen het bureau"):
            chambers.move(complaint, today=today, by=actor)


def test_by_the_page(world, east, west, desk, login, today):
    complaint = complained(world)
    leaves(east[1], today)
    client = login(desk)
    page = client.get("/desk/kamers/").content.decode()
    assert "Klacht over een assessor van" in page
    assert "luisterde" not in page
    url = f"/desk/kamers/assessorcomplaint/{complaint.public_id}/andere/"
    assert client.post(url.replace("assessorcomplaint", "user")).status_code == 404
    assert client.post(url).status_code == 302
    complaint.refresh_from_db()
    assert complaint.chamber == Chamber.WEST


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    count, east, west, desk, login, today, django_assert_num_queries
):
    for number in range(count):
        HardshipRequest.objects.create(
            person=people.person("Piet", f"Nummer{number}"), rule="x", text="x", chamber="east",
            status="received", received_on=today, answer_by=today,
        )  # fmt: skip
    leaves(east[1], today)
    client = login(desk)
    client.get("/desk/kamers/")
    with django_assert_num_queries(22):
        client.get("/desk/kamers/")
