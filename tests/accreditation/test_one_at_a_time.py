"""Nobody is at two talks at once: neither by the pages, nor at the same moment, nor by raw rows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accreditation import scheduling
from accreditation.models import Conversation, Cycle, Seat, Slot
from outbox.models import Letter
from tests.accreditation.conftest import (
    assigned,
    booked,
    by,
    make_assessor,
    slot,
)
from tests.conftest import NOW
from tests.makers import people, reference

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
TWENTY = 20


def raw_talk(moment: Slot, person, cycle) -> Conversation:
    """As somebody would who goes around every rule of ours."""
    talk = scheduling.converse("development", moment)
    talk.save()
    talk.seats.create(person=person, cycle=cycle)
    return talk


@pytest.fixture
def two_moments(world):
    """At the same time, of two assessors; the owner has a talk at the first."""
    talk = booked(world.owner, world.assessor, now=world.now)
    other = make_assessor("Otto", "Ander")
    return talk, slot(other, talk.starts_at + HOUR, now=world.now)


def test_a_person_has_no_two_talks_at_once_whatever_was_done(two_moments, world):
    talk, moment = two_moments
    with pytest.raises(IntegrityError, match="person_in_one_talk"), transaction.atomic():
        raw_talk(moment, world.owner, talk.seats.get().cycle)
    Seat.objects.filter(conversation=talk).update(moment=None)  # nobody writes it by hand
    with pytest.raises(IntegrityError, match="person_in_one_talk"), transaction.atomic():
        raw_talk(moment, world.owner, talk.seats.get().cycle)


def test_moving_one_over_the_other_is_refused_too(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    other = make_assessor("Otto", "Ander")
    later = slot(other, talk.starts_at + WEEK, now=world.now)
    second = raw_talk(later, world.owner, talk.seats.get().cycle)
    with pytest.raises(IntegrityError, match="person_in_one_talk"), transaction.atomic():
        Conversation.objects.filter(pk=second.pk).update(
            starts_at=talk.starts_at, ends_at=talk.ends_at
        )


def test_a_talk_that_is_off_takes_no_time(two_moments, world):
    talk, moment = two_moments
    scheduling.cancel(talk, now=world.now, by=Actor.self(world.owner))
    raw_talk(moment, world.owner, Cycle.objects.get(person=world.owner))


def test_an_assessor_holds_one_talk_at_a_time(world, stranger):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.withdraw(slot(world.assessor, talk.ends_at, now=world.now), by=by(world.assessor))
    withdrawn = Slot.objects.get(withdrawn=True)
    Slot.objects.filter(pk=withdrawn.pk).update(starts_at=talk.starts_at, ends_at=talk.ends_at)
    withdrawn.refresh_from_db()
    with pytest.raises(IntegrityError, match="assessor_holds_one"), transaction.atomic():
        raw_talk(withdrawn, stranger, talk.seats.get().cycle)


def test_a_moment_at_which_the_person_has_a_talk_is_not_offered(world, desk):
    """The welcome talk of somebody who is registered as well: the pages never show the other."""
    cycle = assigned(world.owner, world.assessor, now=world.now)
    moment = slot(world.assessor, world.now + WEEK, now=world.now)
    other = make_assessor("Otto", "Ander")
    theirs = slot(other, world.now + WEEK, now=world.now)
    raw_talk(theirs, world.owner, cycle)
    with pytest.raises(scheduling.Gone, match="ander gesprek"):
        scheduling.book(cycle, moment, now=world.now, by=Actor.self(world.owner))


def test_an_assessor_has_no_talk_of_the_own_at_the_same_time(world, stranger):
    """Who assesses is assessed too: the talk on the other side of the table counts."""
    other = make_assessor("Otto", "Ander", talks_a_year=0)
    cycle = assigned(stranger, world.assessor, now=world.now)
    moment = slot(world.assessor, world.now + WEEK, now=world.now)
    raw_talk(slot(other, world.now + WEEK, now=world.now), world.assessor.user, cycle)
    with pytest.raises(scheduling.Gone):
        scheduling.book(cycle, moment, now=world.now, by=Actor.self(stranger))


@pytest.mark.fault(
    "K9",
    did="20 people take one moment for a talk at once",
    must="one has it, 19 are told in words",
)
@pytest.mark.django_db(transaction=True)
def test_twenty_people_for_one_moment(in_parallel, login, standing_clock):
    """One has it; nineteen read a kind sentence and what else there is. By the pages, at once."""
    reference.scheme()
    assessor = make_assessor("Hanneke", "Wit", talks_a_year=100)
    owners = [people.person(f"Persoon{n}", "Een") for n in range(TWENTY)]
    for owner in owners:
        assigned(owner, assessor, now=NOW)
    moment = slot(assessor, NOW + WEEK, now=NOW)
    other = slot(assessor, NOW + 2 * WEEK, now=NOW)
    clients = [login(owner) for owner in owners]

    def choose(client):
        return client.post("/mijn/gesprek/moment/", {"slot": moment.public_id})

    answers = in_parallel(*(lambda client=client: choose(client) for client in clients))
    assert sorted(answer.status_code for answer in answers) == [302] + 19 * [409]
    for answer in answers:
        if answer.status_code == 409:
            page = answer.content.decode()
            assert "Dit moment is net weg" in page
            assert "Je verliest hierdoor geen tijd" in page
            assert str(other.public_id) in page
            assert str(moment.public_id) not in page
    assert Conversation.objects.count() == 1
    assert Cycle.objects.filter(status="booked").count() == 1
    assert Cycle.objects.filter(status="assigned").count() == TWENTY - 1
    assert Letter.objects.filter(kind="accreditation/talk_planned").count() == 2
