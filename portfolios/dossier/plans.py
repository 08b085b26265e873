"""Learning plan: what it is about, and its goals; nothing of the history is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed, locked
from portfolios.dossier.models import GoalWording, LearningGoal, LearningPlan
from portfolios.themes.models import Theme
from register.models import Competency, RegisterScheme

WORDS = ("title", "for_whom", "how_noticed")
REACHED_ALREADY = "Dit doel staat al bij wat je nu lukt. Pak het eerst weer op."


# ---- What the plan is about ----


def open_plan(owner: Any, *, today: date) -> LearningPlan:
    """The plan of now; a new one when there is none."""
    plan, _ = LearningPlan.objects.get_or_create(
        owner=owner, ended_on=None, defaults={"started_on": today}
    )
    return plan


def competencies_problem(
    chosen: Sequence[Competency], scheme: RegisterScheme, others: Sequence[Competency] = ()
) -> str:
    """Why a plan cannot be about these, or "" when it can. `others` it is about already."""
    most = scheme.goals_competencies
    if len(chosen) > most:
        return f"Kies voor je plan hooguit {most} competenties. Zo blijft het klein genoeg."
    if len({*chosen, *others}) <= most or set(chosen) <= set(others):
        return ""
    names = ", ".join(f"‘{each}’" for each in others)
    return (
        f"Je plan gaat over hooguit {most} competenties, nu over {names}. Kies daaruit, of kies "
        "eerst een andere voor je plan."
    )


def choose_competencies(
    owner: Any, chosen: Iterable[Competency], *, scheme: RegisterScheme, today: date
) -> LearningPlan:
    """What the plan is about from now on; goals keep theirs.

    Raises NotAllowed for more competencies than the scheme says.
    """
    chosen = list(chosen)
    if problem := competencies_problem(chosen, scheme):
        raise NotAllowed(problem)
    with transaction.atomic():
        plan = open_plan(owner, today=today)
        plan.competencies.set(chosen)
    return plan


def competencies_of_plan(owner: Any) -> list[Competency]:
    """What the open plan is about."""
    plans = LearningPlan.objects.visible_to(owner).filter(ended_on=None)
    return list(Competency.objects.filter(pk__in=plans.values("competencies")))


# ---- Goals ----


def add_goal(
    owner: Any,
    *,
    today: date,
    scheme: RegisterScheme,
    title: str,
    for_whom: str = "",
    how_noticed: str = "",
    competencies: Iterable[Competency] = (),
    themes: Iterable[Theme] | None = None,
) -> LearningGoal:
    """Add a goal; the first one opens the plan, and its competencies become those of the plan.

    Raises NotAllowed for more competencies than the scheme says.
    """
    with transaction.atomic():
        plan = open_plan(owner, today=today)
        goal = plan.goals.create(
            title=title, for_whom=for_whom, how_noticed=how_noticed, added_on=today
        )
        set_competencies(goal, competencies, scheme)
        goal.themes.set(themes or ())
    return goal


def change_goal(
    goal: LearningGoal,
    *,
    today: date,
    scheme: RegisterScheme,
    title: str,
    for_whom: str = "",
    how_noticed: str = "",
    competencies: Iterable[Competency] = (),
    themes: Iterable[Theme] | None = None,
) -> None:
    """Change the words of a goal; the earlier ones are kept. Raises NotAllowed as `add_goal`."""
    words = {"title": title, "for_whom": for_whom, "how_noticed": how_noticed}
    with transaction.atomic():
        fresh = locked(goal)
        if words_of(fresh) != words and words_since(fresh) < today:
            fresh.wordings.create(until_on=today, **words_of(fresh))
        for name, text in words.items():
            setattr(goal, name, text)
        goal.save(update_fields=WORDS)
        set_competencies(goal, competencies, scheme)
        if themes is not None:
            goal.themes.set(themes)


def set_competencies(
    goal: LearningGoal, competencies: Iterable[Competency], scheme: RegisterScheme
) -> None:
    """Those of a goal are among those of its open plan, or were the goal's before."""
    chosen, kept = list(competencies), list(goal.competencies.all())
    new = [each for each in chosen if each not in kept]
    of_plan = list(goal.plan.competencies.all()) if goal.plan.ended_on is None else new
    problem = competencies_problem(chosen, scheme) or competencies_problem(new, scheme, of_plan)
    if problem:
        raise NotAllowed(problem)
    if goal.plan.ended_on is None:
        goal.plan.competencies.add(*new)
    goal.competencies.set(chosen)


def set_aside(goal: LearningGoal, *, today: date) -> None:
    """Leave a goal for what it is; it stays in the plan's history. NotAllowed when reached."""
    with transaction.atomic():
        fresh = locked(goal)
        if fresh.reached_on:
            raise NotAllowed(REACHED_ALREADY)
        goal.set_aside_on = fresh.set_aside_on or today
        goal.save(update_fields=["set_aside_on"])


def reach(goal: LearningGoal, *, words: str, today: date) -> None:
    """Somebody says: this works for me now. Saying it again changes the words only."""
    with transaction.atomic():
        goal.reached_on = locked(goal).reached_on or today
        goal.reached_words, goal.set_aside_on = words, None
        goal.save(update_fields=["reached_on", "reached_words", "set_aside_on"])


def take_up(goal: LearningGoal, *, today: date) -> None:
    """Go on with a goal, in the plan of now. What was said on reaching it is kept."""
    with transaction.atomic():
        before = locked(goal).plan
        goal.set_aside_on = goal.reached_on = None
        if before.ended_on:
            goal.plan = open_plan(before.owner, today=today)
            goal.earlier_plans.add(before)
        goal.save(update_fields=["set_aside_on", "reached_on", "plan"])


# ---- Words of before ----


def words_of(goal: LearningGoal | GoalWording) -> dict[str, str]:
    return {name: getattr(goal, name) for name in WORDS}


def words_since(goal: LearningGoal) -> date:
    """Since which day the goal says what it says now."""
    newest = goal.wordings.first()
    return newest.until_on if newest else goal.added_on


@dataclass(frozen=True)
class WordsThen:
    """A goal as it was called at the end of some plan."""

    goal: LearningGoal
    title: str
    for_whom: str
    how_noticed: str


def as_on(goal: LearningGoal, day: date) -> WordsThen:
    """A goal in its words of the end of that day."""
    oldest_first = list(goal.wordings.all())[::-1]
    then = next((each for each in oldest_first if each.until_on > day), goal)
    return WordsThen(goal=goal, **words_of(then))
