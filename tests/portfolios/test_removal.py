"""Thrown away: out of sight at once, for good after thirty days, or at once for who wants that."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from portfolios import erasing
from portfolios.dossier import removal, steps
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory
from portfolios.dossier.portfolio import Portfolio

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
BIN = reverse("dossier:bin")


@pytest.fixture
def thrown(owner, make_activity, make_story, now):
    activity, story = make_activity(owner, "Te snel geadviseerd"), make_story(owner, title="Stil")
    removal.throw_away(activity, now=now)
    removal.throw_away(story, now=now + timedelta(minutes=1))
    return activity, story


def put_back(item):
    return reverse("dossier:bin_put_back", args=[item.public_id])


def test_it_is_out_of_sight_everywhere(login, owner, thrown, make_goal):
    activity, story = thrown
    goal = make_goal(owner)
    activity.goals.add(goal)
    story.goals.add(goal)
    assert not Portfolio(owner).activities
    assert not Portfolio(owner).stories
    assert not goal.activities.exists()
    assert not goal.stories.exists()
    mine = login(owner)
    for name in ("activities", "story_list", "plan"):
        page = mine.get(reverse(f"dossier:{name}")).content.decode()
        assert "Te snel geadviseerd" not in page
        assert "Stil" not in page
    assert mine.get(reverse("dossier:story_read", args=[story.public_id])).status_code == 404


def test_the_latest_comes_first_and_can_be_put_back(login, owner, thrown):
    activity, _ = thrown
    mine = login(owner)
    page = mine.get(BIN).content.decode()
    assert page.index("Stil") < page.index("Te snel geadviseerd")
    mine.post(put_back(activity))
    assert LearningActivity.objects.get() == activity
    assert not LearningStory.objects.exists()


def test_a_goal_goes_out_of_sight_and_comes_back_with_its_steps(
    login, owner, make_goal, make_activity, today
):
    goal, mine = make_goal(owner, "Rustiger luisteren"), login(owner)
    step = steps.add(goal, words="Eén gesprek", today=today)
    activity = make_activity(owner, "Geluisterd")
    activity.goals.add(goal)
    mine.post(reverse("dossier:goal_delete", args=[goal.public_id]))
    assert "Rustiger luisteren" not in mine.get(reverse("dossier:plan")).content.decode()
    assert not activity.goals.exists()
    for name, thing in (("goal_edit", goal), ("step_edit", step)):
        assert mine.get(reverse(f"dossier:{name}", args=[thing.public_id])).status_code == 404
    assert "Rustiger luisteren" in mine.get(BIN).content.decode()
    page = mine.post(put_back(goal), follow=True).content.decode()
    assert "staat weer in je leerplan" in page
    assert (goal.steps.get(), activity.goals.get()) == (step, goal)


def test_without_an_undo_a_goal_is_gone_at_once(login, owner, make_goal):
    removal.choose(owner, keeps=False)
    goal = make_goal(owner)
    login(owner).post(reverse("dossier:goal_delete", args=[goal.public_id]))
    assert not LearningGoal.everything.exists()


def test_of_another_there_is_nothing_to_put_back(login, stranger, thrown):
    assert login(stranger).post(put_back(thrown[0])).status_code == 404
    assert "Te snel" not in login(stranger).get(BIN).content.decode()


def test_after_thirty_days_it_is_gone(thrown, now):
    with time_machine.travel(now + timedelta(days=29, hours=23), tick=False):
        removal.forget_thrown_away()
        assert LearningActivity.everything.count() == LearningStory.everything.count() == 1
    with time_machine.travel(now + timedelta(days=30, minutes=1), tick=False):
        removal.forget_thrown_away()
    assert not LearningActivity.everything.exists()
    assert not LearningStory.everything.exists()


def test_who_wants_no_undo_has_none(login, owner, thrown, make_activity):
    mine = login(owner)
    mine.post(reverse("dossier:bin_choose"), {"keeps": "no"})
    assert not LearningActivity.everything.exists()
    activity = make_activity(owner)
    page = mine.get(reverse("dossier:activity_delete", args=[activity.public_id]))
    assert "meteen voorgoed gewist" in page.content.decode()
    mine.post(reverse("dossier:activity_delete", args=[activity.public_id]))
    assert not LearningActivity.everything.exists()
    mine.post(reverse("dossier:bin_choose"), {"keeps": "yes"})
    assert removal.keeps_removed(owner)


def test_the_choice_of_one_touches_nothing_of_another(owner, stranger, thrown):
    removal.choose(stranger, keeps=False)
    assert len(removal.thrown_away(owner)) == 2


def test_all_can_be_wiped_now(login, owner, thrown):
    login(owner).post(reverse("dossier:bin_empty"))
    assert removal.thrown_away(owner) == []


def test_erasing_a_dossier_takes_what_was_thrown_away(owner, thrown, today):
    removal.choose(owner, keeps=True)
    erasing.erase(owner, today=today)
    assert not LearningActivity.everything.exists()
    assert not LearningStory.everything.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_stays_the_same(
    login, owner, make_activity, now, rows, django_assert_num_queries
):
    for number in range(rows):
        removal.throw_away(make_activity(owner, f"Weg {number}"), now=now)
    mine = login(owner)
    with django_assert_num_queries(7):
        assert mine.get(BIN).status_code == 200
