"""Being logged in, as after the pages of logging in: with a session and what it has shown."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from accounts.models import User

LONG_AGO = 3600  # seconds: too long to change a password without showing it again
PASSWORD = "password"


def session_of(
    user: User, *shown: str, seconds_ago: int = LONG_AGO, before: str | None = None
) -> str:
    """The key of a new session in which this person showed these: `password`, `mfa`, `code`.

    It goes on from the session `before` of the same browser.
    """
    request = RequestFactory().post("/account/login/", HTTP_USER_AGENT="Mozilla/5.0 Test")
    request.session = SessionStore(before)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    at = time.time() - seconds_ago
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": at, **({"type": "totp"} if method == "mfa" else {})}
        for method in shown
    ]
    request.session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    request.session.save()
    return str(request.session.session_key)


def put_in(client: Client, user: User, *shown: str, seconds_ago: int = LONG_AGO) -> Client:
    """Log the person in with this client; with a strong factor unless something else is named."""
    there = client.cookies.get(settings.SESSION_COOKIE_NAME)
    key = session_of(
        user,
        *(shown or (PASSWORD, "mfa")),
        seconds_ago=seconds_ago,
        before=there.value if there else None,
    )
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client
