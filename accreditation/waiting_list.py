"""Who waits for a moment: asked once, told in the order of asking, with a head start.

The register owes a talk from handing in on, so no term of the person runs meanwhile (promise 3).
The first in line hears of a new moment at once. Each morning as many more hear it as there are
moments left, so that nobody races the whole line and no moment stays empty.
"""

from datetime import datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accreditation import moments
from accreditation.models import Assessor, Assignment, Conversation, Cycle, MomentRequest
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job


def ask(cycle: Cycle, *, now: datetime, by: Actor) -> MomentRequest:
    """Let the register know that one waits; who asks again for the same talk keeps the place."""
    with transaction.atomic():
        cycle = locked(cycle)
        if cycle.status != Cycle.Status.ASSIGNED or by.user != cycle.person:
            raise NotAllowed("Je wacht nu niet op een moment.")
        if moments.bookable(cycle, now=now):
            raise NotAllowed("Er zijn momenten. Kies er een die jou past.")
        request = MomentRequest.objects.filter(cycle=cycle).first()
        request = request or MomentRequest(cycle=cycle, asked_at=now)
        if had_talk_since(request):
            request.asked_at = now
        with act("momentrequest.ask", request, by=by):
            request.told_at = None
            request.save()
    return request


def had_talk_since(request: MomentRequest) -> bool:
    held = Conversation.objects.filter(status=Conversation.Status.HELD)
    return held.filter(seats__cycle=request.cycle, starts_at__gt=request.asked_at).exists()


def asked_by(cycle: Cycle) -> MomentRequest | None:
    """What this person asked and was not told of yet."""
    return MomentRequest.objects.untold().filter(cycle=cycle).first()


def tell_first(assessor: Assessor, *, now: datetime) -> None:
    """A moment was offered: the first in line hears it now; all, when nobody asked."""
    line = MomentRequest.objects.untold().filter(cycle__assessor=assessor)
    if line.exists():
        tell_next(assessor, now=now, most=1)
    else:
        tell_everybody(assessor, now=now)


def tell_next(assessor: Assessor, *, now: datetime, most: int | None = None) -> int:
    """The next in line for whom there is a moment; no more people than there are moments."""
    told = 0
    line = MomentRequest.objects.untold().filter(cycle__assessor=assessor)
    for request in line.select_related("cycle__person", "cycle__assessor__user"):
        choices = len(moments.bookable(request.cycle, now=now))
        if told >= (choices if most is None else min(most, choices)):
            continue
        told += 1
        request.told_at = now
        request.save()
        write(request.cycle, occasion=f"{request.pk}:{now.isoformat()}", now=now)
    return told


def tell_everybody(assessor: Assessor, *, now: datetime) -> None:
    """Whoever still has to choose hears once with each assessor that there are moments."""
    open_ones = Assignment.objects.filter(
        ended_on=None, cycle__assessor=assessor, cycle__status=Cycle.Status.ASSIGNED
    ).select_related("cycle__person", "cycle__assessor__user", "cycle__moment_request")
    for one in open_ones:
        if heard_since(one) or not moments.bookable(one.cycle, now=now):
            continue
        write(one.cycle, occasion=f"assignment:{one.pk}", now=now)


def heard_since(one: Assignment) -> bool:
    """Whether this person waits in line, or was told as such with this assessor."""
    request = getattr(one.cycle, "moment_request", None)
    if request is None:
        return False
    began = one.accepted_on or one.proposed_on
    return request.told_at is None or timezone.localdate(request.told_at) >= began


def write(cycle: Cycle, *, occasion: str, now: datetime) -> None:
    letters.write(
        "accreditation/moments_offered",
        person=cycle.person,
        subject=cycle,
        occasion=occasion,
        at=now,
        link=reverse("cycle:mine"),
        link_label="Kies een moment",
        name=cycle.assessor.user.name if cycle.assessor else "",
    )


@job("accreditation.tell_who_waits", daily_at=time(7, 0))
def tell_who_waits() -> None:
    """The head start of who was told yesterday is over."""
    now = clock.now()
    waited_for = Assessor.objects.filter(cycles__status=Cycle.Status.ASSIGNED)
    for assessor in waited_for.distinct():
        tell_next(assessor, now=now)
        line = MomentRequest.objects.untold().filter(cycle__assessor=assessor)
        if not line.exists():
            tell_everybody(assessor, now=now)
