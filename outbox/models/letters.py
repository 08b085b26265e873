"""Letter: at once the reminder ledger, the message under Berichten and the state of delivery."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat

from outbox.models.choices import LetterDigest
from outbox.models.jobs import Job
from outbox.models.wordings import LetterWording

# A mail that comes back does so within days. Before a lapse the scheme has its own number.
ARRIVED_AFTER = timedelta(days=7)


class Delivery(models.TextChoices):
    """What became of the mail, as far as anyone can know."""

    WAITING = "waiting", "wordt verstuurd"
    PORTAL = "portal", "alleen in het portaal"
    SENT = "sent", "verstuurd"
    ARRIVED = "arrived", "aangekomen"
    BOUNCED = "bounced", "niet aangekomen"


def message_id(reference: uuid.UUID) -> str:
    """What leads a mail that comes back to what was sent."""
    return f"<{reference}@{urlsplit(settings.BASE_URL).hostname}>"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: models.Model) -> "LetterQuerySet":
        return self.filter(person=user)

    def for_list(self) -> "LetterQuerySet":
        listed = self.only(
            "public_id", "title", "written_at", "read_at", "accepted_at", "bounced_at"
        )
        return listed.order_by("-written_at", "-id").fetch_mode(models.FETCH_RAISE)

    def newest_of(self, kind: str) -> "LetterQuerySet":
        """The letters of one kind that were really written, the newest first."""
        return self.filter(kind=kind).select_related("person").order_by("-written_at", "-id")

    def never_left(self) -> "LetterQuerySet":
        """Given up after every try; a job that is tried anew by hand is no longer given up."""
        key = Concat(Value("letter:"), OuterRef("pk"), output_field=models.CharField())
        given_up = Exists(Job.objects.dead().filter(key=key))
        return self.filter(given_up, accepted_at=None, bounced_at=None)

    def unread(self) -> "LetterQuerySet":
        return self.filter(read_at=None)


class Letter(models.Model):
    """One letter to one person about one thing at one occasion: never twice.

    `accepted_at` is the answer 250 of the next mail server.
    """

    class Way(models.TextChoices):
        """How the person wants it: what is important goes by mail at once, whatever they chose."""

        MAIL = "mail", "per mail"
        DAILY = "daily", "in de mail van de dag"
        PORTAL = "portal", "niet per mail"

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
    way = models.CharField(max_length=10, choices=Way, default=Way.MAIL)
    digest = models.ForeignKey(LetterDigest, models.PROTECT, null=True, related_name="letters")
    written_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_code = models.CharField(max_length=10, blank=True)  # RFC 3463
    read_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "person", "subject", "occasion"], name="letter_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-written_at"]),
            models.Index(
                fields=["person"],
                name="letters_for_the_day",
                condition=models.Q(way="daily", digest=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n\n")

    def delivery_at(self, now: datetime) -> Delivery:
        """Arrived is said only after seven days in which it did not come back."""
        if self.bounced_at:
            return Delivery.BOUNCED
        if self.accepted_at is None:
            return Delivery.PORTAL if self.way == self.Way.PORTAL else Delivery.WAITING
        return Delivery.ARRIVED if now >= self.accepted_at + ARRIVED_AFTER else Delivery.SENT

    @property
    def message_id(self) -> str:
        """The same for each try, so that a mail sent twice shows as one."""
        return message_id(self.public_id)
