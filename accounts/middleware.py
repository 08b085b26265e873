"""Around every page: the roles a person holds today, and whether this session may use them."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from accounts import factors
from accounts.models import RoleGrant
from kit import clock


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
        if not user.is_authenticated or request.resolver_match.view_name in factors.WAY_IN:
            return None
        if factors.is_enough(request, user, request.roles):
            return None
        return to_the_factor(request)


def to_the_factor(request: Any) -> HttpResponse:
    """Show the factor that there is, or make one; then on to where the person was going."""
    here = request.get_full_path() if request.method == "GET" else reverse("home")
    url = f"{reverse(way_in(request.user))}?{urlencode({'next': here})}"
    if request.htmx:
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def way_in(user: Any) -> str:
    types = factors.strong_types(user)
    if Authenticator.Type.WEBAUTHN in types:
        return "mfa_reauthenticate_webauthn"
    return "mfa_reauthenticate" if types else "mfa_add_webauthn"
