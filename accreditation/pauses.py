"""May somebody pause now? Not while a handed-in dossier waits for its conversation."""

from datetime import date

from accounts.actors import Actor
from accreditation import cycles
from accreditation.models import Cycle
from audit.acts import NotAllowed
from register import pausing
from register.models import Registration


def obstacle(registration: Registration, *, today: date) -> str:
    """What stands in the way of a pause, in words; empty when nothing does."""
    if registration.status != Registration.Status.ACTIVE:
        return "Pauzeren kan alleen als je registratie loopt."
    if today >= registration.current_period.last_day_to_pause:
        return (
            "In de laatste maanden van je periode kun je niet pauzeren. "
            "Vraag wel gerust om meer tijd."
        )
    cycle = cycles.current(registration.person)
    if cycle and cycle.status in Cycle.OWED:
        return (
            "Je dossier is ingeleverd en je gesprek loopt. Neem je dossier eerst terug, "
            "of rond je gesprek af."
        )
    return ""


def pause(registration: Registration, *, listed: bool, today: date, by: Actor) -> None:
    """Pause from today on. Raises NotAllowed with what stands in the way."""
    if reason := obstacle(registration, today=today):
        raise NotAllowed(reason)
    pausing.pause(registration, listed=listed, today=today, by=by)
