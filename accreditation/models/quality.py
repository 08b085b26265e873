"""Quality: which talks are read afterwards, and what a reader says about the conversation."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accreditation.models.reports import ConversationReport
from audit.history import tracked


@tracked("year", "quarter", "seed", "percent", "list_sha256", "drawn_on")
class QualitySample(models.Model):
    """The draw of one quarter. With `seed` and `listed` anybody can draw it again."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    percent = models.DecimalField(max_digits=4, decimal_places=1)
    listed = ArrayField(models.UUIDField())  # every talk of the quarter, by its public id, in order
    list_sha256 = models.CharField(max_length=64)
    drawn_on = models.DateField()

    class Meta:
        ordering = ("-year", "-quarter")
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="one_sample_a_quarter"),
            models.CheckConstraint(
                name="quarter_of_a_year", condition=Q(quarter__gte=1, quarter__lte=4)
            ),
        ]

    def __str__(self) -> str:
        return f"Steekproef {self.name}"

    @property
    def name(self) -> str:
        return f"kwartaal {self.quarter}, {self.year}"


class QualityReadingQuerySet(models.QuerySet["QualityReading"]):
    def to_read(self) -> "QualityReadingQuerySet":
        """Those of which the report may still be read: once something is said it closes."""
        return self.filter(read_on=None)

    def of_reader(self, user: Any) -> "QualityReadingQuerySet":
        return self.filter(reader=user)

    def without_reader(self) -> "QualityReadingQuerySet":
        return self.to_read().filter(reader=None)


@tracked("sample", "report", "reader", "asked_on", "read_on")
class QualityReading(models.Model):
    """One drawn talk: who reads its report, without names, and what this reader says of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sample = models.ForeignKey(QualitySample, models.PROTECT, related_name="readings")
    report = models.OneToOneField(ConversationReport, models.PROTECT, related_name="reading")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="quality_readings"
    )
    passed = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")  # gave it back
    asked_on = models.DateField(null=True)
    read_on = models.DateField(null=True)
    room = models.TextField(blank=True)
    client = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    to_assessor = models.TextField(blank=True)

    objects = QualityReadingQuerySet.as_manager()

    WORDS = ("room", "client", "learning", "to_assessor")

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="reader_was_asked", condition=Q(reader=None) | Q(asked_on__isnull=False)
            ),
            models.CheckConstraint(
                name="read_by_somebody",
                condition=Q(read_on=None) | Q(reader__isnull=False) & ~Q(to_assessor=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Lezing bij {self.sample}"

    @property
    def concerns(self) -> Any:
        """The person whose talk it was."""
        return self.report.concerns

    def starts_again(self) -> None:
        """Nobody reads it; the next reader is looked for."""
        self.reader = self.asked_on = None

    def is_asked_of(self, reader: Any, today: date) -> None:
        self.reader, self.asked_on = reader, today
