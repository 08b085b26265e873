"""Letters that go by post as well, and where to: an address that nobody keeps."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from outbox.models.letters import Letter


class PostAddress(models.Model):
    """Where somebody gets post, typed by staff for the letters that wait. Erased once all went."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lines = models.TextField(max_length=300)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="post_address_has_lines", condition=~Q(lines=""))
        ]

    def __str__(self) -> str:
        return f"Postadres van {self.person}"


class PaperLetterQuerySet(models.QuerySet["PaperLetter"]):
    def to_post(self) -> "PaperLetterQuerySet":
        """Not posted yet, and still needed: who read it in the portal has it."""
        waiting = self.filter(posted_on=None, letter__read_at=None, letter__person__is_active=True)
        return waiting.select_related("letter__person").order_by("added_at", "pk")

    def with_address(self) -> "PaperLetterQuerySet":
        return self.filter(Exists(PostAddress.objects.filter(person=OuterRef("letter__person"))))

    def without_address(self) -> "PaperLetterQuerySet":
        return self.filter(~Exists(PostAddress.objects.filter(person=OuterRef("letter__person"))))

    def newly_posted(self) -> "PaperLetterQuerySet":
        posted = self.exclude(posted_on=None).select_related("letter__person", "posted_by")
        return posted.order_by("-posted_on", "-pk")


class PaperLetter(models.Model):
    """A letter that also goes by post, because its mail did not arrive."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="paper")
    added_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PaperLetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_letter_posted_by_a_person",
                condition=Q(posted_on=None, posted_by=None)
                | Q(posted_on__isnull=False, posted_by__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["added_at"], name="paper_to_post", condition=Q(posted_on=None))
        ]

    def __str__(self) -> str:
        return str(self.letter)

    @property
    def concerns(self) -> models.Model:
        return self.letter.person
