"""Cycles follow what the committee decided: closed after a removal, going on after an objection."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.actors import Actor
from accreditation import after_objections, cycles, lapsing, leaving
from accreditation.models import Cycle
from kit import clock
from outbox import jobs
from register.models import Registration

BY = Actor.system("accreditation.after_cases")


def close_of_removed(*, now: datetime) -> None:
    """Who was removed hands nothing in; what was handed in is deleted."""
    of_removed = Cycle.objects.open().filter(
        period__registration__status=Registration.Status.REMOVED
    )
    for cycle in of_removed.select_related("period__registration", "person"):
        with transaction.atomic():
            leaving.give_back(cycle, now=now, by=BY)
            cycles.close_all(cycle.period.registration, by=BY)


def reopen_of_restored() -> None:
    """Who is registered again, as if nothing had happened, hands in as before."""
    running = Cycle.objects.open().filter(period__registration=OuterRef("pk"))
    registered = Registration.objects.filter(~Exists(running), status__in=Registration.IN)
    for registration in registered:
        closed = Cycle.objects.filter(
            period=registration.current_period, status=Cycle.Status.CLOSED
        ).first()
        if closed:
            closed.reopen(by=BY)
            lapsing.forget_outcome(closed, today=clock.today(), by=BY)


@jobs.job("accreditation.after_cases", daily_at=time(4, 55))
def follow() -> None:
    close_of_removed(now=clock.now())
    reopen_of_restored()
    after_objections.settle_upheld()
