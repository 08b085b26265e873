"""What is public or was issued of a person, taken away: names go, numbers and hashes stay."""

from datetime import datetime

from accounts.models import User
from register import certificate_files, editions
from register.models import FormerName, Registration


def forget_public(person: User, *, now: datetime) -> None:
    """From every edition and every certificate; the number stays hidden for good."""
    registration = Registration.objects.visible_to(person).first()
    if registration is None:
        return
    FormerName.objects.filter(number=registration.number).delete()
    for certificate in registration.certificates.all():
        certificate_files.erase(certificate)
    editions.erase(registration.number, now=now)
