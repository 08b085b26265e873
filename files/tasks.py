"""Celery's side of the virus scan: a tick, and one task for each file."""

from celery import shared_task

from files import scanning
from kit import clock


@shared_task(name="files.scan_due")
def scan_due() -> None:
    for pk in scanning.lease_due(clock.now()):
        scan.delay(pk)


@shared_task(name="files.scan")
def scan(pk: int) -> None:
    scanning.scan(pk, now=clock.now())
