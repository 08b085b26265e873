"""The two notices without which nobody lapses: one by mail, one by post."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import tracked
from outbox.models import Letter
from register.models.periods import RegistrationPeriod


class LapseNoticeQuerySet(models.QuerySet["LapseNotice"]):
    def standing(self) -> "LapseNoticeQuerySet":
        """Neither come back nor answered by a sign of life."""
        return self.filter(returned_on=None, answered_on=None)

    def to_post(self) -> "LapseNoticeQuerySet":
        """Letters on paper that nobody has put in the post yet."""
        return (
            self.standing()
            .filter(channel=LapseNotice.Channel.POST, sent_on=None)
            .filter(period__registration__person__is_active=True)
            .select_related("period__registration__person")
            .order_by("written_on", "pk")
        )


@tracked("period", "channel", "written_on", "sent_on", "sent_by", "returned_on", "answered_on")
class LapseNotice(models.Model):
    """One notice that a registration may end, written after the term; mail and post are needed."""

    class Channel(models.TextChoices):
        MAIL = "mail", "Mail"
        POST = "post", "Brief per post"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(RegistrationPeriod, models.PROTECT, related_name="lapse_notices")
    channel = models.CharField(max_length=10, choices=Channel)
    written_on = models.DateField()
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="+")
    # The day the mail server took it, or the day that a person says to have posted it.
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    returned_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    objects = LapseNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "channel"],
                name="one_standing_notice",
                condition=Q(returned_on=None, answered_on=None),
            ),
            models.CheckConstraint(
                name="posted_by_a_person",
                condition=Q(channel="mail", letter__isnull=False)
                | Q(channel="post", letter=None)
                & (Q(sent_on=None, sent_by=None) | Q(sent_on__isnull=False, sent_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="notice_sent_after_it_was_written",
                condition=Q(sent_on=None) | Q(sent_on__gte=models.F("written_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} aan {self.period.registration}"

    @property
    def concerns(self) -> Any:
        return self.period.concerns

    def is_proven(self, today: date) -> bool:
        """Sent, and not come back in the days that a mail may take to come back."""
        if self.sent_on is None or self.returned_on or self.answered_on:
            return False
        days = self.period.scheme.lapse_bounce_days
        return self.sent_on + timedelta(days=days) <= today
