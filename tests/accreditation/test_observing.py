"""An observer sits in only when both at the table say yes, and either may still say no."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accreditation import observing, scheduling
from accreditation.models import Observer
from audit.acts import NotAllowed
from audit.models import Event
from outbox.models import Letter
from tests.accreditation.conftest import booked, by, make_assessor, slot
from tests.makers import people

pytestmark = pytest.mark.usefixtures("standing_clock")


@pytest.fixture
def talk(world):
    return booked(world.owner, world.assessor, now=world.now)


@pytest.fixture
def guest(world, talk):
    """Another assessor, who came later."""
    return make_assessor("Gast", "Meekijker")


@pytest.fixture
def asked(world, talk, guest):
    return observing.ask(talk, guest, now=world.now, by=people.desk_actor())


def both_say_yes(asked, world):
    observing.say_yes(asked, now=world.now, by=Actor.self(world.owner))
    observing.say_yes(asked, now=world.now, by=by(world.assessor))


def kinds(user):
    found = Letter.objects.filter(person=user, kind__contains="observer")
    return sorted(found.values_list("kind", flat=True))


def test_both_are_asked_and_two_yeses_give_a_seat(world, asked, guest):
    for user in (world.owner, world.assessor.user):
        assert kinds(user) == ["accreditation/observer_asked"]
    observing.say_yes(asked, now=world.now, by=Actor.self(world.owner))
    assert not observing.observed_by(guest.user).exists()
    observing.say_yes(asked, now=world.now, by=by(world.assessor))
    assert observing.observed_by(guest.user).get() == asked
    letter = Letter.objects.get(person=guest.user, kind="accreditation/observer_invited")
    assert "METHOD:REQUEST" in letter.calendar


@pytest.mark.parametrize("who", ["owner", "assessor"])
def test_either_says_no_and_nobody_sees_who(world, asked, guest, who):
    both_say_yes(asked, world)
    actor = Actor.self(world.owner) if who == "owner" else by(world.assessor)
    observing.say_no(asked, now=world.now, by=actor)
    asked.refresh_from_db()
    assert (asked.status, asked.person_agreed, asked.assessor_agreed) == ("off", False, False)
    said = Event.objects.get(verb="observer.call_off")
    assert (said.actor, said.role) == (None, "system")
    letter = Letter.objects.get(person=guest.user, kind="accreditation/observer_off")
    assert "METHOD:CANCEL" in letter.calendar


def test_the_database_wants_both(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Observer.objects.filter(pk=asked.pk).update(status="agreed", person_agreed=True)


def test_nobody_with_a_tie_sits_in(world, talk, guest):
    guest.declared_conflicts.add(world.owner)
    with pytest.raises(NotAllowed, match="kent de klantmanager"):
        observing.ask(talk, guest, now=world.now, by=people.desk_actor())
    with pytest.raises(NotAllowed, match="andere assessor"):
        observing.ask(talk, world.assessor, now=world.now, by=people.desk_actor())


def test_one_observer_at_a_time(world, talk, asked):
    other = make_assessor("Nog", "Iemand")
    with pytest.raises(NotAllowed, match="al iemand gevraagd"):
        observing.ask(talk, other, now=world.now, by=people.desk_actor())


def test_a_moved_talk_moves_in_the_calendar_of_the_observer_too(world, talk, asked, guest):
    both_say_yes(asked, world)
    later = slot(world.assessor, world.now + timedelta(days=14), now=world.now)
    scheduling.move(talk, later, now=world.now, by=Actor.self(world.owner))
    assert Letter.objects.filter(person=guest.user, kind="accreditation/talk_moved").exists()


def test_a_stranger_has_no_say(world, asked, stranger):
    with pytest.raises(NotAllowed):
        observing.say_no(asked, now=world.now, by=Actor.self(stranger))
    with pytest.raises(NotAllowed):
        observing.say_yes(asked, now=world.now, by=Actor.self(stranger))


def test_the_pages(world, talk, guest, login, stranger):
    desk = login(people.desk_actor().user)
    url = "/desk/kwaliteit/meekijken/"
    assert desk.post(url, {}).status_code == 422
    typed = {"talk": str(talk.public_id), "observer": guest.pk}
    assert desk.post(url, typed).status_code == 302
    assert "Gevraagd" in desk.get(url).content.decode()
    asked = Observer.objects.get()
    mine = f"/mijn/gesprek/meekijken/{asked.public_id}/"
    theirs = f"/assessor/meekijken/{asked.public_id}/"
    assert login(stranger).get(mine).status_code == 404
    assert login(guest.user).get(theirs).status_code == 404
    assert login(world.owner).post(mine, {"say": "yes"}).status_code == 302
    assert "Toch liever niet" in login(world.owner).get(mine).content.decode()
    assert login(world.assessor.user).post(theirs, {"say": "yes"}).status_code == 302
    assert "Gesprek van Hanneke" in login(guest.user).get("/assessor/meekijken/").content.decode()


def test_nobody_sits_in_at_a_talk_that_is_called_off(world, asked, guest):
    both_say_yes(asked, world)
    scheduling.cancel(asked.conversation, now=world.now, by=Actor.self(world.owner))
    asked.refresh_from_db()
    assert asked.status == Observer.Status.OFF
    assert not Observer.objects.sat_in(asked.conversation.seats.get().cycle).exists()
    letter = Letter.objects.get(person=guest.user, kind="accreditation/observer_off")
    assert "METHOD:CANCEL" in letter.calendar
