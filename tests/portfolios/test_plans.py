"""Goals: the first opens the plan; few competencies; nothing of the history is lost."""

from datetime import timedelta

import pytest

from audit.acts import NotAllowed
from portfolios.dossier import plans
from portfolios.dossier.models import LearningPlan
from portfolios.dossier.portfolio import Portfolio
from register.models import Competency


def test_the_first_goal_opens_the_plan_and_the_second_joins_it(owner, make_goal, today):
    assert Portfolio(owner).plan is None
    make_goal(owner, "Eerst luisteren")
    make_goal(owner, "Dan pas vragen")
    plan = LearningPlan.objects.get(owner=owner)
    assert (plan.started_on, plan.ended_on) == (today, None)
    assert [goal.title for goal in Portfolio(owner).goals] == ["Eerst luisteren", "Dan pas vragen"]


def test_a_goal_has_at_most_the_competencies_of_the_scheme(owner, make_goal, scheme):
    four = Competency.objects.all()[:4]
    with pytest.raises(NotAllowed, match="hooguit 3 competenties"):
        make_goal(owner, competencies=four)
    assert Portfolio(owner).plan is None
    goal = make_goal(owner, competencies=four[:3])
    with pytest.raises(NotAllowed):
        plans.change_goal(goal, scheme=scheme, title="Anders", competencies=four)
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
    plans.take_up(goal)
    assert list(Portfolio(owner).goals) == [goal]
