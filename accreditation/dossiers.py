"""Reading a handed-in dossier: only the assigned assessor, only while the talk is open."""

from datetime import datetime
from typing import Any

from django.db import transaction
from portfolios.dossier.snapshots import open_snapshot

from accounts.actors import Actor
from accreditation.models import Cycle
from audit.acts import NotAllowed, locked

READABLE = (
    Cycle.Status.ASSIGNED,
    Cycle.Status.BOOKED,
    Cycle.Status.HELD,
    Cycle.Status.REPORTED,
)


def readable_by(user: Any) -> Any:
    """The cycles whose frozen dossier this assessor may read now (domain §7)."""
    return Cycle.objects.filter(assessor__user=user, status__in=READABLE).select_related(
        "person", "snapshot", "period__scheme"
    )


def open_dossier(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    """The assessor opens the frozen copy; from now on the owner cannot take it back."""
    with transaction.atomic():
        cycle = locked(cycle)
        if cycle.status not in READABLE or cycle.assessor.user != by.user:
            raise NotAllowed("Dit dossier is niet (meer) voor jou om te lezen.")
        open_snapshot(cycle.snapshot, now=now, by=by)
