"""Feedback that somebody asks for: by a link that works once, often without a name.

No row says who answered, when, or by which link; the key of an answer is random.
"""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

LONGEST = timedelta(weeks=26)


class FeedbackRequestQuerySet(models.QuerySet["FeedbackRequest"]):
    def visible_to(self, user: Any) -> "FeedbackRequestQuerySet":
        """The owner, and nobody in any role."""
        return self.filter(owner=user)

    def running(self, today: date) -> "FeedbackRequestQuerySet":
        """Those that can still be answered."""
        return self.filter(
            closed_on=None, blocked_on=None, until_on__gt=today, owner__is_active=True
        )


class FeedbackRequest(models.Model):
    """What the owner asks, of what kind of people, until when."""

    class Kind(models.TextChoices):
        CLIENT = "client", "Inwoners"
        COLLEAGUE = "colleague", "Collega’s"
        PARTNER = "partner", "Mensen van andere organisaties"
        MANAGER = "manager", "Leidinggevende"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="feedback_requests"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300, blank=True)
    anonymous = models.BooleanField(default=True)
    made_on = models.DateField()
    until_on = models.DateField()  # the first day on which no link works
    closed_on = models.DateField(null=True)
    blocked_on = models.DateField(null=True)  # by the register, after a report of abuse

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="clients_are_anonymous", condition=~Q(kind="client") | Q(anonymous=True)
            ),
            models.CheckConstraint(
                name="feedback_ends_within_the_limit",
                condition=Q(until_on__gt=F("made_on")) & Q(until_on__lte=F("made_on") + LONGEST),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def concerns(self) -> Any:
        return self.owner

    @property
    def of_clients(self) -> bool:
        return self.kind == self.Kind.CLIENT

    def runs_on(self, today: date) -> bool:
        """As `running` says it of rows."""
        open_still = self.closed_on is None and self.blocked_on is None
        return open_still and today < self.until_on and self.owner.is_active


class FeedbackLink(models.Model):
    """One way in, that works once. The link itself is stored nowhere, only what it hashes to."""

    request = models.ForeignKey(FeedbackRequest, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "Een link"


class FeedbackAnswer(models.Model):
    """What somebody said. `shown` only together with others, when it is without a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FeedbackRequest, models.CASCADE, related_name="answers")
    choices = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    name = models.CharField(max_length=120, blank=True)
    withdrawal_hash = models.CharField(max_length=64, unique=True)
    shown = models.BooleanField(default=False)

    def __str__(self) -> str:
        return "Een antwoord"


class FeedbackReport(models.Model):
    """Somebody with a link says that it is not used well; the register looks at it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(FeedbackRequest, models.CASCADE, related_name="reports")
    words = models.TextField()
    reported_on = models.DateField()
    handled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="feedback_report_says_something", condition=~Q(words=""))
        ]

    def __str__(self) -> str:
        return "Een melding"
