"""What follows when the way somebody logs in changes.

Every other session of the person ends, an Event says so, and a notice goes out. allauth sends most
notices itself (accounts.adapters); what it does not send is told here.
"""

import logging
from typing import Any

from allauth.account import signals as account_signals
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social_signals
from django.contrib.auth import signals as auth_signals
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from accounts import browsers, factors, notices, sessions
from accounts.actors import Actor
from accounts.models import User
from audit.acts import record

logger = logging.getLogger(__name__)  # numbers of people only: no name, no address


def end_other_sessions(request: HttpRequest, user: User) -> None:
    """All but the one in which the change was made; that may be none at all yet."""
    sessions.end(sessions.others(user, request.session.session_key))


# ---- Password and mail address ----


@receiver([account_signals.password_changed, account_signals.password_set])
def password_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    end_other_sessions(request, user)
    record("user.change_password", user, by=Actor.self(user))


@receiver(account_signals.password_reset)
def password_reset(request: HttpRequest, user: User, **kwargs: Any) -> None:
    end_other_sessions(request, user)
    record("user.reset_password", user, by=Actor.self(user))


@receiver(account_signals.email_changed)
def address_changed(
    request: HttpRequest, user: User, from_email_address: Any, **kwargs: Any
) -> None:
    """Not the first address, which is confirmed when the account is made."""
    if from_email_address is None:
        return
    end_other_sessions(request, user)
    record("user.change_address", user, by=Actor.self(user))


# ---- The second factor ----


@receiver(mfa_signals.authenticator_added)
def factor_added(request: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    logger.info("factor %s added by user %s", authenticator.type, authenticator.user_id)
    if authenticator.type not in factors.STRONG:
        return
    factors.count_as_shown(request, authenticator)
    end_other_sessions(request, authenticator.user)
    record("user.add_factor", authenticator.user, by=Actor.self(authenticator.user))


@receiver(mfa_signals.authenticator_removed)
def factor_removed(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    logger.info("factor %s removed by user %s", authenticator.type, authenticator.user_id)
    if authenticator.type not in factors.STRONG:
        return
    end_other_sessions(request, authenticator.user)
    record("user.remove_factor", authenticator.user, by=Actor.self(authenticator.user))


@receiver(mfa_signals.authenticator_reset)
def recovery_codes_renewed(
    request: HttpRequest, authenticator: Authenticator, **kwargs: Any
) -> None:
    logger.info("factor %s made anew by user %s", authenticator.type, authenticator.user_id)
    end_other_sessions(request, authenticator.user)
    record("user.renew_recovery_codes", authenticator.user, by=Actor.self(authenticator.user))


@receiver(mfa_signals.authenticator_used)
def factor_used(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    """A recovery code is for who lost the factor, or for who stole the codes."""
    user = authenticator.user
    logger.info("factor %s used by user %s", authenticator.type, user.pk)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    end_other_sessions(request, user)
    record("user.use_recovery_code", user, by=Actor.self(user))
    notices.tell(user, "recovery_code_used")


# ---- The login of an employer ----


@receiver(social_signals.social_account_added)
def employer_login_linked(request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    end_other_sessions(request, sociallogin.user)
    record("user.link_employer_login", sociallogin.user, by=Actor.self(sociallogin.user))


@receiver(social_signals.social_account_removed)
def employer_login_unlinked(request: HttpRequest, socialaccount: Any, **kwargs: Any) -> None:
    end_other_sessions(request, socialaccount.user)
    record("user.unlink_employer_login", socialaccount.user, by=Actor.self(socialaccount.user))


# ---- Logging in ----


@receiver(auth_signals.user_logged_in)
def session_begun(request: HttpRequest, user: User, **kwargs: Any) -> None:
    sessions.begin(request, user)


@receiver(auth_signals.user_logged_out)
def session_over(request: HttpRequest, **kwargs: Any) -> None:
    sessions.forget(request.session.session_key)


@receiver(account_signals.user_logged_in)
def logged_in(request: HttpRequest, response: HttpResponse, user: User, **kwargs: Any) -> None:
    """Somebody is all the way in. In a browser that we do not know, the person is told."""
    logger.info("user %s logged in", user.pk)
    known = browsers.knows(request, user)
    browsers.remember(request, response, user)
    if known or factors.is_exempt(user) or just_signed_up(request, user):
        return
    device = browsers.of(request)
    notices.tell(user, "new_device", device=device)


def just_signed_up(request: HttpRequest, user: User) -> bool:
    records = get_authentication_records(request, user)
    return any(record["method"] == "signup" for record in records)


@receiver(auth_signals.user_login_failed)
def password_refused(**kwargs: Any) -> None:
    logger.info("a password was refused")


@receiver(mfa_signals.authentication_failed)
def factor_refused(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    logger.info("factor %s of user %s was refused", authenticator.type, user.pk)


@receiver(account_signals.login_code_rejected)
def code_refused(user: User, last_attempt: bool, **kwargs: Any) -> None:
    logger.info("code of user %s was refused%s", user.pk, ", the last try" if last_attempt else "")
