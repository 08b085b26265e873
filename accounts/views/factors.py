"""allauth's pages of the second factor, where they do not know the way on or the last factor."""

from typing import Any

from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth as passkeys
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import factors
from accounts.access import public, signed_in
from accounts.models import User

Type = Authenticator.Type


class GoesOn(NextRedirectMixin):
    """Knows where the person was going, also past the pages in between."""

    request: Any
    did_generate_recovery_codes: bool

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "onward": self.get_next_url(),
            "is_required": not factors.is_enough(self.request, user, self.request.roles),
            "add_url": self.passthrough_next_url(reverse("mfa_add_webauthn")),
            "activate_url": self.passthrough_next_url(reverse("mfa_activate_totp")),
        }

    def get_success_url(self) -> str:
        """The recovery codes are shown once, so they come before the page one was going to."""
        if self.did_generate_recovery_codes:
            return str(self.passthrough_next_url(reverse("mfa_view_recovery_codes")))
        return self.get_next_url() or reverse("mfa_index")


class AddPasskey(GoesOn, passkey_views.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = passkeys.begin_registration(self.request.user, passwordless=True)
        return {**context, "js_data": {"creation_options": options}}


class LoginWithPasskey(passkey_views.LoginWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the entry, which still knows where the person was going."""
        super().form_invalid(form)
        entry = passthrough_next_redirect_url(
            self.request, reverse("account_login"), REDIRECT_FIELD_NAME
        )
        return redirect(entry)


class ActivateApp(GoesOn, totp_views.ActivateTOTPView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return {**context, "secret_groups": groups}


class ViewCodes(GoesOn, code_views.ViewRecoveryCodesView):
    pass


class RemovePasskey(passkey_views.RemoveWebAuthnView):
    """Not the last strong factor of who holds a role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "may_remove": get_adapter().can_delete_authenticator(self.object)}

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=self.request.user.pk)  # two at the same time
            if get_adapter().can_delete_authenticator(self.object):
                return super().form_valid(form)
        messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")


class SecondStep(base_views.AuthenticateView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kinds = factors.strong_types(self.stage.login.user)
        return {**super().get_context_data(**kwargs), "kinds": kinds}


login_with_passkey = public("logging in")(LoginWithPasskey.as_view())
add_passkey = signed_in(AddPasskey.as_view())
remove_passkey = signed_in(RemovePasskey.as_view())
activate_app = signed_in(ActivateApp.as_view())
view_codes = signed_in(ViewCodes.as_view())
second_step = public("the second step of logging in")(SecondStep.as_view())
