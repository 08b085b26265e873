"""Groups over time: who looks after them, how they rest, split and end, and what is said kindly."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed
from kit import clock
from outbox.models import Letter
from portfolios.dossier.models import LearningStory
from portfolios.together import groups, hints, moderating, sessions, splitting
from portfolios.together.models import GroupMember, IntervisionGroup
from register.models import Affiliation
from tests.makers import people, reference

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


def address(name, thing=None):
    return reverse(f"together:{name}", args=[thing.public_id] if thing else [])


@pytest.fixture
def cohort(scheme, today):
    """A group of so many, who work at so many places."""

    def make(count, places=2):
        members = [people.person(f"Lid{number}", "Cohort") for number in range(count)]
        made = groups.start("Cohort", founder=members[0], today=today)
        for number, person in enumerate(members):
            if number:
                made.members.create(person=person, from_on=today)
            works(person, f"Stad{number % places}", today=today)
        return made

    return make


def works(person, place, *, today, kinds=("work",)):
    return Affiliation.objects.create(
        person=person,
        organisation=reference.municipality(place),
        kinds_of_work=list(kinds),
        from_on=today - timedelta(days=100),
    )


def said_of(group, *, last=None, today):
    members = moderating.members_of(group)
    return [hint.title for hint in hints.of_group(group, members, last_held_on=last, today=today)]


# ---- The role goes round ----


def test_the_moderator_hands_over_and_the_other_hears_it(login, owner, peer, group, now):
    member = group.members.get(person=peer)
    response = login(owner).post(address("group_hand_over", group), {"member": member.pk})
    assert response.url == address("group", group)
    assert moderating.moderator_of(group).person == peer
    assert Letter.objects.get().kind == "portfolios/moderator_now"


def test_who_does_not_moderate_hands_nothing_over(peer, group, now):
    with pytest.raises(NotAllowed, match="wie de groep begeleidt"):
        moderating.hand_over(group.members.get(person=peer), by_person=peer, now=now)
    with pytest.raises(NotAllowed):
        moderating.end(group, now=now, by=Actor.self(peer))


def test_the_turn_goes_to_who_never_did_it_and_then_to_who_did_it_longest_ago(
    owner, peer, stranger, group, today, now
):
    group.members.create(person=stranger, from_on=today)
    order = []
    for days in range(4):
        turn = moderating.whose_turn(moderating.members_of(group))
        order.append(turn.person)
        current = moderating.moderator_of(group).person
        moderating.hand_over(turn, by_person=current, now=now + timedelta(days=days))
    assert order[:3] == [peer, stranger, owner]
    assert order[3] == peer


def test_when_the_moderator_leaves_the_next_one_takes_over(owner, peer, group, now):
    moderating.leave(group, person=owner, now=now)
    assert moderating.moderator_of(group).person == peer
    moderating.leave(group, person=peer, now=now)
    group.refresh_from_db()
    assert group.ended_on == clock.today()


def test_a_member_of_another_group_is_not_handed_over_to(login, owner, group, stranger, today):
    other = groups.start("Andere", founder=stranger, today=today)
    member = other.members.get()
    response = login(owner).post(address("group_hand_over", group), {"member": member.pk})
    assert response.status_code == 404


# ---- Rest and end ----


def test_a_group_that_ends_leaves_everyone_the_own_record(login, owner, peer, group, today, now):
    session = sessions.log(
        group, held_on=today, method="walk", theme="Grenzen", present=group.members.all(),
        logger=owner, now=now,
    )  # fmt: skip
    theirs = login(peer)
    theirs.post(reverse("together:session_line", args=[session.public_id]), {"own_line": "Van mij"})
    login(owner).post(address("group_end", group))
    assert not group.members.filter(until_on=None).exists()
    page = theirs.get(address("session", session)).content.decode()
    assert "Van mij" in page
    assert theirs.get(address("group", group)).status_code == 404
    assert Letter.objects.filter(person=peer, kind="portfolios/group_ended").exists()


def test_nobody_comes_into_a_group_that_ended(owner, group, stranger, now):
    groups.invite(group, stranger.email, inviter=owner, now=now)
    invitation = group.invitations.get()
    IntervisionGroup.objects.filter(pk=group.pk).update(ended_on=clock.today())
    with pytest.raises(NotAllowed, match="gestopt"):
        groups.answer(invitation, accept=True, person=stranger, now=now)


def test_a_group_rests_and_goes_on(login, owner, group, today):
    mine = login(owner)
    mine.post(address("group_pause", group))
    group.refresh_from_db()
    assert group.paused_on == today
    assert said_of(group, today=today) == []
    assert "Rust even" in mine.get(address("group", group)).content.decode()
    mine.post(address("group_go_on", group))
    group.refresh_from_db()
    assert group.paused_on is None


# ---- Splitting a cohort ----


@pytest.mark.parametrize(
    ("count", "ways"),
    [(7, []), (8, [2]), (9, [2]), (12, [2, 3]), (15, [2, 3]), (17, [3, 4]), (3, [])],
)
def test_so_many_people_go_into_so_many_groups(count, ways):
    assert splitting.ways(count) == ways


def test_a_cohort_of_fifteen_becomes_three_groups_with_mixed_employers(cohort, today, now):
    made = cohort(15, places=3)
    founder = moderating.moderator_of(made).person
    rows = splitting.deal(moderating.members_of(made), 3, today=today)
    assert [len(row) for row in rows] == [5, 5, 5]
    for row in rows:
        places = Affiliation.objects.filter(person__in=[one.person for one in row])
        assert places.values("organisation").distinct().count() == 3
    seen = list(made.members.values_list("pk", flat=True))
    result = splitting.split(made, 3, seen=seen, by_person=founder, now=now)
    assert [one.members.filter(until_on=None).count() for one in result] == [5, 5, 5]
    assert all(moderating.moderator_of(one) for one in result)
    assert Letter.objects.filter(kind="portfolios/group_split").count() == 10


def test_a_group_that_changed_is_not_split_as_it_was_shown(login, cohort, stranger, today):
    made = cohort(8)
    mine = login(moderating.moderator_of(made).person)
    seen = list(made.members.values_list("pk", flat=True))
    assert "2 groepen" in mine.get(address("group_split", made)).content.decode()
    made.members.create(person=stranger, from_on=today)
    mine.post(address("group_split", made), {"parts": 2, "seen": seen})
    assert IntervisionGroup.objects.count() == 1
    mine.post(address("group_split", made), {"parts": 7, "seen": seen})
    assert IntervisionGroup.objects.count() == 1


# ---- Hints ----


def test_a_big_group_hears_kindly_that_two_is_better(cohort, today):
    assert said_of(cohort(15), today=today) == ["Jullie zijn met 15. Maak er meer groepen van?"]


def test_one_employer_and_hierarchy_are_said_without_a_name(cohort, today):
    made = cohort(4, places=1)
    assert said_of(made, today=today) == ["Jullie werken allemaal bij dezelfde organisatie"]
    leader = made.members.first().person
    Affiliation.objects.filter(person=leader).update(kinds_of_work=["lead"])
    assert "Geeft iemand hier leiding aan een ander?" in said_of(made, today=today)


def test_the_rhythm_comes_from_the_scheme_and_is_no_requirement(cohort, scheme, today):
    made = cohort(5)
    weeks = scheme.intervision_weeks
    assert said_of(made, last=today - timedelta(weeks=weeks), today=today) == []
    late = said_of(made, last=today - timedelta(weeks=weeks, days=1), today=today)
    assert late == ["Het is alweer even geleden"]


def test_the_page_of_a_group_has_a_fixed_number_of_queries(
    login, cohort, django_assert_max_num_queries
):
    made = cohort(6)
    mine = login(moderating.moderator_of(made).person)
    with django_assert_max_num_queries(16):
        assert mine.get(address("group", made)).status_code == 200


# ---- A line that grows into a story ----


def test_the_own_line_grows_into_a_story_of_the_writer_alone(login, owner, peer, group, today, now):
    session = sessions.log(
        group, held_on=today, method="walk", theme="Grenzen stellen",
        present=group.members.all(), logger=owner, now=now,
    )  # fmt: skip
    mine = login(owner)
    nothing = mine.post(reverse("together:line_to_story", args=[session.public_id]))
    assert nothing.status_code in (302, 409)
    assert not LearningStory.objects.exists()
    sessions.keep_own_line(session.presences.get(person=owner), "Ik zei te snel ja.")
    response = mine.post(reverse("together:line_to_story", args=[session.public_id]))
    story = LearningStory.objects.get()
    assert response.url == reverse("dossier:story_edit", args=[story.public_id])
    assert (story.owner, story.title, story.signal) == (
        owner, "Grenzen stellen", "Ik zei te snel ja.",
    )  # fmt: skip
    assert session.presences.get(person=owner).own_line == "Ik zei te snel ja."


def test_a_stranger_has_no_line_here(login, owner, stranger, group, today, now):
    session = sessions.log(
        group, held_on=today, method="walk", theme="Grenzen", present=[], logger=owner, now=now
    )
    gone = login(stranger).post(reverse("together:line_to_story", args=[session.public_id]))
    assert gone.status_code == 404
    assert GroupMember.objects.filter(person=stranger).count() == 0
