"""The two keys that sign for the register: whether the worker can open them, and until when.

A worker without them starts, and does all else; certificates would wait for a key that nobody
misses. So each day the worker opens both, and a key that is away is work that failed.
"""

from dataclasses import dataclass
from datetime import date, time

from cryptography import x509
from django.conf import settings
from django.utils import timezone

from outbox import jobs
from register import badge_keys, signing
from register.certificate_files import note_seal
from register.models import SealCertificate

RENEWED_BEFORE_DAYS = 60  # an issuer takes weeks


class CannotSign(Exception):
    """A key is away, or its password opens something else."""


@dataclass(frozen=True)
class Keys:
    seal: str
    until: date
    badges: str


def opened() -> Keys:
    """What signs now. Raises CannotSign, saying which of the two."""
    try:
        seal = signing.public_half()
    except Exception as problem:
        raise CannotSign(f"The seal cannot be opened: {problem}") from problem
    try:
        badges = badge_keys.the_key().thumbprint() if settings.BADGE_KEY_FILE else ""
    except Exception as problem:
        raise CannotSign(f"The badge key cannot be opened: {problem}") from problem
    return Keys(seal.subject.rfc4514_string(), last_day(seal), badges)


def last_day(certificate: x509.Certificate) -> date:
    return timezone.localdate(certificate.not_valid_after_utc)


@jobs.job("register.look_at_keys", daily_at=time(5, 8))
def look() -> None:
    """Also tells the public pages which seal is ours, before the first certificate."""
    opened()
    note_seal()


def seal_ends_on() -> date | None:
    """Of the seal that was taken in use last; None before the worker opened one."""
    newest = SealCertificate.objects.order_by("-first_used_at").first()
    return last_day(x509.load_pem_x509_certificate(newest.pem.encode())) if newest else None
