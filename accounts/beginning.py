"""The first administrators. A role takes one who proposes and one who confirms, so a register
begins with two; they bring in all others.

A link is signed and stands in no table. It works for a day, once, and no more when there are two.
It names the account that it makes by its random key: once there is such an account it was used,
whatever became of its address since.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role, RoleGrant, User
from audit.acts import NotAllowed, act

LINK_WORKS = timedelta(days=1)
BY = Actor.system("accounts.first_administrator")
BEGINS_WITH = 2
THERE_ARE_TWO = "Er zijn al twee beheerders. De een stelt een nieuwe voor, de ander bevestigt."
HAS_AN_ACCOUNT = "Met dit mailadres is al een account."
WAS_USED = "Met deze link is al een account gemaakt."
LOCK = 7_301_911


@dataclass(frozen=True)
class Link:
    """For which address, and the random key of the account that it makes."""

    email: str
    account: UUID


def obstacle(email: str, *, today: date, account: UUID | None = None) -> str:
    """Why who has this address cannot be one of the first; empty when they can."""
    if account and User.objects.filter(public_id=account).exists():
        return HAS_AN_ACCOUNT if has_an_account(email) else WAS_USED
    holders = RoleGrant.objects.holders(Role.ADMINISTRATOR, today)
    if holders.values("user").distinct().count() >= BEGINS_WITH:
        return THERE_ARE_TWO
    return HAS_AN_ACCOUNT if has_an_account(email) else ""


def has_an_account(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()


def signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="accounts.beginning")


def path_for(email: str) -> str:
    return reverse("beginning:administrator", args=[token_for(email)])


def token_for(email: str) -> str:
    return signer().sign_object({"email": email, "account": str(uuid4())})


def read(token: str) -> Link | None:
    """What this link is; None when it is forged. Raises SignatureExpired after a day."""
    try:
        facts = signer().unsign_object(token, max_age=LINK_WORKS)
    except signing.SignatureExpired:
        raise
    except signing.BadSignature:
        return None
    return Link(facts["email"], UUID(facts["account"])) if "account" in facts else None


def begin(person: User, *, today: date, now: datetime) -> None:
    """Make this account, and let it be administrator from today on. Raises NotAllowed.

    The address counts as confirmed: who runs the server named it, and each login sends it a code
    until there is a passkey or app, which an administrator is asked for first of all.
    """
    grant = RoleGrant(user=person, role=Role.ADMINISTRATOR, from_on=today)
    try:
        with transaction.atomic():
            one_at_a_time()
            if why := obstacle(person.email, today=today, account=person.public_id):
                raise NotAllowed(why)
            person.save()
            EmailAddress.objects.create(
                user=person, email=person.email, verified=True, primary=True
            )
            grant.user = person
            with act("rolegrant.begin", grant, by=BY):
                grant.save()
    except IntegrityError as refusal:
        raise NotAllowed(HAS_AN_ACCOUNT) from refusal


def one_at_a_time() -> None:
    """Until the end of the transaction, so that never a third one begins beside the second."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
