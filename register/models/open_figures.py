"""OpenFigure: one number of the open figures, as it was counted and as everybody may see it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact


class OpenFigure(models.Model):
    """Of one day, one table and one group. `value` is public: tens, or nothing for a small group.

    `counted` is what was counted when `value` was last made anew, and stays inside.
    """

    class Table(models.TextChoices):
        PROVINCE = "provincies", "Per provincie"
        STATUS = "statussen", "Per status"
        SINCE = "jaren", "Per jaar van registratie"

    on = models.DateField()
    table = models.CharField(max_length=12, choices=Table)
    group = models.CharField(max_length=40)
    value = models.PositiveIntegerField(null=True)
    counted = models.PositiveIntegerField()
    made_on = models.DateField()  # the day on which `value` was made anew

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "table", "group"], name="one_figure"),
            models.CheckConstraint(
                name="figures_are_tens",
                condition=Q(value=None) | Q(value__gte=10) & Q(Exact(F("value") % 10, 0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_table_display()} {self.group}"
