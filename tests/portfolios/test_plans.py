"""Goals: the first opens the plan; few competencies; nothing of the history is lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.acts import NotAllowed
from portfolios import erasing
from portfolios.dossier import next_plan, plans, proposals, reviews, steps
from portfolios.dossier.models import (
    GoalProposal,
    GoalStep,
    GoalWording,
    LearningGoal,
    LearningPlan,
    PlanReview,
)
from portfolios.dossier.plan_of_now import PlanOfNow
from portfolios.dossier.portfolio import Portfolio
from register.models import Competency


def test_the_first_goal_opens_the_plan_and_the_second_joins_it(owner, make_goal, today):
    assert Portfolio(owner).plan is None
    make_goal(owner, "Eerst luisteren")
    make_goal(owner, "Dan pas vragen")
    plan = LearningPlan.objects.get(owner=owner)
    assert (plan.started_on, plan.ended_on) == (today, None)
    assert [goal.title for goal in Portfolio(owner).goals] == ["Eerst luisteren", "Dan pas vragen"]


def test_a_goal_has_at_most_the_competencies_of_the_scheme(owner, make_goal, scheme, today):
    four = Competency.objects.all()[:4]
    with pytest.raises(NotAllowed, match="hooguit 3 competenties"):
        make_goal(owner, competencies=four)
    assert Portfolio(owner).plan is None
    goal = make_goal(owner, competencies=four[:3])
    with pytest.raises(NotAllowed):
        plans.change_goal(goal, today=today, scheme=scheme, title="Anders", competencies=four)
    goal.refresh_from_db()
    assert goal.title == "Beter doorvragen"
    assert goal.competencies.count() == 3


def test_a_goal_set_aside_leaves_the_plan_and_stays_in_the_history(owner, make_goal, today):
    goal = make_goal(owner)
    plans.set_aside(goal, today=today)
    plans.set_aside(goal, today=today + timedelta(days=9))
    goal.refresh_from_db()
    assert goal.set_aside_on == today
    assert list(Portfolio(owner).goals) == []
    plans.take_up(goal, today=today)
    assert list(Portfolio(owner).goals) == [goal]


# ---- What the plan is about ----


def test_a_plan_is_about_a_few_competencies_and_a_goal_stays_within_them(
    owner, make_goal, scheme, today
):
    a, b, c, d = Competency.objects.all()[:4]
    with pytest.raises(NotAllowed, match="hooguit 3 competenties"):
        plans.choose_competencies(owner, [a, b, c, d], scheme=scheme, today=today)
    plans.choose_competencies(owner, [a, b], scheme=scheme, today=today)
    make_goal(owner, competencies=[b, c])  # there is room for another
    assert plans.competencies_of_plan(owner) == [a, b, c]
    with pytest.raises(NotAllowed, match=f"nu over ‘{a}’, ‘{b}’, ‘{c}’"):
        make_goal(owner, "Nog een", competencies=[d])
    assert LearningGoal.objects.count() == 1


def test_a_goal_keeps_what_the_plan_is_no_longer_about(owner, make_goal, scheme, today):
    a, b, c, d = Competency.objects.all()[:4]
    goal = make_goal(owner, competencies=[a])
    plans.choose_competencies(owner, [b, c, d], scheme=scheme, today=today)
    plans.change_goal(goal, today=today, scheme=scheme, title="Anders", competencies=[a, b])
    assert list(goal.competencies.all()) == [a, b]
    assert plans.competencies_of_plan(owner) == [b, c, d]


# ---- Reached ----


def test_a_goal_that_works_now_leaves_the_goals_and_can_be_told_about(owner, make_goal, today):
    goal = make_goal(owner)
    plans.reach(goal, words="Zij vertelt uit zichzelf", today=today)
    plans.reach(goal, words="Zij begint zelf", today=today + timedelta(days=4))
    goal.refresh_from_db()
    assert (goal.reached_on, goal.reached_words) == (today, "Zij begint zelf")
    assert list(Portfolio(owner).goals) == []
    assert list(Portfolio(owner).goals_to_tell_about) == [goal]
    with pytest.raises(NotAllowed, match="wat je nu lukt"):
        plans.set_aside(goal, today=today)
    plans.take_up(goal, today=today)
    goal.refresh_from_db()
    assert (goal.reached_on, goal.reached_words) == (None, "Zij begint zelf")


def test_a_goal_is_not_both_reached_and_aside(owner, make_goal, today):
    make_goal(owner)
    with pytest.raises(IntegrityError, match="goal_reached_or_aside"):
        LearningGoal.objects.update(reached_on=today, set_aside_on=today)


# ---- Words of before ----


@pytest.fixture
def change(scheme):
    def to(goal, title, on):
        plans.change_goal(goal, today=on, scheme=scheme, title=title)

    return to


def test_the_words_of_a_goal_are_kept_with_the_day_until_which_they_stood(
    owner, make_goal, change, today
):
    goal, later = make_goal(owner, "Luisteren"), today + timedelta(days=9)
    change(goal, "Luisteren!", today)  # still the same day: a correction
    assert not goal.wordings.exists()
    change(goal, "Langer luisteren", later)
    change(goal, "Langer luisteren", later + timedelta(days=1))  # says the same
    change(goal, "Stil zijn", later + timedelta(days=2))
    kept = [(each.title, each.until_on) for each in goal.wordings.all()]
    assert kept == [
        ("Langer luisteren", later + timedelta(days=2)),
        ("Luisteren!", later),
    ]
    assert plans.as_on(goal, today).title == "Luisteren!"
    assert plans.as_on(goal, later).title == "Langer luisteren"
    assert plans.as_on(goal, later + timedelta(days=2)).title == "Stil zijn"


# ---- Steps ----


def test_a_step_is_done_on_the_first_day_and_can_be_undone(owner, make_goal, today):
    step = steps.add(make_goal(owner), words="Een open vraag", today=today)
    steps.tick(step, today=today)
    steps.tick(step, today=today + timedelta(days=5))
    step.refresh_from_db()
    assert step.done_on == today
    steps.untick(step)
    step.refresh_from_db()
    assert step.done_on is None
    with pytest.raises(IntegrityError, match="step_has_words"), transaction.atomic():
        GoalStep.objects.update(words="")


# ---- Looking back ----


def test_a_day_to_look_back_comes_and_is_answered_with_words(owner, make_goal, today):
    make_goal(owner)
    day = today + timedelta(days=30)
    reviews.plan_one(owner, on=today + timedelta(days=10), today=today)
    reviews.plan_one(owner, on=day, today=today)
    assert reviews.ahead(owner).planned_on == day
    again = day + timedelta(days=90)
    looked = reviews.look(owner, words="Het gaat beter", next_on=again, today=day)
    assert (looked.planned_on, looked.looked_on, looked.words) == (day, day, "Het gaat beter")
    assert reviews.ahead(owner).planned_on == again
    reviews.plan_one(owner, on=None, today=day)
    assert reviews.ahead(owner) is None


def test_one_looks_back_whenever_one_likes(owner, make_goal, today):
    make_goal(owner)
    reviews.look(owner, words="", today=today)
    reviews.look(owner, words="Nog eens", today=today)
    assert [each.words for each in PlanReview.objects.order_by("id")] == ["", "Nog eens"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"looked_on": None, "planned_on": None, "words": ""}, "review_has_a_day"),
        ({"looked_on": None}, "review_words_come_by_looking"),
    ],
)
def test_the_database_knows_what_looking_back_is(owner, make_goal, today, change, name):
    make_goal(owner)
    review = reviews.look(owner, words="Zo", today=today)
    PlanReview.objects.filter(pk=review.pk).update(planned_on=today)
    with pytest.raises(IntegrityError, match=name):
        PlanReview.objects.update(**change)


# ---- A next plan ----


@pytest.fixture
def two_goals(owner, make_goal, today):
    return make_goal(owner, "Blijft", competencies=Competency.objects.all()[:1]), make_goal(
        owner, "Gaat mee"
    )


def test_a_goal_goes_along_with_all_that_belongs_to_it(
    owner, two_goals, make_activity, change, today
):
    stays, goes = two_goals
    make_activity(owner).goals.add(goes)
    steps.add(goes, words="Een stap", today=today)
    reviews.plan_one(owner, on=today + timedelta(days=5), today=today)
    later = today + timedelta(days=400)
    plan = next_plan.start_over(owner, along=[goes], words="Een goed jaar", today=later)
    before = next_plan.previous(owner)
    assert (before.ended_on, before.closing_words) == (later, "Een goed jaar")
    assert list(Portfolio(owner).goals) == [goes]
    assert goes.steps.get().words == "Een stap"
    assert goes.activities.count() == 1
    assert list(before.went_along.all()) == [goes]
    assert list(before.goals.all()) == [stays]
    assert reviews.ahead(owner).plan == plan
    assert list(plan.competencies.all()) == list(before.competencies.all())
    change(LearningGoal.objects.get(pk=goes.pk), "Gaat verder", later + timedelta(days=1))
    assert plans.as_on(goes, before.ended_on).title == "Gaat mee"


def test_there_is_a_way_back_to_the_previous_plan(owner, two_goals, make_goal, today):
    stays, goes = two_goals
    next_plan.start_over(owner, along=[goes], today=today)
    new = make_goal(owner, "Nieuw")
    first = next_plan.previous(owner)
    reviews.look(owner, words="Toch niet", today=today)
    next_plan.go_back(first)
    assert LearningPlan.objects.get() == first
    assert list(Portfolio(owner).goals) == [stays, goes, new]
    assert PlanReview.objects.get().plan == first
    assert not first.went_along.exists()


def test_only_the_previous_plan_can_be_gone_on_with(owner, two_goals, today):
    next_plan.start_over(owner, along=two_goals, today=today)
    first = next_plan.previous(owner)
    next_plan.start_over(owner, along=two_goals, today=today + timedelta(days=2))
    with pytest.raises(NotAllowed, match="vorige plan"):
        next_plan.go_back(first)
    with pytest.raises(NotAllowed, match="je plan van nu"):
        next_plan.delete(LearningPlan.objects.get(ended_on=None))


def test_there_is_no_next_plan_without_a_goal(owner, today):
    with pytest.raises(NotAllowed, match="nog leeg"):
        next_plan.start_over(owner, along=[], today=today)


def test_a_goal_of_an_earlier_plan_is_taken_up_in_the_plan_of_now(owner, two_goals, today):
    stays, goes = two_goals
    plan = next_plan.start_over(owner, along=[goes], today=today)
    plans.take_up(stays, today=today)
    assert list(Portfolio(owner).goals) == [stays, goes]
    assert list(next_plan.previous(owner).went_along.order_by("id")) == [stays, goes]
    assert plan.goals.count() == 2


# ---- Proposals ----


@pytest.fixture
def propose(today):
    def to(owner, words="Meer samen doen", origin="talk:1"):
        return proposals.propose_goal(owner, words=words, origin=origin, said_on=today)

    return to


def test_the_same_thing_is_proposed_once_and_nothing_is_not_proposed(owner, propose, today):
    first = propose(owner)
    assert propose(owner, "Andere woorden") == first
    assert propose(owner, "  ", "talk:2") is None
    proposals.let_go(first, today=today)
    propose(owner)
    assert not PlanOfNow(owner).proposals
    proposals.bring_back(first)
    assert PlanOfNow(owner).proposals == [first]


def test_a_proposal_becomes_a_goal_in_own_words_and_only_once(owner, propose, scheme, today):
    proposal = propose(owner)
    goal = proposals.take(proposal, scheme=scheme, today=today, title="Samen bellen")
    assert (goal.title, goal.plan.owner) == ("Samen bellen", owner)
    with pytest.raises(NotAllowed):
        proposals.take(proposal, scheme=scheme, today=today, title="Nog eens")
    with pytest.raises(NotAllowed):
        proposals.let_go(proposal, today=today)
    goal.delete()
    proposal.refresh_from_db()
    assert (proposal.goal, proposal.taken_on) == (None, today)


def test_erasing_leaves_nothing_of_a_plan(owner, stranger, two_goals, propose, change, today):
    stays, goes = two_goals
    steps.add(stays, words="Een stap", today=today)
    change(goes, "Anders", today + timedelta(days=1))
    reviews.look(owner, words="Zo", today=today)
    next_plan.start_over(owner, along=[goes], today=today)
    propose(owner)
    propose(stranger)
    erasing.erase(owner, today=today)
    for model in (LearningPlan, LearningGoal, GoalStep, GoalWording, PlanReview):
        assert not model.objects.exists()
    assert GoalProposal.objects.get().owner == stranger
