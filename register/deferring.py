"""More time instead of a renewal: the term moves along, so that nothing runs against the person."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from audit.acts import act
from kit import clock
from register.models import Chamber, Deferral, Extension, RegistrationPeriod


def months_until(period: RegistrationPeriod, day: date) -> int:
    """By how many months the term moves, so that handing in by that day is in time."""
    months = 1
    while clock.add_months(period.hand_in_on, months) < day:
        months += 1
    return months


def defer(
    period: RegistrationPeriod,
    *,
    talk_by: date,
    reason: str,
    granted_by: Any,
    today: date,
    by: Actor,
    chamber: Chamber | None = None,
    signers: tuple[Any, Any] | None = None,
) -> Deferral:
    """The decision, and the term that moves with it. The anniversary stays where it was."""
    with transaction.atomic():
        fresh = RegistrationPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
        months = months_until(fresh, talk_by)
        first, second = signers or (None, None)
        deferral = Deferral(
            period=fresh,
            decided_on=today,
            reason=reason,
            chamber=chamber or "",
            first_signer=first,
            second_signer=second,
        )
        with act("deferral.decide", deferral, by=by):
            fresh.extended_months += months
            fresh.save(update_fields=["extended_months"])
            deferral.extension = Extension.objects.create(
                period=fresh, months=months, granted_on=today, granted_by=granted_by
            )
            deferral.save()
    return deferral


def move_along(period: RegistrationPeriod, *, months: int, today: date, by: Actor) -> Extension:
    """The term moves by what went wrong at the register; the anniversary stays where it was."""
    with transaction.atomic():
        fresh = RegistrationPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
        extension = Extension(
            period=fresh, months=months, granted_on=today, granted_by=by.person, made_good=True
        )
        with act("extension.make_good", extension, by=by):
            fresh.extended_months += months
            fresh.save(update_fields=["extended_months"])
            extension.save()
    return extension
