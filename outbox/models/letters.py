"""Letter: at once the reminder ledger, the message under Berichten and the state of delivery."""

import uuid

from django.conf import settings
from django.db import models

from outbox.models.wordings import LetterWording


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: models.Model) -> "LetterQuerySet":
        return self.filter(person=user)

    def for_list(self) -> "LetterQuerySet":
        listed = self.only("public_id", "title", "written_at", "read_at")
        return listed.order_by("-written_at", "-id").fetch_mode(models.FETCH_RAISE)

    def newest_of(self, kind: str) -> "LetterQuerySet":
        """The letters of one kind that were really written, the newest first."""
        return self.filter(kind=kind).select_related("person").order_by("-id")

    def unread(self) -> "LetterQuerySet":
        return self.filter(read_at=None)


class Letter(models.Model):
    """One letter to one person about one thing at one occasion: never twice.

    `accepted_at` is the answer 250 of the next mail server; delivered means accepted and not
    bounced within seven days.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    occasion = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    link_label = models.CharField(max_length=80, blank=True)
    calendar = models.TextField(blank=True)
    wording = models.ForeignKey(  # none: in the words that came with the product
        LetterWording, models.PROTECT, null=True, related_name="letters"
    )
    written_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "subject", "occasion"], name="letter_once"
            )
        ]
        indexes = [models.Index(fields=["person", "-written_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n\n")

    @property
    def message_id(self) -> str:
        """The same for each try, so that a mail sent twice shows as one."""
        return f"<{self.public_id}@{settings.BASE_URL.split('//')[1].split(':')[0]}>"
