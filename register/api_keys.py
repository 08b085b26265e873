"""Keys to the API: made by staff for an organisation, shown once, ended by one button."""

import hashlib
from datetime import datetime

from accounts import public_use
from accounts.actors import Actor
from accounts.public_use import Budget
from audit.acts import NotAllowed, act
from kit import numbers
from register.models import ApiKey, Organisation

SIGNS = 32
A_MINUTE = 600
PREFIX = "rk_"


def hash_of(key: str) -> str:
    """A key is random and long, so one plain hash is enough."""
    return hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()


def make(
    organisation: Organisation, *, purpose: str, a_day: int, now: datetime, by: Actor
) -> tuple[ApiKey, str]:
    """The key itself is known here only: it cannot be shown again."""
    secret = PREFIX + numbers.random_code(SIGNS)
    key = ApiKey(
        organisation=organisation,
        purpose=purpose,
        start=secret[:8],
        sha256=hash_of(secret),
        a_day=a_day,
        made_by=by.person,
        made_at=now,
    )
    with act("apikey.make", key, by=by):
        key.save()
    return key, secret


def end(key: ApiKey, *, now: datetime, by: Actor) -> None:
    """At once and for good. Raises NotAllowed when it ended before."""
    if key.ended_at:
        raise NotAllowed("Deze sleutel was al beëindigd.")
    with act("apikey.end", key, by=by):
        key.ended_at, key.ended_by = now, by.person
        key.save(update_fields=["ended_at", "ended_by"])


def find(secret: str) -> ApiKey | None:
    """The running key of this secret."""
    return ApiKey.objects.running().filter(sha256=hash_of(secret)).first()


def budget_of(key: ApiKey) -> Budget:
    return Budget(a_minute=A_MINUTE, a_day=key.a_day)


def count(key: ApiKey, now: datetime) -> public_use.Used:
    return public_use.count(f"key {key.public_id}", budget_of(key), now=now)
