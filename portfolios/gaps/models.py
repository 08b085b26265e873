"""GapFigure: how many people's goals ask for a competency in a month, as it was counted once."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact


class GapFigure(models.Model):
    """Of one month, one competency by its code, and the country ("") or one part of it.

    `value` is shown: tens, or nothing for a small group. `counted` is what was counted when
    `value` was last made anew, and stays inside.
    """

    month = models.DateField()  # its first day
    code = models.CharField(max_length=20)
    place = models.CharField(max_length=20, blank=True)
    value = models.PositiveIntegerField(null=True)
    counted = models.PositiveIntegerField()
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "code", "place"], name="one_gap_figure"),
            models.CheckConstraint(
                name="gap_figures_are_tens",
                condition=Q(value=None) | Q(value__gte=10) & Q(Exact(F("value") % 10, 0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.code} {self.place}"
