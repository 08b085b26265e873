"""Proposed goals: what a conversation said about going on, for the person to take or let go."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from portfolios.dossier.models.plans import LearningGoal


class GoalProposalQuerySet(models.QuerySet["GoalProposal"]):
    def visible_to(self, user: Any) -> "GoalProposalQuerySet":
        return self.filter(owner=user)


class GoalProposal(models.Model):
    """Words from elsewhere about a goal. They become a goal only when the owner takes them.

    `origin` says where they come from, so that the same thing is proposed once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="goal_proposals"
    )
    origin = models.CharField(max_length=120)
    about = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    said_on = models.DateField()
    goal = models.ForeignKey(LearningGoal, models.SET_NULL, null=True, related_name="proposals")
    taken_on = models.DateField(null=True)
    let_go_on = models.DateField(null=True)

    objects = GoalProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "origin"], name="proposed_once"),
            models.CheckConstraint(name="proposal_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="proposal_answered_one_way",
                condition=Q(taken_on=None) | Q(let_go_on=None),
            ),
            models.CheckConstraint(
                name="proposal_became_a_goal_when_taken",
                condition=Q(goal=None) | Q(taken_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Voorstel van {self.said_on}"

    @property
    def concerns(self) -> Any:
        return self.owner
