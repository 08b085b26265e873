"""What somebody wants to get by mail, per topic; and the one mail of a day."""

import uuid

from django.conf import settings
from django.db import models


class LetterChoice(models.Model):
    """How letters of one topic come to one person; without a row by mail, at once."""

    class How(models.TextChoices):
        AT_ONCE = "at_once", "Meteen per mail"
        DAILY = "daily", "Eén mail per dag"
        OFF = "off", "Niet per mail"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20)
    how = models.CharField(max_length=10, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="letter_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_how_display()}"


class LetterDigest(models.Model):
    """The one mail of a day about letters that could wait; it says which, not what they say."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"Berichten van {self.day} aan {self.person}"
