"""Celery's side of the outbox: two ticks and one task that performs one job."""

import uuid

from celery import shared_task
from django.utils import timezone

from kit import clock, traces
from outbox import bounce_mailbox, digest, jobs, letters, sealed  # noqa: F401  they register
from outbox.models import Heartbeat


@shared_task(name="outbox.lease_due")
def lease_due() -> None:
    for row in jobs.lease_due(clock.now()):
        with traces.continued(row.trace, row.request_id):
            perform.delay(row.pk, str(row.lease))


@shared_task(name="outbox.enter_scheduled")
def enter_scheduled() -> None:
    jobs.enter_scheduled(clock.now())
    Heartbeat.objects.update_or_create(name="beat", defaults={"at": timezone.now()})


@shared_task(name="outbox.perform")
def perform(job_id: int, lease: str) -> None:
    jobs.perform(job_id, uuid.UUID(lease))
