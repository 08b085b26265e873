"""Leaving with dignity, and coming back by one conversation (domain §3)."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from outbox import letters
from register.models import Registration


def leave(registration: Registration, *, today: date, now: datetime, by: Actor) -> None:
    """The person leaves, without a reason; the letter says how to come back."""
    with transaction.atomic():
        if registration.status == Registration.Status.LAPSE_PROPOSED:
            registration.keep(today=today, by=by)  # saying goodbye is a sign of life
        registration.leave(today=today, by=by)
        letters.write(
            "register/left",
            person=registration.person,
            subject=registration,
            occasion=str(today),
            at=now,
            link=reverse("registration:registration"),
            link_label="Bekijk hoe je terugkomt",
            registration=registration,
        )
