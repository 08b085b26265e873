"""Starting a cycle with each period, and finding the one that runs."""

from typing import Any

from accounts.actors import Actor
from accreditation import pilots
from accreditation.models import Cycle
from audit.acts import act
from register.models import Registration, RegistrationPeriod


def start(period: RegistrationPeriod, *, by: Actor) -> Cycle:
    """The cycle that belongs to a new period; each period has one."""
    cycle = Cycle(period=period, person=period.registration.person)
    with act("cycle.start", cycle, by=by):
        cycle.save()
    return cycle


def current(person: Any) -> Cycle | None:
    """The newest cycle of the person that is not decided or closed."""
    return (
        Cycle.objects.visible_to(person)
        .open()
        .select_related("period__scheme", "period__registration", "assessor__user", "snapshot")
        .order_by("-period__from_on")
        .first()
    )


def close_all(registration: Registration, *, by: Actor) -> None:
    """On leaving, lapse or death: what was handed in is deleted, reports stay with the person."""
    for cycle in Cycle.objects.filter(period__registration=registration).open():
        snapshot = cycle.snapshot
        cycle.close(by=by)
        if snapshot:
            snapshot.delete()
    pilots.forget(registration.person)


def forget_snapshots(person: Any) -> None:
    """What was handed in and sealed is deleted; if it is unsealed ever, it begins anew."""
    for cycle in Cycle.objects.visible_to(person).exclude(snapshot=None):
        snapshot = cycle.snapshot
        anew = {"sealed_from": Cycle.Status.RUNNING, "assessor": None, "handed_in_at": None}
        changes = anew if cycle.sealed_from else {}
        Cycle.objects.filter(pk=cycle.pk).update(snapshot=None, **changes)
        if snapshot:
            snapshot.delete()
