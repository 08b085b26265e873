"""Job: work that must happen, written in the transaction that makes it necessary."""

from datetime import datetime

from django.db import models
from django.db.models import Q

MAX_ATTEMPTS = 8


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> "JobQuerySet":
        return self.filter(done_at=None, dead_at=None)

    def due_at(self, now: datetime) -> "JobQuerySet":
        return self.open().filter(due_at__lte=now)

    def dead(self) -> "JobQuerySet":
        return self.exclude(dead_at=None).order_by("-dead_at")


class Job(models.Model):
    """A task by name with its arguments (ids only). The same `key` is entered once, for ever.

    A lease says that a message for this job is on its way through Redis; when it runs out, the
    job is sent again. After MAX_ATTEMPTS starts the job is dead, and staff see it.
    """

    task = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    request_id = models.CharField(max_length=40, blank=True, db_default="")  # that entered it
    # Where it stands in the trace of that request, as W3C traceparent; empty when nobody watches.
    trace = models.CharField(max_length=55, blank=True, db_default="")
    background = models.BooleanField(default=False)  # nobody waits for it: others go first
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="open_jobs", condition=Q(done_at=None, dead_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="job_is_done_or_dead", condition=Q(done_at=None) | Q(dead_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.key
