"""The first administrators. A role takes one who proposes and one who confirms, so a register
begins with two; they bring in all others.

A link is signed and stands in no table. It works for a day, once, and no more when there are two.
"""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.acts import NotAllowed, act

LINK_WORKS = timedelta(days=1)
BY = Actor.system("accounts.first_administrator")
BEGINS_WITH = 2
THERE_ARE_TWO = "Er zijn al twee beheerders. De een stelt een nieuwe voor, de ander bevestigt."
HAS_AN_ACCOUNT = "Met dit mailadres is al een account."


def obstacle(email: str, *, today: date) -> str:
    """Why who has this address cannot be one of the first; empty when they can."""
    holders = RoleGrant.objects.holders(Role.ADMINISTRATOR, today)
    if holders.values("user").distinct().count() >= BEGINS_WITH:
        return THERE_ARE_TWO
    return HAS_AN_ACCOUNT if User.objects.filter(email__iexact=email).exists() else ""


def signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="accounts.beginning")


def path_for(email: str) -> str:
    return reverse("beginning:administrator", args=[signer().sign_object({"email": email})])


def address_of(token: str) -> str | None:
    """Whose link it is; None when it is forged. Raises SignatureExpired after a day."""
    try:
        facts = signer().unsign_object(token, max_age=LINK_WORKS)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    return str(facts["email"])


def begin(person: User, *, today: date, now: datetime) -> None:
    """Make this account, and let it be administrator from today on. Raises NotAllowed.

    The address counts as confirmed: who runs the server named it, and each login sends it a code
    until there is a passkey or app, which an administrator is asked for first of all.
    """
    if why := obstacle(person.email, today=today):
        raise NotAllowed(why)
    grant = RoleGrant(user=person, role=Role.ADMINISTRATOR, from_on=today)
    try:
        with transaction.atomic():
            person.save()
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
            grant.user = person
            with act("rolegrant.begin", grant, by=BY):
                grant.save()
    except IntegrityError as refusal:
        raise NotAllowed(HAS_AN_ACCOUNT) from refusal
