"""Renewal: the next period joins the old one, with a new certificate (domain §3, §5)."""

from datetime import date

from django.db import transaction

from accounts.actors import Actor
from kit import clock
from outbox import letters
from register import certificates
from register.models import Registration, RegistrationPeriod


def renew(
    registration: Registration, *, conversation_on: date, today: date, by: Actor
) -> RegistrationPeriod:
    """Renew from the old end date, never from today: who is early or late loses nothing."""
    with transaction.atomic():
        period: RegistrationPeriod = registration.renew(by=by)
        certificates.issue(period, conversation_on=conversation_on, today=today, by=by)
        letters.write(
            "register/renewed",
            person=registration.person,
            subject=period,
            at=clock.now(),
            registration=registration,
            period=period,
            link="/mijn/registratie/",
            link_label="Bekijk je registratie",
        )
    return period
