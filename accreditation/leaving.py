"""Leaving the register: the cycle closes, the dossier stays the person's own (domain §3)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from accreditation import assignment, cycles, scheduling
from accreditation.models import Cycle
from register import leaving
from register.models import Registration


def obstacle(registration: Registration) -> str:
    """What stands in the way of leaving, in words; empty when nothing does."""
    status = Registration.Status
    if registration.status == status.SUSPENDED:
        return "Je bent geschorst. Uitschrijven kan weer als de schorsing voorbij is."
    if registration.status not in (status.ACTIVE, status.PAUSED, status.LAPSE_PROPOSED):
        return "Je bent niet meer geregistreerd."
    return ""


def leave(registration: Registration, *, now: datetime, by: Actor) -> None:
    """Leave today: what was handed in is deleted, a planned talk is off, nothing is asked."""
    with transaction.atomic():
        for cycle in Cycle.objects.visible_to(registration.person).open():
            give_back(cycle, now=now, by=by)
        leaving.leave(registration, today=timezone.localdate(now), now=now, by=by)
        cycles.close_all(registration, by=by)


def give_back(cycle: Cycle, *, now: datetime, by: Actor) -> None:
    """Before the talk was held the assessor loses sight of the dossier at once."""
    if cycle.status == Cycle.Status.BOOKED:
        talk = scheduling.planned_for(cycle.person)
        if talk:
            scheduling.call_off(talk, now=now, by=by)
        cycle.refresh_from_db()
    if cycle.status in (Cycle.Status.HANDED_IN, Cycle.Status.ASSIGNED):
        assignment.void(cycle, now=now)
