"""Another assessor is found without the person losing time, whoever was the reason."""

from datetime import timedelta

import pytest

from accounts.actors import Actor
from accounts.models import RoleGrant
from accreditation import assignment, dossiers, replacing, scheduling
from accreditation.models import Assessor, Assignment, Conversation, Cycle
from audit.acts import NotAllowed
from outbox.models import Letter
from tests.accreditation.conftest import assigned, booked, by, handed_in, make_assessor, slot
from tests.makers import people

Because = Assignment.Because


@pytest.fixture
def another(scheme):
    return make_assessor("Otto", "Zwart", talks_a_year=1)  # so that Hanneke is asked first


def letters_to(user, kind):
    return Letter.objects.filter(person=user, kind=f"accreditation/{kind}")


def ended_because(cycle):
    return list(cycle.assignments.exclude(because="").values_list("because", flat=True))


def objects(cycle, now, reason=""):
    replacing.object_to_assessor(cycle, reason=reason, now=now, by=Actor.self(cycle.person))
    cycle.refresh_from_db()


def test_the_first_objection_needs_no_reason_and_costs_no_time(world, another):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    dossiers.open_dossier(cycle, now=world.now, by=by(world.assessor))
    since = cycle.handed_in_at
    objects(cycle, world.now)
    assert cycle.status == Cycle.Status.HANDED_IN
    assert cycle.handed_in_at == since
    assert assignment.open_assignment(cycle).assessor == another
    assert not dossiers.readable_by(world.assessor.user).exists()
    cycle.snapshot.refresh_from_db()
    assert cycle.snapshot.opened_at is None
    assert letters_to(world.assessor.user, "case_ended").exists()


def test_who_objects_again_says_why(world, another):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    objects(cycle, world.now)
    assignment.accept(assignment.open_assignment(cycle), now=world.now, by=by(another))
    cycle.refresh_from_db()
    with pytest.raises(NotAllowed, match="waarom"):
        objects(cycle, world.now)
    objects(cycle, world.now, "Wij werkten samen in een project.")
    assert ended_because(cycle) == [Because.OBJECTED] * 2
    assert assignment.open_assignment(cycle) is None  # the desk looks further
    assert cycle in assignment.without_assessor()


def test_a_planned_talk_is_off_after_an_objection(world, another):
    talk = booked(world.owner, world.assessor, now=world.now)
    cycle = talk.seats.get().cycle
    objects(cycle, world.now)
    talk.refresh_from_db()
    assert talk.status == Conversation.Status.CANCELLED
    assert cycle.status == Cycle.Status.HANDED_IN


def test_after_the_talk_nobody_objects(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.hold(talk, now=talk.ends_at, by=by(world.assessor))
    with pytest.raises(NotAllowed):
        objects(talk.seats.get().cycle, talk.ends_at)


def test_who_does_not_come_hears_kindly_and_may_get_the_same_assessor(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    cycle = talk.seats.get().cycle
    replacing.person_missed(talk, now=talk.ends_at, by=by(world.assessor))
    cycle.refresh_from_db()
    assert cycle.status == Cycle.Status.HANDED_IN
    assert assignment.open_assignment(cycle).assessor == world.assessor
    assert letters_to(world.owner, "missed_you").exists()
    assert replacing.waits_for_word(cycle) == talk
    replacing.give_word(talk, now=talk.ends_at, by=Actor.self(world.owner))
    assert replacing.waits_for_word(cycle) is None


def test_nobody_is_missed_before_the_talk_begins(world):
    talk = booked(world.owner, world.assessor, now=world.now)
    with pytest.raises(NotAllowed):
        replacing.person_missed(talk, now=world.now, by=by(world.assessor))
    with pytest.raises(NotAllowed):
        replacing.assessor_missed(talk, now=world.now, by=Actor.self(world.owner))


def test_an_assessor_who_does_not_come_is_not_asked_again_for_this_talk(world, another):
    talk = booked(world.owner, world.assessor, now=world.now)
    cycle = talk.seats.get().cycle
    replacing.assessor_missed(talk, now=talk.ends_at, by=Actor.self(world.owner))
    cycle.refresh_from_db()
    assert assignment.open_assignment(cycle).assessor == another
    assert letters_to(world.owner, "sorry_for_waiting").exists()
    assert replacing.waits_for_word(cycle) is None


def test_when_an_assessor_stops_nobody_keeps_waiting(world, another, standing_clock):
    """A booked talk, a proposal and a free moment; the next morning all is arranged."""
    Assessor.objects.filter(pk=another.pk).update(talks_a_year=20, rests_until=world.now.date())
    talk = booked(world.owner, world.assessor, now=world.now)
    proposed = handed_in(people.person("Bram", "Kok"), now=world.now)
    free = slot(world.assessor, world.now + timedelta(days=9), now=world.now)
    Assessor.objects.filter(pk=another.pk).update(rests_until=None)
    RoleGrant.objects.filter(user=world.assessor.user).update(until_on=world.now.date())
    replacing.replace_who_stopped()
    cycle = talk.seats.get().cycle
    cycle.refresh_from_db()
    assert cycle.status == Cycle.Status.HANDED_IN
    assert assignment.open_assignment(cycle).assessor == another
    assert letters_to(world.owner, "another_assessor").exists()
    free.refresh_from_db()
    assert free.withdrawn
    assert ended_because(proposed) == [Because.LEFT]
    replacing.replace_who_stopped()
    assert letters_to(world.owner, "another_assessor").count() == 1


def test_a_talk_that_was_held_stays_with_its_assessor(world, another):
    talk = booked(world.owner, world.assessor, now=world.now)
    scheduling.hold(talk, now=talk.ends_at, by=by(world.assessor))
    replacing.assessor_stops(world.assessor, now=talk.ends_at, by=people.desk_actor())
    assert talk.seats.get().cycle.status == Cycle.Status.HELD


# ---- Pages ----


def test_the_person_asks_another_on_the_page(world, another, login, standing_clock):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    client = login(world.owner)
    page = client.get("/mijn/gesprek/").content.decode()
    assert "/mijn/gesprek/andere-assessor/" in page
    asked = client.post("/mijn/gesprek/andere-assessor/", follow=True).content.decode()
    assert "We zoeken een andere assessor voor je" in asked
    assignment.accept(assignment.open_assignment(cycle), now=world.now, by=by(another))
    empty = client.post("/mijn/gesprek/andere-assessor/")
    assert empty.status_code == 422
    assert "Schrijf kort op waarom" in empty.content.decode()


def test_the_desk_reads_why_and_the_assessor_does_not(world, another, login, standing_clock):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    objects(cycle, world.now, "Wij waren ooit buren.")
    desk = login(people.person("Mirjam", "Balie", role="desk"))
    page = desk.get(f"/desk/gesprekken/assessor/{cycle.public_id}/").content.decode()
    assert "Wij waren ooit buren." in page
    there = login(another.user).get(f"/assessor/dossiers/{cycle.public_id}/").content.decode()
    assert "buren" not in there


def test_a_missed_talk_on_the_pages_of_both(world, login, standing_clock, time_machine):
    talk = booked(world.owner, world.assessor, now=world.now)
    time_machine.move_to(talk.ends_at)
    cycle = talk.seats.get().cycle
    theirs = login(world.assessor.user)
    assert "was er niet" in theirs.get(f"/assessor/dossiers/{cycle.public_id}/").content.decode()
    theirs.post(f"/assessor/gesprekken/{talk.public_id}/niet-gekomen/")
    mine = login(world.owner)
    assert "We hebben je gemist" in mine.get("/mijn/gesprek/").content.decode()
    mine.post("/mijn/gesprek/van-je-horen/")
    assert "We hebben je gemist" not in mine.get("/mijn/gesprek/").content.decode()
