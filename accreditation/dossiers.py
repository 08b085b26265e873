"""Reading a handed-in dossier: only the assigned assessor, only while the talk is open."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from accreditation.models import ConversationReport, Cycle
from audit.acts import NotAllowed
from audit.policy import FORGOTTEN
from portfolios.dossier.snapshots import open_snapshot

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


def previous_agreements(cycle: Cycle) -> ConversationReport | None:
    """What was agreed at the talk before, for whoever may read the dossier (domain §7)."""
    made = ConversationReport.objects.counting().exclude(agreements__in=["", FORGOTTEN])
    earlier = made.filter(
        conversation__seats__cycle__person=cycle.person,
        conversation__seats__cycle__status=Cycle.Status.DECIDED,
    )
    return earlier.select_related("conversation").order_by("-shared_at").first()


def open_dossier(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    """The assessor opens the frozen copy; from now on the owner cannot take it back."""
    with transaction.atomic():
        found = readable_by(by.user).select_for_update(of=("self",)).filter(pk=cycle.pk).first()
        if found is None:
            raise NotAllowed("Dit dossier is niet (meer) voor jou om te lezen.")
        open_snapshot(found.snapshot, now=now, by=by)
