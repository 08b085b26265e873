"""What staff can hide after a report, with a reason that who wrote it reads; it can come back."""

from typing import Any

from django.db import models
from django.db.models import Q


class Hideable(models.Model):
    """Hidden: only who wrote it still sees it, with the reason."""

    hidden_on = models.DateField(null=True)
    hidden_because = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_hidden(self) -> bool:
        return self.hidden_on is not None


def says_why(what: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"hidden_{what}_says_why", condition=Q(hidden_on=None) | ~Q(hidden_because="")
    )


class SaidQuerySet(models.QuerySet[Any]):
    """Of what people say under a card."""

    def shown(self) -> "SaidQuerySet":
        return self.filter(hidden_on=None)

    def for_reader(self, user: Any) -> "SaidQuerySet":
        """What is not hidden, and what this person wrote."""
        writer = self.model.WRITER
        return self.filter(Q(hidden_on=None) | Q(**{writer: user})).select_related(writer)
