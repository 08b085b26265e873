"""What allauth asks of us."""

from typing import Any
from urllib.parse import unquote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts import factors, notices
from accounts.models import User
from kit import names
from kit.qr import qr_code
from kit.sealing import seal, unseal
from outbox import sealed

WRONG_CODE = "Deze code klopt niet. Neem hem over uit de nieuwste mail."
WRONG_APP_CODE = "Deze code klopt niet. Kijk of de app al een nieuwe code laat zien."
# Ways to show again who you are, the easiest first.
AGAIN = {
    "mfa_reauthenticate:webauthn": "Met een passkey",
    "mfa_reauthenticate": "Met een code uit je app of een herstelcode",
    "reauthenticate": "Met je wachtwoord",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": (
            "Je probeerde het te vaak. Wacht vijf minuten en probeer het dan opnieuw."
        ),
        "rate_limited": "Je probeerde het te vaak. Wacht even en probeer het dan opnieuw.",
    }

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
            "accounts.stages.ConfirmAddressStage",
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

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Who has a strong factor shows that one: a password alone changes nothing then."""
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        if user.is_authenticated and factors.has_strong(user):
            methods.pop("reauthenticate", None)
        return [methods[id] | {"description": AGAIN[id]} for id in AGAIN if id in methods]

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

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_APP_CODE,
        "cannot_delete_authenticator": (
            "Dit is je laatste passkey of app, en jij hebt een rol in het register. "
            "Maak eerst een andere passkey. Dan kun je deze verwijderen."
        ),
        "cannot_generate_recovery_codes": (
            "Herstelcodes horen bij een passkey of een app. Maak die eerst."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Register Klantmanagers"

    def build_totp_svg(self, url: str) -> str:
        return unquote(qr_code(url).partition(",")[2])

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Register Klantmanagers"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.name}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a new passkey by which a person knows the device: Telefoon, Computer 2."""
        kind = device(allauth_context.request.headers.get("User-Agent", ""))
        own = Authenticator.objects.filter(user=user, type=type)
        taken = {authenticator.data.get("name") for authenticator in own}
        free = (f"{kind} {number}" for number in range(2, len(taken) + 3))
        return kind if kind not in taken else next(name for name in free if name not in taken)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type not in factors.STRONG:
            return True
        needed = factors.is_powerful(authenticator.user)
        return not (needed and factors.is_last_strong(authenticator))


def device(user_agent: str) -> str:
    if "iPad" in user_agent or "Tablet" in user_agent:
        return "Tablet"
    return "Telefoon" if "Mobile" in user_agent or "Android" in user_agent else "Computer"
