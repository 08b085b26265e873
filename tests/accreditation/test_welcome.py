"""The welcome talk: planned without a tie, shared by a few, held once; then admission."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.models import Role
from accreditation import scheduling, welcome
from accreditation.models import Conversation, Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from register.models import Affiliation, Application, RegisterScheme, Registration
from tests.accreditation.conftest import by, slot
from tests.makers import people, reference

WEEK = timedelta(days=7)


def in_review(user, today, **kwargs) -> Application:
    application = people.submitted(user, today=today, **kwargs)
    application.take(by=people.desk_actor())
    return application


def planned(user, world, moment, today) -> Conversation:
    application = in_review(user, today)
    return welcome.plan(application, moment, now=world.now, by=people.desk_actor())


@pytest.fixture
def moment(world):
    return slot(world.assessor, world.now + WEEK, now=world.now, kind="welcome")


def test_planning_invites_both(world, moment, today):
    talk = planned(world.owner, world, moment, today)
    application = Application.objects.get(person=world.owner)
    assert application.status == "welcome"
    assert (talk.kind, talk.slot) == ("welcome", moment)
    letters = Letter.objects.filter(kind="accreditation/welcome_planned")
    assert {letter.person for letter in letters} == {world.owner, world.assessor.user}
    assert all("METHOD:REQUEST" in letter.calendar for letter in letters)


def test_newcomers_share_a_table_without_seeing_each_others_address(world, stranger, moment, today):
    first = planned(world.owner, world, moment, today)
    second = planned(stranger, world, moment, today)
    assert first.pk == second.pk
    mine = Letter.objects.get(person=stranger, kind="accreditation/welcome_planned")
    assert world.owner.email not in mine.calendar + mine.body
    assert world.owner.name not in mine.calendar + mine.body
    update = Letter.objects.filter(
        person=world.assessor.user, kind="accreditation/welcome_planned"
    ).latest("id")
    assert world.owner.name in update.body
    assert stranger.name in update.body
    assert "SEQUENCE:1" in update.calendar


def test_a_full_table_takes_nobody(world, stranger, moment, today):
    RegisterScheme.objects.update(welcome_seats=1)
    planned(world.owner, world, moment, today)
    application = in_review(stranger, today)
    assert welcome.options(application, now=world.now) == []
    with pytest.raises(NotAllowed, match="vol"):
        welcome.plan(application, moment, now=world.now, by=people.desk_actor())


def test_a_colleague_is_not_offered_and_not_planned(world, moment, today):
    Affiliation.objects.create(
        person=world.assessor.user, organisation=reference.municipality(), from_on=today
    )
    application = in_review(world.owner, today)
    assert welcome.options(application, now=world.now) == []
    with pytest.raises(NotAllowed, match="andere assessor"):
        welcome.plan(application, moment, now=world.now, by=people.desk_actor())


def test_short_moments_come_before_those_for_long_talks(world, moment, today):
    long = slot(world.assessor, world.now + timedelta(days=2), now=world.now)
    application = in_review(world.owner, today)
    found = welcome.options(application, now=world.now)
    assert [option.slot for option in found] == [moment, long]


def test_one_welcome_talk_at_a_time(world, moment, today):
    planned(world.owner, world, moment, today)
    application = Application.objects.get(person=world.owner)
    other = slot(world.assessor, world.now + 2 * WEEK, now=world.now, kind="welcome")
    with pytest.raises(NotAllowed, match="al een welkomstgesprek"):
        welcome.plan(application, other, now=world.now, by=people.desk_actor())


def test_held_by_the_assessor_after_the_start(world, moment, today):
    talk = planned(world.owner, world, moment, today)
    with pytest.raises(NotAllowed, match="nog niet"):
        welcome.hold_welcome_talk(talk, now=world.now, by=by(world.assessor))
    with pytest.raises(NotAllowed, match="Alleen de assessor"):
        welcome.hold_welcome_talk(talk, now=talk.ends_at, by=people.desk_actor())
    welcome.hold_welcome_talk(talk, now=talk.ends_at, by=by(world.assessor))
    application = Application.objects.get(person=world.owner)
    assert application.welcomed_on == (world.now + WEEK).date()
    assert list(welcome.to_admit()) == [application]


def test_who_was_not_there_can_be_planned_again(world, stranger, moment, today):
    planned(world.owner, world, moment, today)
    talk = planned(stranger, world, moment, today)
    welcome.hold_welcome_talk(talk, now=talk.ends_at, by=by(world.assessor), absent=[stranger])
    assert list(welcome.to_admit()) == [Application.objects.get(person=world.owner)]
    assert list(welcome.to_plan()) == [Application.objects.get(person=stranger)]


def test_somebody_who_withdrew_meanwhile_stops_nobody(world, stranger, moment, today):
    planned(world.owner, world, moment, today)
    talk = planned(stranger, world, moment, today)
    Application.objects.get(person=stranger).withdraw(by=Actor.self(stranger))
    welcome.hold_welcome_talk(talk, now=talk.ends_at, by=by(world.assessor))
    assert Application.objects.get(person=world.owner).welcomed_on


def test_a_cancelled_welcome_talk_is_planned_again(world, moment, today):
    talk = planned(world.owner, world, moment, today)
    scheduling.cancel(talk, now=world.now, by=by(world.assessor))
    application = Application.objects.get(person=world.owner)
    assert list(welcome.to_plan()) == [application]
    other = slot(world.assessor, world.now + 2 * WEEK, now=world.now, kind="welcome")
    welcome.plan(application, other, now=world.now, by=people.desk_actor())


def test_admission_starts_the_first_cycle(world, today):
    application = people.welcomed(world.owner, today=today)
    registration = welcome.admit(application, today=today, by=people.desk_actor())
    cycle = Cycle.objects.get(person=world.owner)
    assert (cycle.status, cycle.period) == ("running", registration.current_period)


def test_nobody_admits_themselves(world, today):
    application = people.welcomed(world.owner, today=today)
    with pytest.raises(NotAllowed, match="eigen aanmelding"):
        welcome.admit(application, today=today, by=Actor(world.owner, Role.DESK))
    assert not Registration.objects.exists()


def test_options_take_the_same_queries_for_one_and_for_three(
    world, moment, today, django_assert_num_queries
):
    application = in_review(world.owner, today)
    application.scheme  # noqa: B018  read before counting
    with django_assert_num_queries(5):
        welcome.options(application, now=world.now)
    for weeks in (2, 3):
        slot(world.assessor, world.now + weeks * WEEK, now=world.now, kind="welcome")
    with django_assert_num_queries(5):
        assert len(welcome.options(application, now=world.now)) == 3


def test_who_lies_with_the_committee_gets_no_welcome_talk(owner, assessor, desk, now, today):
    application = people.submitted(owner, today=today)
    actor = Actor(desk, Role.DESK)
    application.take(by=actor)
    moment = slot(assessor, now + timedelta(days=3), now=now, kind="welcome")
    assert application in welcome.to_plan()
    application.propose_refusal(reason="Geen gesprekken.", way_on="Meld je later aan.", by=actor)
    assert application not in welcome.to_plan()
    with pytest.raises(NotAllowed, match="registercommissie"):
        welcome.plan(application, moment, now=now, by=actor)
