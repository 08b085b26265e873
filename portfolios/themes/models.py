"""Themes of the profession: what people learn about, in the words of the field."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class ThemeQuerySet(models.QuerySet["Theme"]):
    def offered(self, kept: Any = ()) -> "ThemeQuerySet":
        """What can be chosen now, and what was chosen before it was put away."""
        return self.filter(Q(ended_on=None) | Q(pk__in=[each.pk for each in kept]))


class Theme(models.Model):
    """One theme, kept by staff. It is put away, never deleted: what was tagged keeps its word."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80, unique=True)
    words = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(name="theme_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def put_away(self, *, today: date) -> None:
        """Not offered from now on."""
        self.ended_on = self.ended_on or today
        self.save(update_fields=["ended_on"])

    def bring_back(self) -> None:
        self.ended_on = None
        self.save(update_fields=["ended_on"])
