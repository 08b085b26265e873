"""LetterWording: how staff word a letter, each time as a new version."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST = 8000  # characters


class LetterWordingQuerySet(models.QuerySet["LetterWording"]):
    def of(self, kind: str) -> "LetterWordingQuerySet":
        """All versions of one letter, the newest first."""
        return self.filter(kind=kind).order_by("-number")

    def in_force(self, kind: str, day: date) -> "LetterWording | None":
        """The newest version whose day has come; None while the letter is as it was shipped."""
        return self.of(kind).filter(starts_on__lte=day).first()


class LetterWording(models.Model):
    """One version of the words of one kind of letter. Versions are added, never changed.

    Without words it says: from this day on the letter is again as it was shipped.
    """

    kind = models.CharField(max_length=60)
    number = models.PositiveIntegerField()  # the one that was shipped counts as 0
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(max_length=LONGEST, blank=True)
    because = models.CharField(max_length=300)
    starts_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = LetterWordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="letter_wording_after_another"),
            models.CheckConstraint(
                name="letter_wording_has_both_or_none",
                condition=Q(title="", body="") | ~Q(title="") & ~Q(body=""),
            ),
            models.CheckConstraint(
                name="letter_wording_has_a_reason", condition=~Q(because="") & Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, versie {self.number}"

    @property
    def is_shipped(self) -> bool:
        return not self.body

    @property
    def source(self) -> str:
        """As a template of a letter is written: the first line is the title."""
        return f"{self.title}\n{self.body}"
