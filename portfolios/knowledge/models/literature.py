"""What is worth reading about a theme, brought by people themselves."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from portfolios.knowledge.models.hiding import Hideable, says_why
from portfolios.themes.models import Theme


class LiteratureItemQuerySet(models.QuerySet["LiteratureItem"]):
    def shown(self) -> "LiteratureItemQuerySet":
        return self.filter(hidden_on=None)

    def for_list(self) -> "LiteratureItemQuerySet":
        """With how many people answered, and what: for `literature.said`, never for a page."""
        counted = {
            f"said_{value}": Count("answers", filter=Q(answers__answer=value))
            for value in LiteratureAnswer.Answer.values
        }
        found = self.select_related("theme").annotate(**counted)
        return found.order_by("-added_on", "-pk").fetch_mode(models.FETCH_RAISE)


class LiteratureItem(Hideable):
    """A book, an article, a page."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="literature")
    title = models.CharField(max_length=200)
    author = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    link = models.URLField(max_length=500, blank=True)
    why = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="literature_added"
    )
    added_on = models.DateField()

    objects = LiteratureItemQuerySet.as_manager()

    class Meta:
        constraints = [says_why("literature")]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.added_by


class LiteratureAnswer(models.Model):
    """Whether it changed somebody's work. Who answered what is seen by nobody else."""

    class Answer(models.TextChoices):
        YES = "yes", "Ja"
        BIT = "bit", "Een beetje"
        NO = "no", "Nee"

    item = models.ForeignKey(LiteratureItem, models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="literature_answered_once")
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
