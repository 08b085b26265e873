"""Shares: what somebody lets one other person read, until when, and what was said about it."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from portfolios.dossier.models.activities import LearningActivity
from portfolios.dossier.models.plans import LearningGoal
from portfolios.dossier.models.stories import LearningStory

LONGEST = timedelta(weeks=26)
TARGETS = ("goal", "story", "activity")


class ShareGrantQuerySet(models.QuerySet["ShareGrant"]):
    def visible_to(self, user: Any) -> "ShareGrantQuerySet":
        """Those of the owner: what somebody gave."""
        return self.filter(owner=user)

    def given_to(self, user: Any) -> "ShareGrantQuerySet":
        """What others gave this person, also when it ended; no role makes this more."""
        same_address = Q(reader=None, email__iexact=user.email)
        return self.filter(Q(reader=user) | same_address).exclude(email="")

    def running(self, today: date) -> "ShareGrantQuerySet":
        """Readable today: not withdrawn, not over, and its owner is there."""
        return self.filter(withdrawn_on=None, until_on__gt=today, owner__is_active=True)

    def ended(self, today: date) -> "ShareGrantQuerySet":
        return self.exclude(withdrawn_on=None, until_on__gt=today)


class ShareGrant(models.Model):
    """One person may read some things of the owner until a day, or until it is withdrawn.

    `email` is what the owner typed, and all that the owner sees: it does not tell who has an
    account. `reader` is the account that had that address when it was sent, found by the worker;
    without one the reader comes in by a link, and a code that is mailed to the address.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="shares_given")
    email = models.EmailField(blank=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="shares_received"
    )
    message = models.TextField(blank=True)
    may_comment = models.BooleanField(default=False)
    given_on = models.DateField()
    until_on = models.DateField()  # the first day without it
    withdrawn_on = models.DateField(null=True)

    objects = ShareGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_ends_within_the_limit",
                condition=Q(until_on__gt=F("given_on")) & Q(until_on__lte=F("given_on") + LONGEST),
            ),
            models.CheckConstraint(
                name="share_that_runs_has_an_address",
                condition=~Q(email="") | Q(withdrawn_on__isnull=False, reader=None),
            ),
            models.CheckConstraint(
                name="share_is_with_another", condition=Q(reader=None) | ~Q(reader=F("owner"))
            ),
        ]
        indexes = [models.Index(Upper("email"), name="share_by_address")]

    def __str__(self) -> str:
        return f"Gedeeld met {self.email}"

    @property
    def concerns(self) -> Any:
        return self.owner

    def runs_on(self, today: date) -> bool:
        """As `running` says it of rows."""
        return self.withdrawn_on is None and today < self.until_on and self.owner.is_active

    @property
    def together(self) -> Any:
        """The peer reading that this share is for; None for an ordinary share."""
        return getattr(self, "peer_reading", None)

    @property
    def waits_for_yes(self) -> bool:
        """The other is asked to look along and did not say yes: there is nothing to read yet."""
        return self.together is not None and self.together.waits


class SharedItemManager(models.Manager["SharedItem"]):
    """Without things that were thrown away: nobody else reads those."""

    def get_queryset(self) -> models.QuerySet["SharedItem"]:
        return super().get_queryset().filter(story__removed_at=None, activity__removed_at=None)


class SharedItem(models.Model):
    """One thing in a share. It goes with the thing itself; what else is shared stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    share = models.ForeignKey(ShareGrant, models.CASCADE, related_name="items")
    goal = models.ForeignKey(LearningGoal, models.CASCADE, null=True, related_name="shared_in")
    story = models.ForeignKey(LearningStory, models.CASCADE, null=True, related_name="shared_in")
    activity = models.ForeignKey(
        LearningActivity, models.CASCADE, null=True, related_name="shared_in"
    )

    objects = SharedItemManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shared_item_is_one_thing",
                condition=Q(goal__isnull=False, story=None, activity=None)
                | Q(goal=None, story__isnull=False, activity=None)
                | Q(goal=None, story=None, activity__isnull=False),
            ),
            *(
                models.UniqueConstraint(fields=["share", target], name=f"{target}_once_in_a_share")
                for target in TARGETS
            ),
        ]

    def __str__(self) -> str:
        return f"Deel van inzage {self.share_id}"


class ShareComment(models.Model):
    """What was said about one shared thing; without an account it is the guest who said it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(SharedItem, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="share_comments"
    )
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="share_comment_says_something", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return f"Reactie van {self.written_at:%Y-%m-%d}"
