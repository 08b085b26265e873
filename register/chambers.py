"""Chambers: appointing by name for a term, and which chamber gets a case."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.acts import NotAllowed, act, locked
from register.models import Chamber, ChamberSeat, HardshipRequest, Measure, Objection

KINDS = (Objection, Measure, HardshipRequest)


def appoint(
    person: User,
    chamber: Chamber,
    *,
    from_on: date,
    until_on: date,
    practising: bool,
    by: Actor,
) -> ChamberSeat:
    """A seat for a member of the committee. Raises NotAllowed for others, and for a second seat."""
    if by.role != Role.DESK or by.user == person:
        raise NotAllowed("Alleen het bureau benoemt, en niemand zichzelf.")
    if not RoleGrant.objects.on(from_on).filter(user=person, role=Role.COMMITTEE).exists():
        raise NotAllowed("Deze persoon heeft dan niet de rol van lid van de registercommissie.")
    seat = ChamberSeat(
        person=person,
        chamber=chamber,
        from_on=from_on,
        until_on=until_on,
        practising=practising,
        appointed_by=by.person,
    )
    try:
        with transaction.atomic(), act("chamberseat.appoint", seat, by=by):
            seat.save()
    except IntegrityError as refusal:
        raise NotAllowed("Deze persoon zit in die tijd al in een kamer.") from refusal
    return seat


def end(seat: ChamberSeat, *, today: date, by: Actor) -> None:
    """The seat ends; a seat that has not begun is as if it never was."""
    if by.role != Role.DESK or by.user == seat.person:
        raise NotAllowed("Alleen het bureau beëindigt een benoeming.")
    with transaction.atomic(), act("chamberseat.end", seat, by=by):
        fresh = locked(seat)
        if fresh.until_on <= today:
            raise NotAllowed("Deze benoeming is al voorbij.")
        if fresh.from_on >= today:
            fresh.delete()
        else:
            fresh.until_on = today
            fresh.save()


def for_new_case() -> Chamber:
    """The chamber with the fewest open cases."""
    load = {
        chamber: sum(kind.objects.open().filter(chamber=chamber).count() for kind in KINDS)
        for chamber in Chamber
    }
    return min(Chamber, key=lambda chamber: load[chamber])


def composition(today: date) -> list[dict[str, Any]]:
    """Each chamber with its members of today and of days to come."""
    seats = list(
        ChamberSeat.objects.not_over(today).select_related("person").order_by("from_on", "pk")
    )
    return [described(chamber, [s for s in seats if s.chamber == chamber]) for chamber in Chamber]


def described(chamber: Chamber, seats: list[ChamberSeat]) -> dict[str, Any]:
    practising = sum(seat.practising for seat in seats)
    return {
        "label": chamber.label,
        "seats": seats,
        "lacks_majority": 2 * practising <= len(seats),
        "is_small": len(seats) < 2,
    }
