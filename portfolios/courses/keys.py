"""Keys of a provider: made by a manager, shown once, ended by one button or when it leaves.

A key does one thing: say who was at a run of this provider. It reads nothing of the register.
"""

from datetime import datetime

from django.db import transaction

from accounts import public_use
from accounts.actors import Actor
from accounts.public_use import Budget, Used
from audit.acts import NotAllowed, act, locked
from kit import numbers
from portfolios.courses.models import Provider, ProviderKey
from portfolios.courses.providers import check_manager
from register.api_keys import hash_of

SIGNS = 32
PREFIX = "rko_"
MOST = 10  # that work at once
BUDGET = Budget(a_minute=30, a_day=500)
ENDED = "Deze sleutel was al beëindigd."
TOO_MANY = f"Er werken al {MOST} sleutels. Beëindig er eerst een."


def make(provider: Provider, *, purpose: str, now: datetime, by: Actor) -> tuple[ProviderKey, str]:
    """The key itself is known here only: it cannot be shown again."""
    secret = PREFIX + numbers.random_code(SIGNS)
    with transaction.atomic():
        fresh = locked(provider)
        check_manager(fresh, by.person)
        if fresh.keys.running().count() >= MOST:
            raise NotAllowed(TOO_MANY)
        key = ProviderKey(
            provider=fresh,
            purpose=purpose,
            start=secret[:8],
            sha256=hash_of(secret),
            made_by=by.person,
            made_at=now,
        )
        with act("providerkey.make", key, by=by):
            key.save()
    return key, secret


def end(key: ProviderKey, *, now: datetime, by: Actor) -> None:
    """At once and for good, by a manager. Raises NotAllowed when it ended before."""
    with transaction.atomic():
        check_manager(locked(key.provider), by.person)
        fresh = locked(key)
        if fresh.ended_at:
            raise NotAllowed(ENDED)
        with act("providerkey.end", fresh, by=by):
            fresh.ended_at, fresh.ended_by = now, by.person
            fresh.save(update_fields=["ended_at", "ended_by"])


def find(secret: str) -> ProviderKey | None:
    """The working key of this secret."""
    found = ProviderKey.objects.working().filter(sha256=hash_of(secret))
    return found.select_related("provider").first()


def count(key: ProviderKey, now: datetime) -> Used:
    return public_use.count(f"provider key {key.public_id}", BUDGET, now=now)
