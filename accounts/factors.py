"""The second factor: who needs which, and what this session has shown of it.

A passkey or an authenticator app is a strong factor. Who holds a role shows one in every session.
Anyone else may use a code by mail, unless there is a strong factor: then that one is asked.
"""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts.models import RoleGrant, User
from kit import clock

STRONG = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
MFA = "mfa"  # as allauth names the method in the record of a session
# Where a session may go that still has to show, or get, its strong factor.
ALWAYS_OPEN = frozenset(
    {"account_logout", "pages:help", "recovery:lost", "recovery:ask", "recovery:stop"}
)
TO_SHOW_ONE = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
TO_GET_ONE = frozenset({"mfa_add_webauthn", "mfa_activate_totp", "account_reauthenticate"})
WAY_IN = ALWAYS_OPEN | TO_SHOW_ONE | TO_GET_ONE


def is_powerful(user: User) -> bool:
    """Whether the person holds any role today."""
    return RoleGrant.objects.on(clock.today()).filter(user=user).exists()


def is_exempt(user: User) -> bool:
    """A demo person; only while DEBUG."""
    domain = settings.WITHOUT_SECOND_FACTOR
    return bool(domain) and user.email.endswith(f"@{domain}")


def strong_types(user: User) -> set[str]:
    """The kinds of strong factor that the person has."""
    found = Authenticator.objects.filter(user=user, type__in=STRONG)
    return set(found.values_list("type", flat=True))


def has_strong(user: User) -> bool:
    return bool(strong_types(user))


def is_last_strong(authenticator: Authenticator) -> bool:
    others = Authenticator.objects.filter(user=authenticator.user_id, type__in=STRONG)
    return not others.exclude(pk=authenticator.pk).exists()


def is_shown(request: HttpRequest, user: User) -> bool:
    """Whether a strong factor (or a recovery code) was used in this very session."""
    records = get_authentication_records(request, user)
    return any(record["method"] == MFA for record in records)


def came_by_employer(request: HttpRequest, user: User) -> bool:
    """Whether this session began with single sign-on."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "socialaccount" for record in records)


def is_enough(request: HttpRequest, user: User, roles: Any) -> bool:
    """Whether this session may go on: who holds no role today already did all at the login."""
    return is_shown(request, user) or not roles or is_exempt(user)


def is_way_in(view_name: str, user: User) -> bool:
    """Who has a strong factor shows that one; a password is not enough to make another."""
    if view_name not in WAY_IN:
        return False
    return view_name not in TO_GET_ONE or not has_strong(user)


def needs_mailed_code(login: Any) -> bool:
    """Whether this login (allauth's) takes a code by mail as its second step.

    Not when this login confirmed the address: that took a code already.
    """
    user = login.user
    if user is None or login.signup or is_exempt(user) or has_strong(user):
        return False
    confirming = login.state.get("stages", {}).get(EmailVerificationStage.key, {}).get("data", {})
    return not confirming.get("took_code")


def count_as_shown(request: HttpRequest, authenticator: Authenticator) -> None:
    """A factor that was made in this session was used in it."""
    record_authentication(
        request, authenticator.user, MFA, id=authenticator.pk, type=authenticator.type
    )


def seconds_since_proof(request: HttpRequest, user: User) -> float:
    """How long ago this session last showed who it is; endless when it never did.

    Who has a strong factor shows it with that: a password or a remembered browser is no proof.
    """
    records = get_authentication_records(request, user)
    if has_strong(user):
        records = [record for record in records if record["method"] == MFA]
    return time.time() - records[-1]["at"] if records else float("inf")
