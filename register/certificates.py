"""Certificates: the content is fixed and stored first; `certificate_files` makes its files.

The order follows certificate authorities: what will be signed stands in the database before it is
signed, so that a crash at any moment leaves one certificate and one code.
"""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.actors import Actor
from audit.acts import act
from kit.numbers import random_code
from outbox import jobs
from register import badges
from register.models import Certificate, EntryRoute, RegistrationPeriod

CODE_LENGTH = 24  # more than 100 bits


def issue(
    period: RegistrationPeriod, *, conversation_on: date | None, today: date, by: Actor
) -> Certificate:
    """Issue the certificate of a period; the one before it is superseded.

    Without a conversation the text says so: admitted on a route, no talk about learning yet.
    """
    registration = period.registration
    with transaction.atomic():
        for earlier in registration.certificates.filter(status=Certificate.Status.ISSUED):
            earlier.supersede(by=by)
            badges.end_with(earlier)
        certificate = Certificate(
            registration=registration,
            period=period,
            number=registration.number,
            code=random_code(CODE_LENGTH),
            content=content_of(period, conversation_on=conversation_on, today=today),
            issued_on=today,
        )
        with act("certificate.issue", certificate, by=by):
            certificate.save()
        jobs.enter(
            "register.make_certificate",
            f"certificate:{certificate.pk}",
            certificate_id=certificate.pk,
        )
    return certificate


def issue_again(period: RegistrationPeriod, *, today: date, by: Actor) -> Certificate:
    """The same certificate with today's facts: the end of the period has moved."""
    newest = period.registration.certificates.order_by("-id").first()
    held = newest.content["conversation"] if newest else None
    conversation_on = date.fromisoformat(held) if held else None
    return issue(period, conversation_on=conversation_on, today=today, by=by)


def content_of(
    period: RegistrationPeriod, *, conversation_on: date | None, today: date
) -> dict[str, Any]:
    """Every fact on the certificate, and nothing else."""
    registration = period.registration
    return {
        "name": registration.shown_name,
        "number": registration.number,
        "since": registration.since_on.isoformat(),
        "from": period.from_on.isoformat(),
        "until": period.until_on.isoformat(),
        "issued": today.isoformat(),
        "route": EntryRoute(registration.route).label,
        "conversation": conversation_on.isoformat() if conversation_on else None,
    }
