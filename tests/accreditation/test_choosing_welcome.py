"""The newcomer chooses the moment of the welcome talk: with others or alone, moved or given up."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accreditation import choosing_welcome, welcome
from accreditation.models import Conversation, Seat, WelcomeInvitation
from audit.acts import NotAllowed
from outbox.models import Letter
from register.models import Application
from tests.accreditation.conftest import slot
from tests.makers import people

WEEK = timedelta(days=7)
PAGE = "/mijn/gesprek/welkom/"


def in_review(user, today) -> Application:
    application = people.submitted(user, today=today)
    application.take(by=people.desk_actor())
    return application


@pytest.fixture
def moments(world):
    return [slot(world.assessor, world.now + weeks * WEEK, now=world.now, kind="welcome")
            for weeks in (1, 2, 3)]  # fmt: skip


@pytest.fixture
def application(world, today) -> Application:
    return in_review(world.owner, today)


def propose(application, slots, world):
    choosing_welcome.propose(application, slots, now=world.now, by=people.desk_actor())
    application.refresh_from_db()


def offered(application, world):
    return [one.slot for one in choosing_welcome.moments_for(application, now=world.now)]


def choose(application, moment, world):
    return choosing_welcome.choose(
        application, moment, now=world.now, by=Actor.self(application.person)
    )


def kinds(user) -> list[str]:
    written = Letter.objects.filter(person=user).order_by("id").values_list("kind", flat=True)
    return [kind.partition("/")[2] for kind in written]


def test_the_desk_proposes_and_the_newcomer_chooses(application, world, moments):
    propose(application, moments[:2], world)
    assert application.status == Application.Status.WELCOME
    letter = Letter.objects.get(person=world.owner)
    assert letter.kind == "accreditation/welcome_proposed"
    assert letter.body.count("via beeldbellen") == 2
    assert offered(application, world) == moments[:2]
    talk = choose(application, moments[1], world)
    assert (talk.slot, talk.kind) == (moments[1], "welcome")
    assert kinds(world.owner) == ["welcome_proposed", "welcome_planned"]


def test_without_a_choice_of_the_desk_every_fitting_moment_is_there(application, world, moments):
    propose(application, [], world)
    assert offered(application, world) == moments


def test_when_the_proposed_moments_are_gone_the_others_come(application, world, moments):
    propose(application, moments[:1], world)
    moments[0].withdrawn = True
    moments[0].save()
    assert offered(application, world) == moments[1:]


def test_a_moment_that_was_not_offered_is_refused(application, world, moments):
    propose(application, moments[:1], world)
    with pytest.raises(NotAllowed, match="niet meer bij"):
        choose(application, moments[2], world)


def test_who_was_asked_is_not_in_the_list_of_the_desk_until_something_happens(
    application, world, moments
):
    assert list(welcome.to_plan()) == [application]
    propose(application, [], world)
    assert list(welcome.to_plan()) == []
    assert list(welcome.choosing()) == [application]
    choose(application, moments[0], world)
    assert list(welcome.choosing()) == []


def test_moving_leaves_the_others_at_the_table(application, world, stranger, moments, today):
    other = in_review(stranger, today)
    for one in (application, other):
        propose(one, [], world)
        choose(one, moments[0], world)
    table = Conversation.objects.get()
    choose(application, moments[1], world)
    table.refresh_from_db()
    assert table.status == Conversation.Status.PLANNED
    assert [seat.person for seat in table.seats.all()] == [stranger]
    assert Seat.objects.get(application=application).conversation.slot == moments[1]
    assert kinds(stranger) == ["welcome_proposed", "welcome_planned"]  # nothing changed for them
    gone = Letter.objects.get(person=world.owner, kind="accreditation/talk_cancelled")
    assert "METHOD:CANCEL" in gone.calendar
    changed = Letter.objects.get(person=world.assessor.user, kind="accreditation/welcome_changed")
    assert stranger.name in changed.body
    assert world.owner.name not in changed.body


def test_the_last_one_to_leave_ends_the_talk(application, world, moments):
    propose(application, [], world)
    talk = choose(application, moments[0], world)
    choosing_welcome.give_up(application, now=world.now, by=Actor.self(world.owner))
    talk.refresh_from_db()
    assert talk.status == Conversation.Status.CANCELLED
    assert offered(application, world) == moments
    for person in (world.owner, world.assessor.user):
        assert kinds(person)[-1] == "talk_cancelled"


def test_shortly_before_it_is_too_late_to_leave(application, world, moments):
    propose(application, [], world)
    talk = choose(application, moments[0], world)
    late = talk.starts_at - timedelta(hours=2)
    with pytest.raises(NotAllowed, match="al bijna"):
        choosing_welcome.give_up(application, now=late, by=Actor.self(world.owner))
    with pytest.raises(NotAllowed, match="al bijna"):
        choosing_welcome.choose(application, moments[1], now=late, by=Actor.self(world.owner))
    assert Seat.objects.get(application=application).conversation == talk


def alone(application, world) -> bool:
    return choosing_welcome.ask_to_talk_alone(
        application, now=world.now, by=Actor.self(application.person)
    )


def test_alone_gets_empty_tables_and_closes_the_own(application, world, stranger, moments, today):
    other = in_review(stranger, today)
    propose(other, [], world)
    choose(other, moments[0], world)
    propose(application, [], world)
    assert alone(application, world) is False
    assert offered(application, world) == moments[1:]
    choose(application, moments[1], world)
    assert Seat.objects.get(application=application).alone
    assert moments[1] not in offered(other, world)
    with pytest.raises(NotAllowed, match="vol"):
        third = in_review(people.person("Derde", "Nieuwkomer"), today)
        welcome.plan(third, moments[1], now=world.now, by=people.desk_actor())


def test_alone_at_the_table_stays_there(application, world, moments):
    propose(application, [], world)
    choose(application, moments[0], world)
    assert alone(application, world) is True
    seat = Seat.objects.get(application=application)
    assert (seat.alone, seat.conversation.slot) == (True, moments[0])


def test_alone_at_a_shared_table_stands_up(application, world, stranger, moments, today):
    other = in_review(stranger, today)
    for one in (application, other):
        propose(one, [], world)
        choose(one, moments[0], world)
    assert alone(application, world) is False
    assert not Seat.objects.filter(application=application).exists()
    assert Seat.objects.filter(application=other).exists()


def test_nobody_proposes_to_themselves_or_chooses_for_another(application, world, moments, desk):
    propose(application, [], world)
    with pytest.raises(NotAllowed, match="niet jouw aanmelding"):
        choosing_welcome.choose(application, moments[0], now=world.now, by=Actor(desk, "desk"))
    own = in_review(desk, world.now.date())
    with pytest.raises(NotAllowed, match="eigen aanmelding"):
        choosing_welcome.propose(own, [], now=world.now, by=Actor(desk, "desk"))


def test_choosing_moving_and_giving_up_by_the_pages(
    application, world, moments, desk, login, standing_clock
):
    address = f"/desk/gesprekken/welkom/{application.public_id}/"
    ticked = {"step": "propose", "moment": [str(moments[0].public_id), str(moments[1].public_id)]}
    page = login(desk).post(address, ticked, follow=True).content.decode()
    assert "kiest een moment" in page
    assert "Kiezen zelf een moment" in page
    assert WelcomeInvitation.objects.get().slots.count() == 2
    client = login(world.owner)
    assert "Bekijk de momenten" in client.get("/mijn/gesprek/").content.decode()
    assert client.get(PAGE).content.decode().count('name="slot"') == 2
    client.post(PAGE, {"slot": str(moments[0].public_id)})
    assert "Ander moment, of liever alleen" in client.get("/mijn/gesprek/").content.decode()
    page = client.post(f"{PAGE}alleen/", follow=True).content.decode()
    assert "Op jouw moment komt niemand anders erbij" in page
    client.post(PAGE, {"slot": str(moments[1].public_id)})
    assert Seat.objects.get().conversation.slot == moments[1]
    client.post("/mijn/gesprek/afzeggen/")
    assert not Seat.objects.exists()
    assert client.post(PAGE, {"slot": "niets"}).status_code == 404


def test_there_is_no_such_page_without_an_application(owner, login, standing_clock):
    assert login(owner).get(PAGE).status_code == 404
    assert login(owner).post(f"{PAGE}alleen/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(
    application, world, count, login, standing_clock, django_assert_num_queries
):
    for weeks in range(1, count + 1):
        slot(world.assessor, world.now + weeks * WEEK, now=world.now, kind="welcome")
    propose(application, [], world)
    client = login(world.owner)
    client.get(PAGE)
    with django_assert_num_queries(14):
        page = client.get(PAGE)
    assert page.content.decode().count('name="slot"') == count
