"""Moments: offered without overlap, booked once, moved and cancelled in time."""

from datetime import datetime, timedelta

import pytest

from accounts.actors import Actor
from accreditation import scheduling
from accreditation.models import Conversation, Cycle, Slot
from audit.acts import NotAllowed
from outbox.models import Letter
from register.models import RegisterScheme
from tests.accreditation.conftest import (
    AMSTERDAM,
    assigned,
    booked,
    by,
    make_assessor,
    slot,
)
from tests.conftest import NOW
from tests.makers import people, reference

WEEK = timedelta(days=7)


def letters_of(user, kind):
    return Letter.objects.filter(person=user, kind=f"accreditation/{kind}").order_by("id")


def test_a_moment_is_as_long_as_its_kind_of_talk(world, scheme):
    talk = slot(world.assessor, world.now + WEEK, now=world.now)
    welcome = slot(world.assessor, world.now + 2 * WEEK, now=world.now, kind="welcome")
    assert talk.ends_at - talk.starts_at == timedelta(minutes=scheme.conversation_minutes)
    assert welcome.ends_at - welcome.starts_at == timedelta(minutes=scheme.welcome_minutes)


def test_a_change_of_the_clock_does_not_make_a_talk_shorter(world):
    night = datetime(2027, 3, 28, 1, 30, tzinfo=AMSTERDAM)  # summer time starts at two
    talk = slot(world.assessor, night, now=world.now)
    talk.refresh_from_db()
    assert talk.ends_at - talk.starts_at == timedelta(minutes=90)
    assert talk.ends_at.astimezone(AMSTERDAM).hour == 4


def test_two_moments_never_overlap(world):
    first = slot(world.assessor, world.now + WEEK, now=world.now)
    with pytest.raises(NotAllowed, match="al iets aan"):
        slot(world.assessor, first.ends_at - timedelta(minutes=1), now=world.now)
    slot(world.assessor, first.ends_at, now=world.now)
    assert Slot.objects.count() == 2


def test_a_withdrawn_moment_makes_room(world):
    first = slot(world.assessor, world.now + WEEK, now=world.now)
    scheduling.withdraw(first, by=by(world.assessor))
    slot(world.assessor, first.starts_at, now=world.now)


def test_a_moment_in_the_past_is_not_offered(world):
    with pytest.raises(NotAllowed, match="voorbij"):
        slot(world.assessor, world.now, now=world.now)


def test_booking_invites_both_with_one_uid(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    cycle = Cycle.objects.get(person=world.owner)
    assert cycle.status == "booked"
    mine = letters_of(world.owner, "talk_planned").get()
    theirs = letters_of(world.assessor.user, "talk_planned").get()
    for letter in (mine, theirs):
        assert "METHOD:REQUEST" in letter.calendar
        assert str(talk.public_id) in letter.calendar.replace("\r\n ", "")
    assert world.assessor.user.email not in mine.calendar + mine.body
    assert world.owner.email not in theirs.calendar + theirs.body


def test_who_waits_hears_once_that_there_are_moments(world):
    assigned(world.owner, world.assessor, now=world.now)
    slot(world.assessor, world.now + WEEK, now=world.now)
    slot(world.assessor, world.now + 2 * WEEK, now=world.now)
    assert letters_of(world.owner, "moments_offered").count() == 1


@pytest.mark.parametrize("kind", Conversation.ABOUT_A_CYCLE)
def test_each_talk_about_a_cycle_is_booked_in_the_same_way(world, kind):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    moment = slot(world.assessor, world.now + WEEK, now=world.now)
    talk = scheduling.book(cycle, moment, kind=kind, now=world.now, by=Actor.self(world.owner))
    assert (talk.kind, talk.seats.get().cycle) == (kind, cycle)


def test_a_welcome_talk_is_not_booked_for_a_cycle(world):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    moment = slot(world.assessor, world.now + WEEK, now=world.now)
    with pytest.raises(NotAllowed):
        scheduling.book(cycle, moment, kind="welcome", now=world.now, by=Actor.self(world.owner))


def test_after_a_talk_that_was_held_the_next_is_a_second_one(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    cycle = scheduling.cycles_of(talk).get()
    assert scheduling.kind_for(cycle) == "development"
    scheduling.hold(talk, now=talk.starts_at, by=by(world.assessor))
    assert scheduling.kind_for(cycle) == "second"


@pytest.mark.parametrize("wrong", ["another assessor", "too short", "past", "withdrawn"])
def test_only_a_fitting_free_moment_can_be_booked(world, wrong):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    other = make_assessor("Otto", "Ander")
    assessor = other if wrong == "another assessor" else world.assessor
    kind = "welcome" if wrong == "too short" else "development"
    moment = slot(assessor, world.now + WEEK, now=world.now, kind=kind)
    if wrong == "withdrawn":
        scheduling.withdraw(moment, by=by(assessor))
    later = moment.starts_at if wrong == "past" else world.now
    with pytest.raises(NotAllowed):
        scheduling.book(cycle, moment, now=later, by=Actor.self(world.owner))
    cycle.refresh_from_db()
    assert cycle.status == "assigned"
    assert not Conversation.objects.exists()


def test_moving_keeps_the_uid_and_updates_both_calendars(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    other = slot(world.assessor, world.now + 2 * WEEK, now=world.now)
    moved = scheduling.move(talk, other, now=world.now, by=Actor.self(world.owner))
    assert (moved.pk, moved.public_id, moved.sequence) == (talk.pk, talk.public_id, 1)
    assert moved.starts_at == other.starts_at
    for user in (world.owner, world.assessor.user):
        calendar = letters_of(user, "talk_moved").get().calendar
        assert "METHOD:REQUEST" in calendar
        assert "SEQUENCE:1" in calendar
    assert Slot.objects.free(world.now).get() == talk.slot


def test_cancelling_frees_the_moment_and_clears_both_calendars(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.cancel(talk, now=world.now, by=Actor.self(world.owner))
    assert Cycle.objects.get(person=world.owner).status == "assigned"
    assert list(Slot.objects.free(world.now)) == [talk.slot]
    for user in (world.owner, world.assessor.user):
        calendar = letters_of(user, "talk_cancelled").get().calendar
        assert "METHOD:CANCEL" in calendar
        assert "SEQUENCE:1" in calendar
    again = scheduling.book(
        Cycle.objects.get(person=world.owner),
        talk.slot,
        now=world.now,
        by=Actor.self(world.owner),
    )
    assert again.pk != talk.pk


def test_an_assessor_who_cannot_come_takes_the_moment_away(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.cancel(talk, now=world.now, by=by(world.assessor))
    assert not Slot.objects.free(world.now).exists()


def test_until_a_day_before_and_not_later(world, scheme):
    talk = booked(world.owner, world.assessor, now=world.now)
    limit = talk.starts_at - timedelta(hours=scheme.booking_hours)
    with pytest.raises(NotAllowed, match="al bijna"):
        scheduling.cancel(talk, now=limit + timedelta(seconds=1), by=Actor.self(world.owner))
    other = slot(world.assessor, world.now + 2 * WEEK, now=world.now)
    with pytest.raises(NotAllowed, match="al bijna"):
        scheduling.move(talk, other, now=limit + timedelta(seconds=1), by=Actor.self(world.owner))
    scheduling.cancel(talk, now=limit, by=Actor.self(world.owner))


def test_the_hours_are_those_of_the_scheme(world, scheme):
    RegisterScheme.objects.update(booking_hours=48)
    talk = booked(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed):
        scheduling.cancel(
            talk, now=talk.starts_at - timedelta(hours=47), by=Actor.self(world.owner)
        )


def test_a_booked_moment_is_not_withdrawn(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed, match="al geboekt"):
        scheduling.withdraw(talk.slot, by=by(world.assessor))


def test_held_only_after_the_start_by_the_own_assessor(world, stranger):
    talk = booked(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed, match="nog niet begonnen"):
        scheduling.hold(talk, now=talk.starts_at - timedelta(minutes=1), by=by(world.assessor))
    with pytest.raises(NotAllowed, match="Alleen de assessor"):
        scheduling.hold(talk, now=talk.starts_at, by=Actor(stranger, "assessor"))
    scheduling.hold(talk, now=talk.starts_at, by=by(world.assessor))
    assert Cycle.objects.get(person=world.owner).status == "held"


@pytest.mark.django_db(transaction=True)
def test_two_people_booking_one_moment_at_once_gives_it_to_one(in_parallel):
    """On two connections; the other one is told to choose another moment."""
    reference.scheme()
    assessor = make_assessor("Hanneke", "Wit")
    owners = [people.person("Samira", "El Amrani"), people.person("Joost", "Meulen")]
    cycles = [assigned(owner, assessor, now=NOW) for owner in owners]
    moment = slot(assessor, NOW + WEEK, now=NOW)
    outcomes = in_parallel(
        *(
            lambda cycle=cycle: scheduling.book(cycle, moment, now=NOW, by=Actor.self(cycle.person))
            for cycle in cycles
        )
    )
    (refusal,) = [one for one in outcomes if isinstance(one, Exception)]
    assert isinstance(refusal, NotAllowed)
    assert "Kies een ander moment" in str(refusal)
    assert Conversation.objects.count() == 1
    assert sorted(Cycle.objects.values_list("status", flat=True)) == ["assigned", "booked"]
    assert Letter.objects.filter(kind="accreditation/talk_planned").count() == 2


@pytest.mark.django_db(transaction=True)
def test_booking_and_withdrawing_at_once_leaves_no_talk_at_a_withdrawn_moment(in_parallel):
    reference.scheme()
    assessor = make_assessor("Hanneke", "Wit")
    cycle = assigned(people.person("Samira", "El Amrani"), assessor, now=NOW)
    moment = slot(assessor, NOW + WEEK, now=NOW)
    in_parallel(
        lambda: scheduling.book(cycle, moment, now=NOW, by=Actor.self(cycle.person)),
        lambda: scheduling.withdraw(moment, by=by(assessor)),
    )
    moment.refresh_from_db()
    assert moment.withdrawn != Conversation.objects.exists()
