"""Extension: "ik heb meer tijd nodig". The person takes it, without a reason (domain §3)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils.formats import date_format

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed
from kit import clock
from outbox import letters
from register.models import Extension, Registration, RegistrationPeriod


@dataclass(frozen=True)
class Room:
    """How much more time there is to take; with none, `why` says so in words."""

    months: int
    why: str = ""
    hand_in_on: date | None = None  # with the months taken


def room(registration: Registration, *, today: date, by_staff: bool = False) -> Room:
    """What may be added to the term today: the person has half of what staff may give."""
    if registration.status not in (Registration.Status.ACTIVE, Registration.Status.LAPSE_PROPOSED):
        return Room(0, "Meer tijd vragen kan alleen als je registratie loopt.")
    period = registration.current_period
    if not by_staff and today < period.hand_in_opens_on:
        opens_on = date_format(period.hand_in_opens_on, "j F Y")
        return Room(0, f"Je hebt nog alle tijd. Inleveren kan pas vanaf {opens_on}.")
    scheme = period.scheme
    most = scheme.staff_extension_months if by_staff else scheme.extension_months
    months = max(0, most - taken(period))
    if not months:
        return Room(0, "Je hebt al meer tijd gekregen. Heb je nog meer nodig? Bel het register.")
    return Room(months, hand_in_on=clock.add_months(period.hand_in_on, months))


def taken(period: RegistrationPeriod) -> int:
    """The months of more time, without those by which the register made something good."""
    good = period.extensions.filter(made_good=True).aggregate(months=Sum("months"))["months"]
    return period.extended_months - (good or 0)


def extend(registration: Registration, *, months: int, today: date, by: Actor) -> Extension:
    """Give more time. Raises NotAllowed when there is no room for these months."""
    by_staff = by.role == Role.DESK and by.user != registration.person
    with transaction.atomic():
        registration.more_time(today=today, by=by)
        found = room(registration, today=today, by_staff=by_staff)
        if not 0 < months <= found.months:
            raise NotAllowed(found.why or f"Je kunt hoogstens {found.months} maanden krijgen.")
        period = RegistrationPeriod.objects.select_for_update().get(
            pk=registration.current_period.pk
        )
        period.extended_months += months
        period.save(update_fields=["extended_months"])
        extension = Extension.objects.create(
            period=period, months=months, granted_on=today, granted_by=by.person
        )
        letters.write(
            "register/extended",
            person=registration.person,
            subject=extension,
            at=clock.now(),
            link=reverse("registration:registration"),
            link_label="Bekijk je registratie",
            extension=extension,
            period=period,
        )
    return extension
