"""Somebody says that something in the knowledge bank is not right; the register looks at it."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from portfolios.knowledge.models.cards import CardComment, CardUse, MethodCard
from portfolios.knowledge.models.literature import LiteratureItem

TARGETS = ("item", "card", "comment", "use")


def about_one() -> Q:
    """Exactly one of the targets."""
    found = Q()
    for target in TARGETS:
        found |= Q(**{f"{each}__isnull": each != target for each in TARGETS})
    return found


class KnowledgeReport(models.Model):
    """Without who said it. The words are forgotten some time after it was looked at."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(LiteratureItem, models.CASCADE, null=True, related_name="reports")
    card = models.ForeignKey(MethodCard, models.CASCADE, null=True, related_name="reports")
    comment = models.ForeignKey(CardComment, models.CASCADE, null=True, related_name="reports")
    use = models.ForeignKey(CardUse, models.CASCADE, null=True, related_name="reports")
    words = models.TextField(blank=True)
    reported_on = models.DateField()
    handled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_knowledge_report_says_why",
                condition=~Q(words="") | Q(handled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="knowledge_report_is_about_one_thing", condition=about_one()
            ),
        ]

    def __str__(self) -> str:
        return "Een melding"

    @property
    def thing(self) -> Any:
        return self.item or self.card or self.comment or self.use
