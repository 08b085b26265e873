"""Guests: who reads a share without an account, by a link and a code mailed to the same address.

The link alone shows nothing. The code is kept in the session that asked for it, as allauth keeps
those to log in: it works once, there, for ten minutes and three tries.
"""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from portfolios.dossier.models import ShareGrant

CODE_WORKS = timedelta(minutes=10)
MOST_TRIES = 3
OPEN_FOR = timedelta(hours=4)
KEPT = "shares"  # in the session: by share, a code that waits or until when it is open


def signer() -> signing.Signer:
    return signing.Signer(salt="portfolios.share")


def path_of(grant: ShareGrant) -> str:
    return reverse("shared:door", args=[signer().sign(str(grant.public_id))])


def grant_of(token: str) -> ShareGrant | None:
    """The share that a link is about; None when the link is forged or the share was erased."""
    try:
        public_id = signer().unsign(token)
    except signing.BadSignature:
        return None
    found = ShareGrant.objects.select_related("owner", "peer_reading")
    return found.filter(public_id=public_id).exclude(email="").first()


def kept(request: HttpRequest, grant: ShareGrant) -> dict[str, Any]:
    """What this session knows of one share."""
    return dict(request.session.get(KEPT, {}).get(str(grant.public_id), {}))


def keep(request: HttpRequest, grant: ShareGrant, facts: dict[str, Any]) -> None:
    request.session[KEPT] = request.session.get(KEPT, {}) | {str(grant.public_id): facts}


def new_code(request: HttpRequest, grant: ShareGrant, *, now: datetime) -> str:
    """Another code; the one before works no more."""
    code: str = get_adapter().generate_login_code()
    keep(request, grant, {"code": code, "until": (now + CODE_WORKS).timestamp(), "tries": 0})
    return code


def waits_for_code(request: HttpRequest, grant: ShareGrant, *, now: datetime) -> bool:
    facts = kept(request, grant)
    return "code" in facts and now.timestamp() < facts["until"]


def try_code(request: HttpRequest, grant: ShareGrant, typed: str, *, now: datetime) -> bool:
    """Open the share when this is the code; after the last wrong try it is worthless."""
    if not waits_for_code(request, grant, now=now):
        return False
    facts = kept(request, grant)
    if compare_user_code(actual=typed, expected=facts["code"]):
        if not request.user.is_authenticated:
            request.session.cycle_key()
        keep(request, grant, {"open_until": (now + OPEN_FOR).timestamp()})
        return True
    tries = facts["tries"] + 1
    keep(request, grant, {} if tries >= MOST_TRIES else facts | {"tries": tries})
    return False


def is_open(request: HttpRequest, grant: ShareGrant, *, now: datetime) -> bool:
    return bool(now.timestamp() < kept(request, grant).get("open_until", 0))


def close(request: HttpRequest, grant: ShareGrant) -> None:
    """Done reading on this computer."""
    keep(request, grant, {})
