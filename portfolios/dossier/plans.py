"""Learning plan: adding goals, changing them, setting them aside and taking them up again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed
from portfolios.dossier.models import LearningGoal, LearningPlan
from register.models import Competency, RegisterScheme


def competencies_problem(chosen: Sequence[Competency], scheme: RegisterScheme) -> str:
    """Why these competencies cannot be chosen for one goal, or "" when they can."""
    most = scheme.goals_competencies
    if len(chosen) <= most:
        return ""
    return f"Kies voor één doel hooguit {most} competenties. Zo blijft het doel klein genoeg."


def add_goal(
    owner: Any,
    *,
    today: date,
    scheme: RegisterScheme,
    title: str,
    for_whom: str = "",
    how_noticed: str = "",
    competencies: Iterable[Competency] = (),
) -> LearningGoal:
    """Add a goal; the first one opens the plan.

    Raises NotAllowed for more competencies than the scheme says.
    """
    chosen = allowed(competencies, scheme)
    with transaction.atomic():
        plan, _ = LearningPlan.objects.get_or_create(
            owner=owner, ended_on=None, defaults={"started_on": today}
        )
        goal = plan.goals.create(
            title=title, for_whom=for_whom, how_noticed=how_noticed, added_on=today
        )
        goal.competencies.set(chosen)
    return goal


def change_goal(
    goal: LearningGoal,
    *,
    scheme: RegisterScheme,
    title: str,
    for_whom: str = "",
    how_noticed: str = "",
    competencies: Iterable[Competency] = (),
) -> None:
    """Change the words of a goal. Raises NotAllowed as `add_goal` does."""
    chosen = allowed(competencies, scheme)
    with transaction.atomic():
        goal.title, goal.for_whom, goal.how_noticed = title, for_whom, how_noticed
        goal.save(update_fields=["title", "for_whom", "how_noticed"])
        goal.competencies.set(chosen)


def set_aside(goal: LearningGoal, *, today: date) -> None:
    """Leave a goal for what it is; it stays in the history of the plan."""
    if goal.set_aside_on is None:
        goal.set_aside_on = today
        goal.save(update_fields=["set_aside_on"])


def take_up(goal: LearningGoal) -> None:
    """Go on with a goal that was set aside."""
    goal.set_aside_on = None
    goal.save(update_fields=["set_aside_on"])


def allowed(competencies: Iterable[Competency], scheme: RegisterScheme) -> list[Competency]:
    chosen = list(competencies)
    if problem := competencies_problem(chosen, scheme):
        raise NotAllowed(problem)
    return chosen
