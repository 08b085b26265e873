"""Calibration: assessors read the same lent story, and then what the others would ask."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from accounts.actors import Actor
from accounts.models import Role
from accreditation.models.assessors import Assessor
from accreditation.models.reports import Advice
from audit.acts import transition
from audit.history import tracked
from portfolios.models import LearningStory


class LentStoryQuerySet(models.QuerySet["LentStory"]):
    def usable(self) -> "LentStoryQuerySet":
        """Not while the story lies in the bin, nor after the death of its owner."""
        return self.filter(story__removed_at=None, owner__is_active=True)


class LentStory(models.Model):
    """A frozen copy of a story, without names, that its owner lends to practise with.

    Taken back, or with the story itself, the row is gone, and with it every answer to it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lent_stories")
    story = models.ForeignKey(LearningStory, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    lent_on = models.DateField()
    text_version = models.PositiveSmallIntegerField(default=1, db_default=1)  # consent_texts

    objects = LentStoryQuerySet.as_manager()

    class Meta:
        ordering = ("-lent_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["story"], name="story_lent_once"),
            models.CheckConstraint(name="lent_story_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.owner

    @property
    def length(self) -> str:
        """All that the desk sees of it."""
        return "kort" if len(self.text) < 1500 else "lang"


class CalibrationRoundQuerySet(models.QuerySet["CalibrationRound"]):
    def open(self) -> "CalibrationRoundQuerySet":
        return self.filter(status=CalibrationRound.Status.OPEN)

    def of_assessor(self, user: Any) -> "CalibrationRoundQuerySet":
        """To which this assessor was invited."""
        return self.filter(seats__assessor__user=user)

    def waiting_for(self, user: Any) -> "CalibrationRoundQuerySet":
        """To which this assessor can still answer."""
        return self.open().filter(seats__assessor__user=user, seats__answered_on=None)


@tracked("leader", "status", "opened_on", "answer_by", "closed_on")
class CalibrationRound(models.Model):
    """One to three stories, read by some assessors; it says nothing about any one of them."""

    class Status(models.TextChoices):
        OPEN = "open", "Loopt"
        CLOSED = "closed", "Afgerond"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stories = models.ManyToManyField(LentStory, related_name="rounds")
    leader = models.ForeignKey(Assessor, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN, editable=False)
    opened_on = models.DateField()
    answer_by = models.DateField()
    discussion = models.TextField(blank=True)  # what they talked about, by the leader
    lesson = models.TextField(blank=True)
    closed_on = models.DateField(null=True)

    objects = CalibrationRoundQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_on", "-pk")
        constraints = [
            models.CheckConstraint(
                name="closed_round_has_its_lesson",
                condition=Q(status="open", closed_on=None)
                | Q(status="closed", closed_on__isnull=False) & ~Q(discussion="") & ~Q(lesson=""),
            )
        ]

    def __str__(self) -> str:
        return f"Afstemming van {date_format(self.opened_on, 'j F Y')}"

    @transition(Status.OPEN, to=Status.CLOSED, who=(Role.ASSESSOR,))
    def close(self, *, discussion: str, lesson: str, today: date, by: Actor) -> None:
        """The leader writes what they talked about; `calibration` notes who took part."""
        self.discussion, self.lesson, self.closed_on = discussion, lesson, today

    @transition(Status.OPEN, to=Status.CLOSED, who=(Role.DESK,))
    def end_without_leader(self, *, today: date, by: Actor) -> None:
        """Who led it is no assessor any more; `calibration` checks that."""
        self.discussion = self.lesson = "De ronde eindigde omdat wie haar leidde, is gestopt."
        self.closed_on = today


class CalibrationSeat(models.Model):
    """An assessor who was invited; with the day on which all answers were given."""

    round = models.ForeignKey(CalibrationRound, models.CASCADE, related_name="seats")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="calibrations")
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["round", "assessor"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.assessor} bij {self.round}"


class CalibrationAnswerQuerySet(models.QuerySet["CalibrationAnswer"]):
    def readable_by(self, user: Any) -> "CalibrationAnswerQuerySet":
        """Only for who answered too: nobody sees those of others before giving the own ones."""
        answered = CalibrationSeat.objects.filter(assessor__user=user, answered_on__isnull=False)
        return self.filter(round__in=answered.values("round"))


class CalibrationAnswer(models.Model):
    """What one assessor would ask and advise after this story, in own words."""

    round = models.ForeignKey(CalibrationRound, models.CASCADE, related_name="answers")
    story = models.ForeignKey(LentStory, models.CASCADE, related_name="answers")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="+")
    would_ask = models.TextField()
    advice = models.CharField(max_length=30, choices=Advice)
    because = models.TextField()

    objects = CalibrationAnswerQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["round", "story", "assessor"], name="answered_once_a_story"
            ),
            models.CheckConstraint(
                name="advice_after_a_talk", condition=~Q(advice__in=["", "not_engaged"])
            ),
        ]

    def __str__(self) -> str:
        return f"Antwoord bij {self.round}"
