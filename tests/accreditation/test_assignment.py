"""Nobody meets an assessor with a tie; declining costs the person no time."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accounts.models import RoleGrant
from accreditation import assignment, decisions, handing_in, weighing
from accreditation.conflicts import conflicts, conflicts_with
from accreditation.models import Assignment, Cycle
from audit.acts import NotAllowed, act
from audit.models import Event
from kit import clock
from outbox.models import Letter
from portfolios.models import IntervisionGroup
from register.models import Affiliation, Organisation
from tests.accreditation.conftest import (
    assigned,
    by,
    handed_in,
    make_assessor,
    running,
    signed,
)
from tests.conftest import NOW
from tests.makers import people, reference


def reasons(person, assessor, today):
    return [c.reason for c in conflicts(person, assessor.user, today=today)]


def works(user, organisation, *, until=None):
    Affiliation.objects.create(
        person=user, organisation=organisation, from_on=date(2019, 1, 1), until_on=until
    )


def test_strangers_from_different_places_may_meet(world, today):
    running(world.owner)
    works(world.assessor.user, reference.municipality("Waterbeek"))
    assert reasons(world.owner, world.assessor, today) == []


def test_colleagues_of_now_and_of_the_years_of_the_scheme_may_not(world, today, scheme):
    running(world.owner)
    here = reference.municipality()
    left_on = clock.add_years(today, -scheme.conflict_years)
    works(world.assessor.user, here, until=left_on + timedelta(days=1))
    assert "dezelfde organisatie" in reasons(world.owner, world.assessor, today)[0]
    Affiliation.objects.filter(person=world.assessor.user).update(until_on=left_on)
    assert reasons(world.owner, world.assessor, today) == []


@pytest.mark.parametrize("where", ["joint", "fellow member", "person at joint"])
def test_a_shared_joint_service_counts_in_every_direction(world, today, where):
    joint = Organisation.objects.create(
        kind="joint", name="Werkplein Zuid", town="Lindehoven", province="Flevoland"
    )
    fellow = reference.municipality("Noorderhaven")
    joint.members.add(reference.municipality(), fellow)
    running(world.owner, organisation=joint if where == "person at joint" else None)
    works(world.assessor.user, joint if where == "joint" else fellow)
    (reason,) = reasons(world.owner, world.assessor, today)
    assert "samenwerkingsverband" in reason


def test_peers_of_an_intervision_group_may_not(world, today):
    group = IntervisionGroup.objects.create(name="Regio", started_on=today)
    for user in (world.owner, world.assessor.user):
        group.members.create(person=user, from_on=date(2024, 1, 1), until_on=date(2025, 1, 1))
    (reason,) = reasons(world.owner, world.assessor, today)
    assert "intervisiegroep" in reason
    group.members.filter(person=world.owner).update(
        from_on=date(2019, 1, 1), until_on=date(2020, 1, 1)
    )
    assert reasons(world.owner, world.assessor, today) == []


def test_a_declared_tie_counts_without_saying_what(world, today):
    world.assessor.declared_conflicts.add(world.owner)
    (reason,) = reasons(world.owner, world.assessor, today)
    assert "zelf gemeld" in reason


def test_nobody_assesses_themselves(world, today):
    assert "dezelfde persoon" in reasons(world.assessor.user, world.assessor, today)[0]


def test_not_the_same_assessor_twice_running_and_not_each_other(world, today, run_jobs):
    signed(world.owner, world.assessor, now=world.now, at=world.now + timedelta(days=8))
    cycle = Cycle.objects.get(person=world.owner)
    decisions.settle(cycle, today=today + timedelta(days=9))
    later = today + timedelta(days=30)
    (reason,) = reasons(world.owner, world.assessor, later)
    assert "vorige keer" in reason
    other_way = conflicts_with(world.assessor.user, [world.owner.pk], today=later)
    assert "zelf als assessor" in other_way[world.owner.pk][0].reason


def test_the_one_with_most_room_comes_first(world, today):
    busy = make_assessor("Bram", "Druk", talks_a_year=2)
    cycle = running(world.owner)
    found = weighing.candidates(cycle, today=today)
    assert [c.assessor for c in found] == [world.assessor, busy]


def test_who_cannot_meet_comes_last(world, today):
    far = make_assessor("Fleur", "Ver", provinces=["Zeeland"], online=False, talks_a_year=20)
    cycle = running(world.owner)
    assert weighing.candidates(cycle, today=today)[-1].assessor == far


def test_without_room_role_or_secrecy_nobody_is_asked(world, today):
    full = make_assessor("Vera", "Vol", talks_a_year=0)
    make_assessor("Stan", "Stil", secrecy_signed_on=today + timedelta(days=1))
    gone = make_assessor("Gijs", "Weg")
    RoleGrant.objects.filter(user=gone.user).update(until_on=today)
    cycle = running(world.owner)
    weighed = weighing.weigh(cycle, today=today)
    assert [c.assessor for c in weighed] == [world.assessor, full]
    assert weighed[1].obstacles == ("Heeft dit jaar geen ruimte meer.",)


def test_accepting_assigns_and_tells_the_person(world):
    cycle = assigned(world.owner, world.assessor, now=world.now)
    assert (cycle.status, cycle.assessor) == ("assigned", world.assessor)
    assert Letter.objects.filter(person=world.owner, kind__endswith="assessor_found").exists()


def test_declining_asks_the_next_by_itself(world):
    other = make_assessor("Otto", "Ander", talks_a_year=4)
    cycle = handed_in(world.owner, now=world.now)
    first = assignment.open_assignment(cycle)
    following = assignment.decline(first, now=world.now, by=by(world.assessor))
    assert following.assessor == other
    assert Event.objects.filter(verb="cycle.propose_assessor", job__contains="propose").exists()


def test_when_nobody_is_left_the_desk_sees_it_and_it_is_tried_again(world, today):
    cycle = handed_in(world.owner, now=world.now)
    first = assignment.open_assignment(cycle)
    assert assignment.decline(first, now=world.now, by=by(world.assessor)) is None
    assert list(assignment.without_assessor()) == [cycle]
    new = make_assessor("Nina", "Nieuw")
    assignment.propose_waiting()
    assert assignment.open_assignment(cycle).assessor == new
    assert list(assignment.without_assessor()) == []


def test_who_agreed_to_the_second_talk_is_asked_first_of_all_that_wait(world, today):
    cycle = handed_in(world.owner, now=NOW)
    agreed = assignment.open_assignment(cycle)
    with act("assignment.end", cycle, by=Actor.system("test")):
        agreed.ended_on, agreed.because = today, Assignment.Because.AGAIN
        agreed.save()
    freer = make_assessor("Vera", "Vrij", provinces=agreed.assessor.provinces, talks_a_year=12)
    assert weighing.candidates(cycle, today=today)[0].assessor == freer
    assert assignment.propose_all(now=NOW, by=Actor.system("test")) == 1
    assert assignment.open_assignment(cycle).assessor == agreed.assessor


def test_who_knows_the_person_is_never_asked_again(world, today):
    cycle = handed_in(world.owner, now=world.now)
    first = assignment.open_assignment(cycle)
    assignment.decline(first, now=world.now, by=by(world.assessor), knows_person=True)
    assert "zelf gemeld" in reasons(world.owner, world.assessor, today)[0]


def test_a_tie_that_came_up_meanwhile_stops_accepting(world):
    cycle = handed_in(world.owner, now=world.now)
    works(world.assessor.user, reference.municipality())
    proposal = assignment.open_assignment(cycle)
    with pytest.raises(NotAllowed, match="dezelfde organisatie"):
        assignment.accept(proposal, now=world.now, by=by(world.assessor))


def test_only_the_asked_assessor_answers_and_once(world):
    other = make_assessor("Otto", "Ander", talks_a_year=4)
    cycle = handed_in(world.owner, now=world.now)
    proposal = assignment.open_assignment(cycle)
    with pytest.raises(NotAllowed, match="andere assessor"):
        assignment.accept(proposal, now=world.now, by=by(other))
    assignment.accept(proposal, now=world.now, by=by(world.assessor))
    with pytest.raises(NotAllowed, match="al geantwoord"):
        assignment.decline(proposal, now=world.now, by=by(world.assessor))


def test_weighing_takes_the_same_queries_for_one_and_for_three(
    world, today, django_assert_num_queries
):
    cycle = running(world.owner)
    with django_assert_num_queries(9):
        weighing.weigh(cycle, today=today)
    make_assessor("Otto", "Ander")
    make_assessor("Nina", "Nieuw")
    with django_assert_num_queries(9):
        assert len(weighing.weigh(cycle, today=today)) == 3


@pytest.mark.django_db(transaction=True)
def test_accepting_and_taking_back_at_once_leaves_no_assessor_behind(in_parallel):
    reference.scheme()
    owner = people.person("Samira", "El Amrani")
    assessor = make_assessor("Hanneke", "Wit")
    cycle = handed_in(owner, now=NOW)
    proposal = assignment.open_assignment(cycle)
    outcomes = in_parallel(
        lambda: assignment.accept(proposal, now=NOW, by=by(assessor)),
        lambda: handing_in.take_back(Cycle.objects.get(pk=cycle.pk), now=NOW, by=Actor.self(owner)),
    )
    cycle.refresh_from_db()
    assert (cycle.status, cycle.assessor, Assignment.objects.count()) == ("running", None, 0)
    assert outcomes[1] is None
    assert outcomes[0] is None or isinstance(outcomes[0], NotAllowed)


def test_near_is_by_the_time_of_the_trip_and_video_is_for_who_is_further(world, today):
    """Kampen is two quarters from Zwolle; Enschede more than the hour of the scheme."""
    places = {
        town: Organisation.objects.create(
            kind="municipality", name=f"Gemeente {town}", town=town, province="Overijssel"
        )
        for town in ("Zwolle", "Kampen", "Enschede")
    }
    facts = {"provinces": ["Overijssel"], "talks_a_year": 8}
    here = make_assessor("Kees", "Kamper", **facts, online=False)
    video = make_assessor("Els", "Enschede", **facts, online=True)
    far = make_assessor("Fem", "Enschede", **facts, online=False)
    works(here.user, places["Kampen"])
    works(video.user, places["Enschede"])
    works(far.user, places["Enschede"])
    cycle = running(world.owner, organisation=places["Zwolle"])
    weighed = {one.assessor: one for one in weighing.weigh(cycle, today=today)}
    assert weighed[here].near
    assert weighed[here].reasons[-1] == "Werkt op ongeveer 30 minuten reizen."
    assert not weighed[video].near
    assert weighed[video].reasons[-1] == weighing.BY_VIDEO
    assert not weighed[far].can_meet
    assert weighed[far].reasons[-1] == weighing.FAR
    order = [one.assessor for one in weighing.candidates(cycle, today=today)]
    assert (order[0], order[-1]) == (here, far)
    assert order.index(video) < order.index(far)


def test_of_a_town_that_is_not_on_the_list_the_province_counts(world, today):
    cycle = running(world.owner)
    (only,) = weighing.weigh(cycle, today=today)
    assert (only.near, only.quarters) == (True, None)
    assert only.reasons[-1] == "Voert gesprekken in dezelfde provincie."
