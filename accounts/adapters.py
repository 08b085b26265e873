"""What allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts import factors, notices
from accounts.models import User
from kit import names
from kit.sealing import seal, unseal
from outbox import sealed


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        return names.clean(super().clean_email(email))

    def save_user(
        self, request: HttpRequest, user: User, form: Any, commit: bool = True
    ) -> User:  # Called at sign-up, before the extra fields of our form are set.
        user.email = form.cleaned_data["email"].lower()
        if password := form.cleaned_data.get("password1"):
            user.set_password(password)
        if commit:
            user.save()
        return user

    def get_login_stages(self) -> list[str]:
        """The address first: confirming it also serves as the mailed code of a first login."""
        return [
            "allauth.account.stages.EmailVerificationStage",
            "accounts.stages.MailedCodeStage",
            "accounts.stages.StrongFactorStage",
            "accounts.stages.RememberStage",
        ]

    def is_login_by_code_required(self, login: Any) -> bool:
        return factors.needs_mailed_code(login)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who logged in a moment ago has just shown who they are."""
        request = allauth_context.request
        since = factors.seconds_since_proof(request, request.user)
        return since >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def post_login(
        self, request: HttpRequest, user: User, *, signup: bool, **kwargs: Any
    ) -> HttpResponse:
        if signup:
            factors.record_authentication(request, user, "signup")
        return super().post_login(request, user, signup=signup, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A code, or a word to an address that somebody typed: through the outbox, sealed."""
        sealed.post(self.render_mail(template_prefix, email, {"email": email, **context}))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        notices.tell(user, template_prefix.rsplit("/", 1)[-1], also_to=email or "")


class FactorAdapter(DefaultMFAAdapter):
    """TOTP seeds and recovery codes are sealed; the last strong factor of a role stays."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Register Klantmanagers"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type not in factors.STRONG:
            return True
        needed = factors.is_powerful(authenticator.user)
        return not (needed and factors.is_last_strong(authenticator))
