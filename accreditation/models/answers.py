"""Three questions after a talk: what was answered, without who answered, when, or about which."""

import uuid
from typing import Any

from django.db import models

from accreditation.models.assessors import Assessor
from accreditation.models.conversations import Conversation


class Side(models.TextChoices):
    PERSON = "person", "Klantmanagers"
    ASSESSOR = "assessor", "Assessoren"


class TalkAnswers(models.Model):
    """Short answers of one side about a talk with this assessor.

    No key leads to the talk or the person, there is no moment, and the key of the row is drawn.
    `shown` comes for three at once, so that a new answer never stands alone.
    """

    public_id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="answers")
    side = models.CharField(max_length=10, choices=Side)
    helped = models.TextField(blank=True)
    otherwise = models.TextField(blank=True)
    onward = models.TextField(blank=True)
    shown = models.BooleanField(default=False)

    QUESTIONS = ("helped", "otherwise", "onward")

    class Meta:
        ordering = ("public_id",)  # in no order that says anything
        verbose_name_plural = "talk answers"

    def __str__(self) -> str:
        return f"Antwoorden na een gesprek met {self.assessor}"


class AnswersGiven(models.Model):
    """That one side of this talk answered, so that nobody is asked twice; not what."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="answers_given")
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        verbose_name_plural = "answers given"
        constraints = [
            models.UniqueConstraint(fields=["conversation", "side"], name="side_answers_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} over {self.conversation}"

    @property
    def concerns(self) -> Any:
        return self.conversation.concerns
