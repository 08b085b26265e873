"""CalendarFeed: a private address at which a calendar program reads somebody's own talks."""

from typing import Any

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """One for each person; without a row it is off. Only the hash of the secret is kept."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Agenda van {self.person}"

    @property
    def concerns(self) -> Any:
        return self.person
