"""Which moments somebody can choose: free, long enough, and suiting both sides."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from accreditation.models import Conversation, Cycle, Slot
from audit.acts import NotAllowed

ELSEWHERE = "Op dat moment staat er al een ander gesprek in de agenda. Kies een ander moment."


class Gone(NotAllowed):
    """Somebody else was first, or the person cannot be there: there may be other moments."""


def bookable(cycle: Cycle, *, now: datetime) -> list[Slot]:
    """The free moments of the cycle's own assessor that are long enough and suit both."""
    if cycle.assessor is None:
        return []
    minutes = timedelta(minutes=cycle.period.scheme.conversation_minutes)
    taken = list(
        talks_of(cycle.person, cycle.assessor.user)
        .filter(ends_at__gt=now)
        .values_list("starts_at", "ends_at")
    )
    offered = Slot.objects.free(now).filter(assessor=cycle.assessor)
    return [
        slot
        for slot in offered
        if slot.ends_at - slot.starts_at >= minutes
        and not any(slot.starts_at < end and begin < slot.ends_at for begin, end in taken)
    ]


def talks_of(*people: Any) -> QuerySet[Conversation]:
    """The talks that stand in somebody's calendar, on whichever side of the table."""
    planned = Conversation.objects.filter(status=Conversation.Status.PLANNED)
    return planned.filter(Q(seats__person__in=people) | Q(assessor__user__in=people)).distinct()


def check_not_elsewhere(person: Any, slot: Slot, *, but: Conversation | None = None) -> None:
    """The database keeps somebody from two seats at once; this also sees the other side."""
    then = talks_of(person).filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
    if but:
        then = then.exclude(pk=but.pk)
    if then.exists():
        raise Gone(ELSEWHERE)
