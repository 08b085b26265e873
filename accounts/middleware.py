"""Around every page: how long a session lasts, the roles of today, and whether it may use them."""

import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts import factors, sessions
from accounts.models import RoleGrant
from kit import clock

logger = logging.getLogger(__name__)
NO_ACTIVITY = ("accounts:session_left", "accounts:session_extend")  # the second notes it itself
WHY = {
    sessions.IDLE: "Je deed een tijd niets. Daarom ben je uitgelogd.",
    sessions.LONGEST: "Je was lang achter elkaar ingelogd. Log daarom opnieuw in.",
    sessions.COPIED: "Je inlog werd gebruikt in een andere browser. Daarom ben je uitgelogd.",
    "elsewhere": "Je bent uitgelogd. Misschien deed je dat zelf op een ander apparaat.",
}
TEXT_IS_KEPT = "Was je aan het typen? Je tekst staat er weer als je bent ingelogd."


class SessionLifetimeMiddleware:
    """Ends a session that is over, and notes activity in one that is not.

    Without the cookie of a session nothing is asked, so a visitor gets no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.why_logged_out = ""
        request.session_left = None
        request.is_cut_off = False
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            try:
                self.look_at(request)
            except (DatabaseError, InterfaceError):
                go_on_as_visitor(request)
        return self.get_response(request)

    def look_at(self, request: Any) -> None:
        if not request.user.is_authenticated:
            if request.session.session_key is None:  # the server knows it no more
                request.why_logged_out = "elsewhere"
        elif why := sessions.why_over(request, request.user):
            if why == sessions.COPIED:
                sessions.end_copied(request, request.user)
            end_here(request, why)
        else:
            request.session_left = SimpleLazyObject(
                lambda: sessions.left(request.session, powerful=bool(request.roles))
            )

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        if request.session_left is None or request.resolver_match.view_name in NO_ACTIVITY:
            return
        try:
            sessions.note_activity(request)
        except UpdateError:  # ended elsewhere at this very moment
            end_here(request, "elsewhere")


def go_on_as_visitor(request: Any) -> None:
    """The database with sessions cannot be reached: the public pages go on, the cookie stays."""
    logger.exception("no session can be read")
    request.is_cut_off = True
    request.COOKIES.pop(settings.SESSION_COOKIE_NAME)
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    request.session_left = None


def end_here(request: Any, why: str) -> None:
    sessions.forget(request.session.session_key)
    logout(request)
    request.session_left = None
    request.why_logged_out = why


class LoginMiddleware(LoginRequiredMiddleware):
    """Who is not logged in goes to the login page and comes back to where they were.

    A request by script gets the address instead of the page, which would land in a fragment.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: Any, view_func: Any
    ) -> HttpResponse:
        if request.why_logged_out:
            messages.info(request, f"{WHY[request.why_logged_out]} {TEXT_IS_KEPT}")
        to_login = redirect_to_login(page_of(request), self.get_login_url(view_func))
        return HttpResponseClientRedirect(to_login.url) if request.htmx else to_login


def page_of(request: Any) -> str:
    """The page that somebody is on: for what is sent or fetched, the page it came from."""
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        return str(request.get_full_path())
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return reverse("home")
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def roles_of(request: HttpRequest) -> frozenset[str]:
    if not request.user.is_authenticated:
        return frozenset()
    grants = RoleGrant.objects.on(clock.today()).filter(user=request.user)
    return frozenset(grants.values_list("role", flat=True))


class RoleMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.roles = SimpleLazyObject(lambda: roles_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        return response


class SecondFactorMiddleware:
    """Who holds a role today goes nowhere before this session has shown a strong factor.

    So a role that is given while somebody is logged in counts from the next request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or factors.is_enough(request, user, request.roles):
            return None
        if factors.is_way_in(request.resolver_match.view_name, user):
            return None
        return to_the_factor(request)


def to_the_factor(request: Any) -> HttpResponse:
    """Show the factor that there is, or make one; then on to where the person was going."""
    url = f"{reverse(way_in(request.user))}?{urlencode({'next': page_of(request)})}"
    if request.htmx:
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def way_in(user: Any) -> str:
    types = factors.strong_types(user)
    if Authenticator.Type.WEBAUTHN in types:
        return "mfa_reauthenticate_webauthn"
    return "mfa_reauthenticate" if types else "mfa_add_webauthn"
