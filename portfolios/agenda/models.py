"""AgendaFigure: how many people learned about a theme in a year, as it was published once."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from portfolios.themes.models import Theme


class AgendaFigure(models.Model):
    """Of one year, one theme, and the country ("") or one part of it.

    `value` is public: tens, or nothing for a small group. `counted` is what was counted when
    `value` was last made anew, and stays inside.
    """

    year = models.PositiveSmallIntegerField()
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="agenda_figures")
    place = models.CharField(max_length=20, blank=True)
    value = models.PositiveIntegerField(null=True)
    counted = models.PositiveIntegerField()
    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "theme", "place"], name="one_agenda_figure"),
            models.CheckConstraint(
                name="agenda_figures_are_tens",
                condition=Q(value=None) | Q(value__gte=10) & Q(Exact(F("value") % 10, 0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.theme} {self.place}"
