"""The pages of my plan: steps, looking back, what lies behind, and what a talk proposed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portfolios.dossier import next_plan, plans, proposals, reviews, steps, stories
from portfolios.dossier.models import (
    GoalProposal,
    GoalStep,
    GoalWording,
    LearningActivity,
    LearningGoal,
    LearningPlan,
    PlanReview,
)
from portfolios.dossier.plan_of_now import PlanOfNow
from portfolios.dossier.portfolio import Portfolio
from register.models import Competency

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")
BSN = "123456782"
ONLY_POST = ("step_done", "step_undone", "proposal_let_go", "proposal_bring_back", "plan_go_back")
PLAIN = ("plan_competencies", "review_plan", "review_look", "earlier_plans")


def address(name, *things):
    return reverse(f"dossier:{name}", args=[thing.public_id for thing in things])


@pytest.fixture
def mine(login, owner):
    return login(owner)


@pytest.fixture
def things(owner, make_goal, scheme, today):
    """One of everything, by the name of its page."""
    goal, old = make_goal(owner, "Luisteren"), make_goal(owner, "Van vroeger")
    plans.change_goal(goal, today=today + timedelta(days=1), scheme=scheme, title="Stil zijn")
    step = steps.add(goal, words="Een open vraag", today=today)
    review = reviews.look(owner, words="Het gaat", today=today)
    next_plan.start_over(owner, along=[goal], words="Een goed jaar", today=today)
    proposal = proposals.propose_goal(owner, words="Meer bellen", origin="t:1", said_on=today)
    plan = next_plan.previous(owner)
    return {
        "goal_reached": goal, "goal_delete": old, "step_new": goal,
        "wording_delete": goal.wordings.get(),
        **dict.fromkeys(("step_edit", "step_done", "step_undone", "step_delete"), step),
        **dict.fromkeys(("review_edit", "review_delete"), review),
        **dict.fromkeys(("earlier_plan", "plan_go_back", "plan_delete"), plan),
        **dict.fromkeys(
            ("proposal_take", "proposal_let_go", "proposal_bring_back", "proposal_delete"), proposal
        ),
    }  # fmt: skip


NAMES = (
    "goal_reached", "goal_delete", "step_new", "wording_delete", "step_edit", "step_done",
    "step_undone", "step_delete", "review_edit", "review_delete", "earlier_plan", "plan_go_back",
    "plan_delete", "proposal_take", "proposal_let_go", "proposal_bring_back", "proposal_delete",
)  # fmt: skip


# ---- Who may come here ----


@pytest.mark.parametrize("name", NAMES)
def test_the_things_of_another_do_not_exist(login, stranger, things, name):
    url = address(name, things[name])
    if name not in ONLY_POST:
        assert login(stranger).get(url).status_code == 404
    if name != "earlier_plan":
        assert login(stranger).post(url, {"words": "Gekaapt"}).status_code == 404


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ONLY_POST])
def test_looking_changes_nothing(mine, things, name):
    models = (LearningGoal, GoalStep, GoalWording, PlanReview, GoalProposal, LearningPlan)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    assert mine.get(address(name, things[name])).status_code == 200
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


@pytest.mark.parametrize("name", [*PLAIN, "plan_next"])
def test_a_visitor_is_asked_to_log_in(client, name):
    assert client.get(address(name)).status_code == 302


@pytest.mark.parametrize("name", PLAIN)
def test_who_has_nothing_yet_finds_a_friendly_page(mine, name):
    assert mine.get(address(name)).status_code == 200


# ---- What it is about ----


def test_choosing_what_the_plan_is_about(mine, owner, make_goal):
    a, b, c, d = Competency.objects.all()[:4]
    response = mine.post(address("plan_competencies"), {"competencies": [a.pk, b.pk, c.pk, d.pk]})
    assert response.status_code == 422
    assert "hooguit 3 competenties" in response.content.decode()
    mine.post(address("plan_competencies"), {"competencies": [a.pk, b.pk, c.pk]})
    assert plans.competencies_of_plan(owner) == [a, b, c]
    offered = mine.get(address("goal_new")).context["form"].fields["competencies"].queryset
    assert list(offered) == [a, b, c]
    link = f"{address('goal_new')}?bij={d.pk}"  # comes from the self scan, but the plan is full
    assert d in mine.get(link).context["form"].fields["competencies"].queryset
    response = mine.post(link, {"title": "Anders", "competencies": [d.pk]})
    assert response.status_code == 422
    assert "kies eerst een andere voor je plan" in response.content.decode()
    mine.post(address("plan_competencies"), {"competencies": [d.pk]})
    assert mine.post(link, {"title": "Anders", "competencies": [d.pk]}).status_code == 302


# ---- Goals ----


def test_a_goal_that_works_is_said_in_own_words_and_taken_up_again(mine, owner, make_goal):
    goal = make_goal(owner)
    mine.post(address("goal_reached", goal), {"words": "Zij begint nu zelf"})
    page = mine.get(address("plan")).content.decode()
    assert "Dit lukt je nu" in page
    assert "Zij begint nu zelf" in page
    mine.post(address("goal_take_up", goal))
    assert list(Portfolio(owner).goals) == [goal]
    assert "Zij begint nu zelf" in mine.get(address("goal_reached", goal)).content.decode()


def test_a_goal_is_deleted_after_asking_and_what_was_done_stays(
    mine, owner, make_goal, make_activity
):
    goal, activity = make_goal(owner), make_activity(owner)
    activity.goals.add(goal)
    mine.post(address("goal_delete", goal))
    activity.refresh_from_db()
    assert not LearningGoal.objects.exists()


def test_earlier_words_are_shown_and_taken_away(mine, things):
    goal, wording = things["goal_reached"], things["wording_delete"]
    assert "Zo stond het er eerder" in mine.get(address("goal_edit", goal)).content.decode()
    assert "Luisteren" in mine.get(address("wording_delete", wording)).content.decode()
    mine.post(address("wording_delete", wording))
    assert "Luisteren" not in mine.get(address("goal_edit", goal)).content.decode()


# ---- Steps ----


def test_a_step_is_added_changed_done_undone_and_deleted(mine, owner, make_goal, today):
    goal = make_goal(owner)
    said = {"words": "Een open vraag", "by_on": "2026-12-01"}
    response = mine.post(address("step_new", goal), said)
    assert response.url == f"{address('plan')}#doel-{goal.public_id}"
    step = goal.steps.get()
    assert "Ongeveer" in mine.get(address("plan")).content.decode()
    mine.post(address("step_edit", step), {"words": "Twee open vragen", "by_on": ""})
    mine.post(address("step_done", step))
    step.refresh_from_db()
    assert (step.words, step.by_on, step.done_on) == ("Twee open vragen", None, today)
    assert "Gedaan op" in mine.get(address("plan")).content.decode()
    mine.post(address("step_undone", step))
    assert "Gedaan op" not in mine.get(address("plan")).content.decode()
    mine.post(address("step_delete", step))
    assert not goal.steps.exists()


def test_a_day_that_passed_has_no_consequence_on_the_page(mine, owner, make_goal, today):
    steps.add(make_goal(owner), words="Een stap", by_on=today - timedelta(days=90), today=today)
    page = mine.get(address("plan")).content.decode()
    assert "Ongeveer" in page
    assert "rk-badge--negative" not in page
    assert "te laat" not in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"words": ""}, "Schrijf in één regel"),
        ({"words": "x" * 201}, "te lang voor één regel"),
        ({"words": "Iets", "by_on": "31-31"}, "een dag in die bestaat"),
        ({"words": f"Bel {BSN}"}, "burgerservicenummer"),
        ({"words": "Bellen met Fatima"}, "misschien is iemand te herkennen"),
    ],
)
def test_what_cannot_be_a_step_says_why_and_loses_nothing(mine, owner, make_goal, said, words):
    response = mine.post(address("step_new", make_goal(owner)), said)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert said["words"] in response.content.decode()
    assert not GoalStep.objects.exists()


# ---- Looking back ----


def test_a_day_to_look_back_shows_itself_when_it_comes(login, owner, make_goal, standing_clock):
    make_goal(owner)
    mine = login(owner)
    response = mine.post(address("review_plan"), {"on": "2026-11-23"})
    assert "Kies een dag die nog komt" in response.content.decode()
    mine.post(address("review_plan"), {"on": "2026-12-01"})
    assert "Tijd om terug te kijken" not in mine.get(address("plan")).content.decode()
    assert "Kijk terug op je leerplan" not in mine.get("/mijn/").content.decode()
    standing_clock.shift(timedelta(days=9))
    mine = login(owner)
    assert "Tijd om terug te kijken" in mine.get(address("plan")).content.decode()
    assert "Kijk terug op je leerplan" in mine.get("/mijn/").content.decode()
    mine.post(address("review_look"), {"words": "De stilte went", "next_on": "2027-03-01"})
    page = mine.get(address("plan")).content.decode()
    assert "De stilte went" in page
    assert "1 maart 2027" in page
    assert "Tijd om terug te kijken" not in page
    mine.post(address("review_plan"), {"on": ""})
    assert reviews.ahead(owner) is None


def test_what_one_saw_is_changed_and_deleted(mine, owner, make_goal, today):
    make_goal(owner)
    review = reviews.look(owner, words="Zo", today=today)
    mine.post(address("review_edit", review), {"words": "Anders gezien"})
    assert "Anders gezien" in mine.get(address("plan")).content.decode()
    mine.post(address("review_delete", review))
    assert "Anders gezien" not in mine.get(address("plan")).content.decode()


# ---- Before and next ----


def test_a_next_plan_with_what_goes_along_and_the_way_back(mine, owner, make_goal):
    goes, stays = make_goal(owner, "Gaat mee"), make_goal(owner, "Blijft hier")
    form = mine.get(address("plan_next")).context["form"]
    assert form["along"].value() == [goes.public_id, stays.public_id]
    said = {"along": [goes.public_id], "words": "Een jaar van zoeken"}
    mine.post(address("plan_next"), said)
    page = mine.get(address("plan")).content.decode()
    assert "Gaat mee" in page
    assert "Blijft hier" not in page
    before = next_plan.previous(owner)
    assert address("earlier_plan", before) in mine.get(address("earlier_plans")).content.decode()
    page = mine.get(address("earlier_plan", before)).content.decode()
    for words in ("Een jaar van zoeken", "Blijft hier", "Ging mee naar een volgend plan"):
        assert words in page
    mine.post(address("goal_take_up", stays))
    assert "Blijft hier" in mine.get(address("plan")).content.decode()
    mine.post(address("plan_go_back", before))
    assert LearningPlan.objects.get().ended_on is None
    assert list(Portfolio(owner).goals) == [goes, stays]
    assert "Een jaar van zoeken" in mine.get(address("plan_next")).content.decode()


def test_an_empty_plan_has_no_next(mine, owner):
    response = mine.get(address("plan_next"), follow=True)
    assert "Je plan is nog leeg" in response.content.decode()


def test_the_goal_of_another_does_not_go_along(mine, owner, stranger, make_goal):
    make_goal(owner)
    foreign = make_goal(stranger)
    response = mine.post(address("plan_next"), {"along": [foreign.public_id]})
    assert response.status_code == 422
    assert not LearningPlan.objects.exclude(ended_on=None).exists()


def test_an_earlier_plan_is_deleted_after_asking(mine, things):
    plan = things["plan_delete"]
    assert "Van vroeger" in mine.get(address("plan_delete", plan)).content.decode()
    mine.post(address("plan_delete", plan))
    assert LearningGoal.objects.get() == things["goal_reached"]


# ---- What a talk proposed ----


def test_a_proposal_becomes_a_goal_in_own_words(mine, owner, things):
    proposal = things["proposal_take"]
    assert "Meer bellen" in mine.get(address("plan")).content.decode()
    form = mine.get(address("proposal_take", proposal)).context["form"]
    assert form["title"].value() == "Meer bellen"
    response = mine.post(address("proposal_take", proposal), {"title": ""})
    assert response.status_code == 422
    mine.post(address("proposal_take", proposal), {"title": "Vaker samen bellen"})
    assert "Vaker samen bellen" in [goal.title for goal in Portfolio(owner).goals]
    assert "Uit je gesprek" not in mine.get(address("plan")).content.decode()
    response = mine.get(address("proposal_take", proposal), follow=True)
    assert "Met dit voorstel deed je al iets" in response.content.decode()


def test_the_words_of_a_proposal_are_looked_at_like_own_words(mine, owner, today):
    words = "Fatima vaker bellen"
    proposal = proposals.propose_goal(owner, words=words, origin="t:2", said_on=today)
    response = mine.post(address("proposal_take", proposal), {"title": words})
    assert response.status_code == 422
    assert "<mark>Fatima</mark>" in response.content.decode()


def test_a_proposal_is_let_go_taken_back_and_deleted(mine, things):
    proposal = things["proposal_take"]
    mine.post(address("proposal_let_go", proposal))
    page = mine.get(address("plan")).content.decode()
    assert "Voorstellen die je liet gaan" in page
    assert "Uit je gesprek" not in page
    mine.post(address("proposal_bring_back", proposal))
    assert "Uit je gesprek" in mine.get(address("plan")).content.decode()
    mine.post(address("proposal_delete", proposal))
    assert not GoalProposal.objects.exists()


# ---- Queries ----


@pytest.fixture(params=[1, 3])
def many(request, owner, make_dossier, today):
    """So many of everything, in the plan of now and in those before."""
    count = request.param
    for number in range(count):
        goal = make_dossier(owner, f"nummer {number}")
        for _ in range(count):
            steps.add(goal, words="Een stap", today=today)
        if number:
            next_plan.start_over(owner, along=Portfolio(owner).goals, today=today)
    for number in range(count):
        proposals.propose_goal(owner, words="Iets", origin=f"t:{number}", said_on=today)
        proposals.let_go(
            proposals.propose_goal(owner, words="Ooit", origin=f"u:{number}", said_on=today),
            today=today,
        )
        reviews.look(owner, words="Zo", today=today)
    return count


def test_what_was_done_stands_with_each_goal_it_was_for(mine, owner, make_goal, today, now):
    both, one = make_goal(owner, "Luisteren"), make_goal(owner, "Samen doen")
    for title, day, goals in (("Ouder", today - timedelta(days=9), [both]),
                              ("Nieuwer", today, [both, one])):  # fmt: skip
        LearningActivity.objects.create(
            owner=owner, title=title, kind="read", happened_on=day, captured_at=now
        ).goals.set(goals)
    stories.save(stories.start(owner, now=now), version=1, now=now, goals=[both])
    (_, of_both), (_, of_one) = PlanOfNow(owner).goals
    assert [each.title for each in of_both] == ["Verhaal zonder titel", "Nieuwer", "Ouder"]
    assert [each.title for each in of_one] == ["Nieuwer"]
    shown = mine.get(address("plan")).content.decode()
    assert (shown.count("Nieuwer"), shown.count("Verhaal zonder titel")) == (2, 1)


def test_queries_of_the_plan(mine, many, django_assert_num_queries):
    mine.get(address("plan"))
    with django_assert_num_queries(11):
        mine.get(address("plan"))


def test_queries_of_the_earlier_plans(
    mine, owner, many, make_goal, today, django_assert_num_queries
):
    next_plan.start_over(owner, along=[], today=today)
    make_goal(owner)
    mine.get(address("earlier_plans"))
    with django_assert_num_queries(5):
        mine.get(address("earlier_plans"))
    with django_assert_num_queries(12):
        mine.get(address("earlier_plan", next_plan.previous(owner)))


def test_a_new_goal_is_where_one_lands_with_room_for_a_first_step(owner, login):
    client = login(owner)
    answer = client.post(reverse("dossier:goal_new"), {"title": "Rustiger luisteren"})
    goal = LearningGoal.objects.get()
    assert answer["Location"].endswith(f"#doel-{goal.public_id}")
    page = client.get(answer["Location"]).content.decode()
    step = reverse("dossier:step_new", args=[goal.public_id])
    assert f'action="{step}"' in page
    client.post(step, {"words": "Eén gesprek stil beginnen"})
    assert f'action="{step}"' not in client.get(answer["Location"]).content.decode()
