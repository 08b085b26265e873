"""Chambers: members by name for a term, and no signature without a seat."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant
from audit.acts import NotAllowed
from register import admission, chambers
from register.models import Chamber, ChamberSeat
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock", "scheme")
TERM = timedelta(days=700)


@pytest.fixture
def by_desk(desk) -> Actor:
    return Actor(desk, Role.DESK)


@pytest.fixture
def unseated(db):
    user = people.person("Nieuw", "Lid")
    RoleGrant.objects.create(user=user, role=Role.COMMITTEE, from_on=people.LONG_AGO)
    return user


def appoint(person, by, today, chamber=Chamber.EAST):
    return chambers.appoint(
        person, chamber, from_on=today, until_on=today + TERM, practising=True, by=by
    )


def test_the_desk_appoints_who_holds_the_role(unseated, owner, by_desk, today):
    seat = appoint(unseated, by_desk, today)
    assert ChamberSeat.objects.of(unseated, today) == Chamber.EAST
    assert ChamberSeat.objects.of(unseated, seat.until_on) is None
    with pytest.raises(NotAllowed, match="niet de rol"):
        appoint(owner, by_desk, today)


def test_one_seat_at_a_time(unseated, by_desk, today):
    appoint(unseated, by_desk, today)
    with pytest.raises(NotAllowed, match="al in een kamer"):
        appoint(unseated, by_desk, today, Chamber.WEST)


def test_nobody_else_appoints(unseated, committee, today):
    for by in (Actor(committee, Role.COMMITTEE), Actor(unseated, Role.DESK), Actor.self(unseated)):
        with pytest.raises(NotAllowed):
            appoint(unseated, by, today)
    with pytest.raises(IntegrityError, match="appoints_themselves"), transaction.atomic():
        ChamberSeat.objects.create(
            person=unseated, chamber="east", from_on=today, until_on=today + TERM,
            appointed_by=unseated,
        )  # fmt: skip


def test_a_seat_ends(unseated, by_desk, today):
    seat = appoint(unseated, by_desk, today - timedelta(days=9))
    chambers.end(seat, today=today, by=by_desk)
    assert ChamberSeat.objects.of(unseated, today) is None
    with pytest.raises(NotAllowed, match="al voorbij"):
        chambers.end(seat, today=today, by=by_desk)


def test_without_a_seat_nobody_refuses(owner, unseated, by_desk, today):
    application = people.welcomed(owner, today=today)
    application.propose_refusal(reason="x", way_on="y", by=by_desk)
    with pytest.raises(NotAllowed, match="kamer"):
        admission.refuse(application, today=today, by=Actor(unseated, Role.COMMITTEE))


def test_a_chamber_without_a_majority_that_does_the_work_is_named(by_desk, unseated, today):
    first, _ = people.members(Chamber.EAST)
    ChamberSeat.objects.filter(person=first.user).update(practising=False)
    east, west = chambers.composition(today)
    assert (east["lacks_majority"], east["is_small"], west["is_small"]) == (True, False, True)


def test_pages(unseated, desk, committee, login, today):
    page = login(desk).get("/desk/kamers/").content.decode()
    assert "Nieuw Lid" in page
    assert "Te weinig leden" in page
    typed = {
        "person": str(unseated.public_id), "chamber": "west", "practising": "on",
        "from_on": today.isoformat(), "until_on": (today + TERM).isoformat(),
    }  # fmt: skip
    wrong = login(desk).post("/desk/kamers/", typed | {"until_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert login(desk).post("/desk/kamers/", typed).status_code == 302
    seat = ChamberSeat.objects.get(person=unseated)
    address = f"/desk/kamers/{seat.pk}/eindigen/"
    assert "Benoeming beëindigen?" in login(desk).get(address).content.decode()
    login(desk).post(address)
    assert ChamberSeat.objects.of(unseated, today) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same(desk, login, count, today, django_assert_num_queries):
    for number in range(count):
        people.member("Lid", f"Nummer {number}", Chamber.EAST)
    client = login(desk)
    with django_assert_num_queries(12):
        page = client.get("/desk/kamers/")
    assert page.content.count(b"/eindigen/") == count


def test_the_term_of_a_seat_decides_who_may_sign(owner, committee, by_desk, today):
    application = people.welcomed(owner, today=today)
    application.propose_refusal(reason="x", way_on="y", by=by_desk)
    ChamberSeat.objects.filter(person=committee).update(until_on=date(2026, 1, 1))
    with pytest.raises(NotAllowed, match="kamer"):
        admission.refuse(application, today=today, by=Actor(committee, Role.COMMITTEE))
