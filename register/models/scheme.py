"""The rules in force: scheme, code of conduct and competency profile, each a dated version."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models


class EntryRoute(models.TextChoices):
    DIPLOMA = "diploma", "Diploma"
    PROGRAMME = "programme", "Erkende opleiding voor klantmanagers"
    EXPERIENCE = "experience", "Ervaring in het werk"
    FOREIGN = "foreign", "Diploma uit een ander land"


class DatedQuerySet[M: models.Model](models.QuerySet[M]):
    def in_force_on(self, today: date) -> M:
        """The newest version that is in force. Raises DoesNotExist before the first one."""
        return self.filter(in_force_from__lte=today).order_by("-in_force_from")[:1].get()


def reminder_months() -> list[int]:
    return [12, 6, 3]


def reminder_days() -> list[int]:
    return [42, 14, 1]


class RegisterScheme(models.Model):
    """The registratieregeling: every number that a rule of the register uses.

    A period keeps the scheme it started under. Months, weeks, days and minutes are whole.
    """

    version = models.CharField(max_length=20, unique=True)
    in_force_from = models.DateField(unique=True)
    cycle_years = models.PositiveSmallIntegerField(default=4)
    # Handing in: opens and closes this long before the end of the period.
    hand_in_opens_months = models.PositiveSmallIntegerField(default=12)
    hand_in_months = models.PositiveSmallIntegerField(default=4)
    grace_months = models.PositiveSmallIntegerField(default=6)
    # Reminders count back from the hand-in date.
    reminder_months = ArrayField(models.PositiveSmallIntegerField(), default=reminder_months)
    reminder_days = ArrayField(models.PositiveSmallIntegerField(), default=reminder_days)
    application_target_weeks = models.PositiveSmallIntegerField(default=4)
    application_limit_weeks = models.PositiveSmallIntegerField(default=8)
    objection_weeks = models.PositiveSmallIntegerField(default=6)
    # More time: what the person takes without a reason, and what staff may give in all.
    extension_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    staff_extension_months = models.PositiveSmallIntegerField(default=12, db_default=12)
    # Lapse: how long a mail may take to come back, how long the proposal stands, and how long
    # nobody asks again after a sign of life.
    lapse_bounce_days = models.PositiveSmallIntegerField(default=7, db_default=7)
    lapse_wait_weeks = models.PositiveSmallIntegerField(default=4, db_default=4)
    lapse_rest_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    sealed_months = models.PositiveSmallIntegerField(default=6, db_default=6)
    pause_years = models.PositiveSmallIntegerField(default=2)
    no_pause_months = models.PositiveSmallIntegerField(default=3)
    suspension_months = models.PositiveSmallIntegerField(default=6)
    removed_answer_years = models.PositiveSmallIntegerField(default=5)
    welcome_minutes = models.PositiveSmallIntegerField(default=30)
    welcome_seats = models.PositiveSmallIntegerField(default=6)
    conversation_minutes = models.PositiveSmallIntegerField(default=90)
    booking_hours = models.PositiveSmallIntegerField(default=24)
    report_days = models.PositiveSmallIntegerField(default=14)
    presence_days = models.PositiveSmallIntegerField(default=14)
    conflict_years = models.PositiveSmallIntegerField(default=4)
    goals_competencies = models.PositiveSmallIntegerField(default=3)

    objects = DatedQuerySet["RegisterScheme"].as_manager()

    def __str__(self) -> str:
        return self.version


class CodeOfConduct(models.Model):
    """The beroepscode: what a klantmanager promises."""

    version = models.CharField(max_length=20, unique=True)
    in_force_from = models.DateField(unique=True)
    articles = models.JSONField()  # [{"number": 1, "title": …, "text": …}]

    objects = DatedQuerySet["CodeOfConduct"].as_manager()

    def __str__(self) -> str:
        return self.version


class CompetencyProfile(models.Model):
    version = models.CharField(max_length=20, unique=True)
    in_force_from = models.DateField(unique=True)

    objects = DatedQuerySet["CompetencyProfile"].as_manager()

    def __str__(self) -> str:
        return self.version


class ResultArea(models.Model):
    profile = models.ForeignKey(CompetencyProfile, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    description = models.TextField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(fields=["profile", "code"], name="area_once_in_profile")
        ]

    def __str__(self) -> str:
        return self.title


class Competency(models.Model):
    area = models.ForeignKey(ResultArea, models.CASCADE, related_name="competencies")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    description = models.TextField()
    indicators = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("area__order", "order")
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="competency_once_in_area")
        ]

    def __str__(self) -> str:
        return self.title
