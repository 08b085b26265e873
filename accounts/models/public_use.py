"""How much of the public register was asked on one day, by one address or one key."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

EVERYBODY = "iedereen"  # the row of a day that holds the sum of the others


class PublicUse(models.Model):
    """`who` is a mark made of an address and a secret of that day, so no address is kept.

    `names` are such marks of the entries that were shown in lists, each once.
    """

    day = models.DateField()
    who = models.CharField(max_length=64)
    asked = models.PositiveIntegerField(default=0)
    minute = models.PositiveIntegerField(default=0)  # of the day
    in_minute = models.PositiveIntegerField(default=0)
    names = ArrayField(models.BigIntegerField(), default=list)
    shown = models.PositiveIntegerField(default=0)  # how many `names`

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "who"], name="one_count_a_day_of_each")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.who[:8]}"
