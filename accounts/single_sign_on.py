"""Logging in through the employer: only into an account that the person linked while logged in.

An employer says who somebody is. That makes no account, finds no account by its mail address,
and is never enough: the own second step follows, also in a browser that is remembered.
"""

import contextlib
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import jwt
import requests
from allauth.account.internal.flows import reauthentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa import app_settings as mfa_settings
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal.flows.login import record_authentication
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.socialaccount.signals import social_account_removed
from allauth.utils import build_absolute_uri
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import id_tokens, notices
from accounts.models import User

logger = logging.getLogger(__name__)

SENSELESS = (requests.RequestException, jwt.PyJWTError, LookupError, TypeError, ValueError,
             AttributeError)  # fmt: skip

LONGEST_REASON = 200  # characters in the log of what a provider sent


@dataclass(frozen=True)
class WayIn:
    """An organisation whose people may log in with a provider."""

    key: str
    organisation: str
    provider_id: str


@contextlib.contextmanager
def what_others_sent() -> Iterator[None]:
    """Whatever makes no sense, or does not come at all, is one kind of error."""
    try:
        yield
    except SENSELESS as error:
        raise OAuth2Error(f"{type(error).__name__}: {error}") from error


def nonce_of(code_verifier: str) -> str:
    """The nonce is a hash of what only this session knows (OpenID Connect Core 15.5.2)."""
    return hashlib.sha256(f"nonce {code_verifier}".encode()).hexdigest()


def fetched(url: str) -> Any:
    with get_adapter().get_requests_session() as session:
        response = session.get(url)
    response.raise_for_status()
    return response.json()


class EmployerAdapter(OpenIDConnectOAuth2Adapter):
    """Talks with the provider. Identity comes from the signed token alone, never from userinfo."""

    @property
    def openid_config(self) -> Any:
        """What the provider says of itself; only when it is the issuer of this very address."""
        if not hasattr(self, "_openid_config"):
            provider = self.get_provider()
            with what_others_sent():
                config = fetched(provider.server_url)
                if provider.wk_server_url(config["issuer"].rstrip("/")) != provider.server_url:
                    raise ValueError("Another issuer than the one of this address.")
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    str.encode(config[name])
            self._openid_config = config
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        url = reverse("single_sign_on:callback", args=[app.provider_id])
        return str(build_absolute_uri(request, url, self.redirect_uri_protocol))

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: Any = None
    ) -> Any:
        with what_others_sent():
            self.nonce = nonce_of(pkce_code_verifier)
            return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def parse_token(self, data: Any) -> SocialToken:
        return SocialToken()  # we ask the provider nothing later, so we keep nothing

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        with what_others_sent():
            claims = id_tokens.read(
                kwargs["response"]["id_token"],
                keys=fetched(self.openid_config["jwks_uri"]),
                issuer=self.openid_config["issuer"],
                client_id=app.client_id,
                nonce=self.nonce,
            )
        return self.get_provider().sociallogin_from_response(request, claims)


class EmployerProvider(OpenIDConnectProvider):
    """Of all that a provider may tell, only which account it is; the rest is not looked at."""

    oauth2_adapter_class = EmployerAdapter
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]  # the second for `email_verified`

    def get_pkce_params(self) -> dict[str, str]:
        params = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Issuer and subject together, as a hash: no name of the employer's is stored."""
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, str]:
        return {"issuer": data["iss"]}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """The rules. Which organisations there are is known higher up (`ways_in`)."""

    def ways_in(self) -> list[WayIn]:
        """The organisations that are on now, with a provider that exists, by name."""
        return []

    def providers(self) -> dict[str, str]:
        """What the environment has: the name of each."""
        return {app.provider_id: app.name for app in self.list_apps(None)}

    def is_on(self, provider_id: str) -> bool:
        return any(way.provider_id == provider_id for way in self.ways_in())

    def list_apps(self, *args: Any, **kwargs: Any) -> list[SocialApp]:
        """Those of the environment; none from the database."""
        return [app for app in super().list_apps(*args, **kwargs) if app.pk is None]

    def get_provider(
        self, request: HttpRequest | None, provider: str, client_id: str | None = None
    ) -> EmployerProvider:
        """Raises SocialApp.DoesNotExist when the environment has no such provider."""
        return EmployerProvider(request, app=self.get_app(request, provider, client_id))

    def name_of(self, provider_id: str) -> str:
        """Also of one that the environment has no more."""
        return self.providers().get(provider_id, provider_id)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never: the same address is not the same person."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The token was in order; from here on it is ours what follows, and nothing else does."""
        sociallogin.token = None
        linking = sociallogin.state.get("process") == AuthProcess.CONNECT
        answer = link(request, sociallogin) if linking else log_in(request, sociallogin)
        raise ImmediateHttpResponse(answer)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(refused(request, "cancelled", status=200))
        reason = f"{type(exception).__name__}: {exception}" if exception else str(error)
        logger.warning(
            "Login through %s refused: %s", provider.app.provider_id, reason[:LONGEST_REASON]
        )
        unverified = isinstance(exception, id_tokens.UnverifiedAddress)
        raise ImmediateHttpResponse(refused(request, "unverified" if unverified else "failed"))

    def send_notification_mail(self, template_prefix: str, user: User, context: Any) -> None:
        """allauth tells of a link that was made."""
        notices.tell(user, "single_sign_on_linked", employer=context["provider"].name)


def rules() -> SingleSignOnAdapter:
    return cast(SingleSignOnAdapter, get_adapter())


def refused(request: HttpRequest, why: str, *, status: int = 403) -> HttpResponse:
    context = {"why": why}
    return render(request, "accounts/single_sign_on_refused.html", context, status=status)


def log_in(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """The first step of a login, if somebody linked this account of the employer."""
    if request.user.is_authenticated:
        return redirect("home")
    if not sociallogin.is_existing:
        return refused(request, "unknown")
    # A browser that was remembered may stand on the employer's desk.
    request.COOKIES.pop(mfa_settings.TRUST_COOKIE_NAME, None)
    record_authentication(request, sociallogin)
    answer: HttpResponse = perform_login(
        request, sociallogin.user, redirect_url=sociallogin.get_redirect_url(request)
    )
    return answer


def is_proof_needed(request: HttpRequest) -> bool:
    """Whether the person has to show again who they are, before a way in is added."""
    return bool(reauthentication.is_reauthentication_required(request, app="allauth.socialaccount"))


def link(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """The person, who showed a moment ago who they are, adds this way in."""
    if not request.user.is_authenticated:
        return refused(request, "unknown")
    user: Any = request.user
    if is_proof_needed(request):
        messages.error(request, "Het duurde te lang. Begin opnieuw met koppelen.")
    elif not has_own_way_in(user):
        messages.error(request, "Maak eerst een eigen wachtwoord. Daarna kun je koppelen.")
    elif sociallogin.is_existing and sociallogin.user == user:
        messages.info(request, "Dit was al gekoppeld.")
    elif sociallogin.is_existing or not add(request, user, sociallogin):
        messages.error(
            request,
            "Dit account van je werkgever hoort al bij een ander account in het register. "
            "Heb je twee accounts? Vraag ons om hulp.",
        )
    else:
        messages.success(request, "Gekoppeld. Je kunt nu ook inloggen via je werkgever.")
    return redirect("accounts:single_sign_on")


def add(request: HttpRequest, user: User, sociallogin: SocialLogin) -> bool:
    """Store the link; False when somebody else was just before."""
    try:
        with transaction.atomic():
            sociallogin.connect(request, user)
    except IntegrityError:
        return False
    return True


def unlink(request: HttpRequest, user: User, account: SocialAccount) -> None:
    """This way in is gone at once; the provider is not asked.

    `accounts.credentials` ends the other sessions: one of them may have come in this way.
    """
    employer = rules().name_of(account.provider)
    with transaction.atomic():
        account.delete()
        social_account_removed.send(SocialAccount, request=request, socialaccount=account)
        notices.tell(user, "single_sign_on_unlinked", employer=employer)


def has_own_way_in(user: User) -> bool:
    """Everybody keeps an own password and an own address, whatever the employer does."""
    return (
        user.has_usable_password() and user.emailaddress_set.filter(verified=True).exists()  # type: ignore[attr-defined]
    )
