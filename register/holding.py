"""Holding back an entry from the next editions: for a reason, for a few days, and told."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NOT_YOURSELF, NotAllowed, act
from kit import clock
from outbox import letters
from register import differences
from register.models import HeldEntry, Publication, Registration

SYSTEM = Actor.system("register.publish_edition")
NEVER = (Registration.Status.REMOVED, Registration.Status.DECEASED)


def last_day(today: date, days: int = HeldEntry.LONGEST) -> date:
    """So many working days after today."""
    day = today
    for _ in range(days):
        day = clock.next_working_day(day)
    return day


def hold(
    registration: Registration, *, reason: str, days: int, now: datetime, today: date, by: Actor
) -> HeldEntry:
    """The entry stays in public as it is, at most five working days; the person gets a letter.

    Raises NotAllowed when nothing changes, for a removal or a death, for the own entry, and when
    it was held back before and no edition took it along since.
    """
    if by.user == registration.person:
        raise NotAllowed(NOT_YOURSELF)
    if registration.status in NEVER:
        raise NotAllowed("Een doorhaling of overlijden geldt meteen. Die houd je niet tegen.")
    if differences.since_last_edition(today).of(registration.number) is None:
        raise NotAllowed("Bij deze vermelding verandert niets. Je hoeft niets tegen te houden.")
    if held_before(registration).exists():
        raise NotAllowed(
            "Deze vermelding is al eens tegengehouden. Eerst moet de verandering in een uitgave "
            "staan."
        )
    held = HeldEntry(
        registration=registration,
        reason=reason,
        held_by=by.person,
        held_on=today,
        until_on=last_day(today, min(days, HeldEntry.LONGEST)),
    )
    try:
        with transaction.atomic(), act("heldentry.hold", held, by=by):
            held.save()
            tell(held, now)
    except IntegrityError as refusal:
        if "held_once_at_a_time" not in str(refusal):
            raise
        raise NotAllowed("Deze vermelding wordt al tegengehouden.") from refusal
    return held


def held_before(registration: Registration) -> QuerySet[HeldEntry]:
    """Holds that ended while no edition has been published since, so that days never add up."""
    earlier = registration.held_entries.exclude(status=HeldEntry.Status.HELD)
    last = Publication.objects.first()
    return earlier.filter(ended_at__gt=last.published_at) if last else earlier


def tell(held: HeldEntry, now: datetime) -> None:
    letters.write(
        "register/held_back",
        person=held.registration.person,
        subject=held,
        at=now,
        held=held,
        link=reverse("registration:entry"),
        link_label="Bekijk je vermelding",
    )


def end_what_is_over(*, today: date, now: datetime) -> None:
    """On their day they go along by themselves."""
    for held in HeldEntry.objects.filter(status=HeldEntry.Status.HELD, until_on__lte=today):
        held.end(now=now, by=SYSTEM)
