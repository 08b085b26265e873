"""Proposed goals: what a conversation left to go on with. The owner takes them or lets them go."""

from datetime import date
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed, locked
from portfolios.dossier import plans
from portfolios.dossier.models import GoalProposal, LearningGoal
from register.models import RegisterScheme

ANSWERED = "Met dit voorstel deed je al iets. Je vindt het in je leerplan."


def propose_goal(
    owner: Any, *, words: str, origin: str, said_on: date, about: str = ""
) -> GoalProposal | None:
    """Put words before somebody as a possible goal. What says nothing is not proposed.

    The same `origin` proposes once, also after it was taken or let go.
    """
    if not words.strip():
        return None
    proposal, _ = GoalProposal.objects.get_or_create(
        owner=owner,
        origin=origin,
        defaults={"words": words.strip(), "about": about, "said_on": said_on},
    )
    return proposal


def take(
    proposal: GoalProposal, *, scheme: RegisterScheme, today: date, **words: Any
) -> LearningGoal:
    """It becomes a goal, in the words of the owner. Raises NotAllowed when it was answered."""
    with transaction.atomic():
        fresh = locked(proposal)
        if fresh.taken_on or fresh.let_go_on:
            raise NotAllowed(ANSWERED)
        goal = plans.add_goal(fresh.owner, today=today, scheme=scheme, **words)
        fresh.goal, fresh.taken_on = goal, today
        fresh.save(update_fields=["goal", "taken_on"])
    return goal


def let_go(proposal: GoalProposal, *, today: date) -> None:
    """The owner does nothing with it. Raises NotAllowed when it became a goal."""
    with transaction.atomic():
        fresh = locked(proposal)
        if fresh.taken_on:
            raise NotAllowed(ANSWERED)
        fresh.let_go_on = fresh.let_go_on or today
        fresh.save(update_fields=["let_go_on"])


def bring_back(proposal: GoalProposal) -> None:
    """After all something to think about."""
    GoalProposal.objects.filter(pk=proposal.pk).update(let_go_on=None)
