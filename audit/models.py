"""Event: what happened, for people. The proof underneath is the history that triggers write."""

import uuid

from django.conf import settings
from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, subject: models.Model) -> "EventQuerySet":
        return self.filter(subject_type=subject._meta.label, subject_id=subject.pk)

    def about(self, user: models.Model) -> "EventQuerySet":
        """What happened to this person's things, newest first."""
        return self.filter(person=user).order_by("-at", "-id")


class Event(models.Model):
    """One act on one thing: who, in which role, what, on what, about whom, when.

    Written once, never changed: the application's database role may only insert and read.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events_about"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="events_done"
    )
    role = models.CharField(max_length=40)
    job = models.CharField(max_length=80, blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "at"]),
            models.Index(fields=["person", "-at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_has_an_actor_or_a_job",
                condition=models.Q(actor__isnull=False) | ~models.Q(job=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class DaySeal(models.Model):
    """The hash of all events and history rows that a day added, on the hash of the day before.

    Written once (`audit/chain.py`): the application's database role may only insert and read.
    """

    day = models.DateField(unique=True)
    rows = models.PositiveBigIntegerField()
    parts = models.JSONField()  # per table: which rows, how many, their hash
    previous = models.CharField(max_length=64, blank=True)  # empty: the first
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} {self.hash}"


class MadeCopy(models.Model):
    """A copy of everything was made (`manage.py make_copy`); the hash is that of its manifest."""

    made_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    is_encrypted = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.made_at} {self.sha256}"


class TermCount(models.Model):
    """What goes by one rule of the retention policy, counted one day: numbers, no content.

    `due` were there at the beginning of the day, `soon` follow within thirty days. `left` are still
    there after the night, and `late` should have gone a week ago: none, while every job works.
    """

    on = models.DateField()
    rule = models.CharField(max_length=40)
    due = models.PositiveIntegerField()
    soon = models.PositiveIntegerField()
    left = models.PositiveIntegerField(null=True)  # not counted yet
    late = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "rule"], name="rule_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.rule}"
