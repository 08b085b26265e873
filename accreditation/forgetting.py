"""What was handed in for a talk is deleted six weeks after the decision (domain §7)."""

from datetime import date, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.actors import Actor
from accreditation.models import Cycle
from kit import clock
from outbox.jobs import job

KEPT_WEEKS = 6
SYSTEM = Actor.system("accreditation.forget_dossiers")


def due_on(today: date) -> QuerySet[Cycle]:
    """Decided long enough ago; of who objects, the copy waits for the answer."""
    decided = Cycle.objects.filter(status=Cycle.Status.DECIDED, snapshot__isnull=False)
    long_ago = decided.filter(decided_on__lte=today - timedelta(weeks=KEPT_WEEKS))
    return long_ago.exclude(person__objections__status="received").select_related("snapshot")


def forget(cycle: Cycle) -> None:
    """The copy goes; the dossier itself stays the person's own."""
    snapshot = cycle.snapshot
    with transaction.atomic():
        cycle.forget_dossier(by=SYSTEM)
        if snapshot:
            snapshot.delete()


@job("accreditation.forget_dossiers", daily_at=time(3, 30))
def forget_dossiers() -> None:
    for cycle in due_on(clock.today()):
        forget(cycle)
