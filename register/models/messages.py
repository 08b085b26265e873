"""The thread of an application: what the register and the applicant write to each other."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from files.models import StoredFile
from register.models.applications import Application

if TYPE_CHECKING:
    from accounts.models import User


class ApplicationMessageQuerySet(models.QuerySet["ApplicationMessage"]):
    def open_questions(self) -> "ApplicationMessageQuerySet":
        return self.filter(kind=ApplicationMessage.Kind.QUESTION, answered_on=None)

    def unread(self) -> "ApplicationMessageQuerySet":
        """What an applicant wrote and nobody of the register has dealt with."""
        return self.filter(from_register=False, read_on=None)


class ApplicationMessage(models.Model):
    """One message; a question waits for its answer, a message of the applicant for a reader."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Vraag"
        ANSWER = "answer", "Antwoord"
        MESSAGE = "message", "Bericht"

    application = models.ForeignKey(Application, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    from_register = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    written_on = models.DateField()
    answered_on = models.DateField(null=True)  # of a question
    asked_again_on = models.DateField(null=True)
    read_on = models.DateField(null=True)  # of what the applicant wrote

    objects = ApplicationMessageQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_question",
                condition=Q(kind="question", answered_on=None),
            ),
            models.CheckConstraint(
                name="the_register_asks_and_the_applicant_answers",
                condition=Q(kind="message")
                | Q(kind="question", from_register=True)
                | Q(kind="answer", from_register=False),
            ),
            models.CheckConstraint(
                name="only_a_question_is_asked_again",
                condition=Q(kind="question") | Q(asked_again_on=None, answered_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ApplicationFileQuerySet(models.QuerySet["ApplicationFile"]):
    def visible_to(self, user: Any) -> "ApplicationFileQuerySet":
        return self.filter(message__application__person=user)

    def on_desk(self) -> "ApplicationFileQuerySet":
        return self.exclude(message__application__submitted_on=None)


class ApplicationFile(models.Model):
    """A file beside a message: for the applicant and the desk, and nobody else."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(ApplicationMessage, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = ApplicationFileQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.file.name

    @property
    def concerns(self) -> "User":
        return self.message.application.person
