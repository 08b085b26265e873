"""From one learning plan to the next: closing, carrying goals over, and the way back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed
from portfolios.dossier.models import LearningGoal, LearningPlan

NO_PLAN = "Je plan is nog leeg. Kies eerst een leerdoel."
NOT_THE_LAST = "Alleen met je vorige plan kun je verder. Dit is een ouder plan."


def start_over(
    owner: Any, *, along: Iterable[LearningGoal], words: str = "", today: date
) -> LearningPlan:
    """Close the plan of now and open the next. The goals `along` go on there, with their steps.

    The day to look back goes along too. Raises NotAllowed while there is nothing to close.
    """
    chosen = [each.pk for each in along]  # what is of now is asked before now changes
    with transaction.atomic():
        before = LearningPlan.objects.visible_to(owner).filter(ended_on=None)
        plan = before.select_for_update().first()
        if plan is None or not plan.goals.exists():
            raise NotAllowed(NO_PLAN)
        plan.ended_on, plan.closing_words = today, words
        plan.save(update_fields=["ended_on", "closing_words"])
        following = LearningPlan.objects.create(owner=owner, started_on=today)
        following.competencies.set(plan.competencies.all())
        plan.reviews.filter(looked_on=None).update(plan=following)
        for goal in plan.goals.filter(pk__in=chosen):
            goal.earlier_plans.add(plan)
            goal.plan = following
            goal.save(update_fields=["plan"])
    return following


def previous(owner: Any) -> LearningPlan | None:
    """The plan before the one of now."""
    closed = LearningPlan.objects.visible_to(owner).exclude(ended_on=None)
    return closed.order_by("-ended_on", "-id").first()


def go_back(plan: LearningPlan) -> None:
    """Go on with the previous plan: everything of the plan of now goes into it.

    Raises NotAllowed for an older plan.
    """
    with transaction.atomic():
        if plan != previous(plan.owner):
            raise NotAllowed(NOT_THE_LAST)
        now = LearningPlan.objects.visible_to(plan.owner).filter(ended_on=None).first()
        if now:
            plan.competencies.set(now.competencies.all())
            plan.went_along.clear()
            LearningGoal.everything.filter(plan=now).update(plan=plan)
            now.reviews.update(plan=plan)
            now.delete()
        plan.ended_on = None
        plan.save(update_fields=["ended_on"])


def delete(plan: LearningPlan) -> None:
    """Erase an earlier plan with the goals that stayed in it. Raises NotAllowed for that of now."""
    if plan.ended_on is None:
        raise NotAllowed("Dit is je plan van nu. Verwijder de doelen die je niet meer wilt.")
    plan.delete()
