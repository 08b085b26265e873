"""Review moments: a day to look back on the plan. Nobody is mailed about it."""

from datetime import date
from typing import Any

from django.db import transaction

from portfolios.dossier import plans
from portfolios.dossier.models import PlanReview


def plan_one(owner: Any, *, on: date | None, today: date) -> None:
    """Choose the next day to look back, another one, or none."""
    with transaction.atomic():
        plan = plans.open_plan(owner, today=today)
        if on is None:
            plan.reviews.ahead().delete()
        else:
            PlanReview.objects.update_or_create(
                plan=plan, looked_on=None, defaults={"planned_on": on}
            )


def look(owner: Any, *, words: str, next_on: date | None = None, today: date) -> PlanReview:
    """Somebody looked back, on the chosen day or whenever they liked."""
    with transaction.atomic():
        plan = plans.open_plan(owner, today=today)
        review = plan.reviews.ahead().select_for_update(of=("self",)).first()
        review = review or PlanReview(plan=plan)
        review.looked_on, review.words = today, words
        review.save()
        if next_on:
            plan.reviews.create(planned_on=next_on)
    return review


def ahead(owner: Any) -> PlanReview | None:
    """The next day to look back."""
    return PlanReview.objects.visible_to(owner).ahead().first()
