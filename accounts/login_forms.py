"""allauth's forms in our words. Apart from `accounts.forms`, which allauth itself imports."""

import uuid
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import EmailField, PasswordField
from allauth.core import context as allauth_context
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from accounts.forms import NameForm
from accounts.models import User
from accounts.passwords import HINT
from kit import names

NO_ADDRESS = "Vul je mailadres in."
NOT_AN_ADDRESS = (
    "Dit is geen geldig mailadres. Een mailadres ziet er zo uit: naam@voorbeeld.nl, zonder spaties."
)
NO_PASSWORD = "Vul je wachtwoord in."  # noqa: S105
NO_NEW_PASSWORD = "Bedenk een wachtwoord en vul het hier in."  # noqa: S105


class AddressField(EmailField):
    """A mail address, also when it was pasted with spaces or signs that nobody sees."""

    def __init__(self, label: str, help_text: str = "", autocomplete: str = "email") -> None:
        widget = forms.EmailInput(
            {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        )
        messages = {"required": NO_ADDRESS, "invalid": NOT_AN_ADDRESS}
        super().__init__(
            label=label, help_text=help_text, widget=widget, error_messages=messages, max_length=254
        )

    def to_python(self, value: Any) -> str:
        return super().to_python(names.clean(value) if isinstance(value, str) else value)


def ask_for_new_password(form: forms.Form, label: str) -> None:
    field = form.fields["password1"]
    field.label, field.help_text = label, HINT
    field.error_messages["required"] = NO_NEW_PASSWORD
    if again := form.fields.get("password2"):
        again.label = f"{label}, nog een keer"
        again.error_messages["required"] = "Vul het nieuwe wachtwoord nog een keer in."


def filled_in_before() -> dict[str, str]:
    """What a page before this one knew of who signs up: of an invitation."""
    request = allauth_context.request
    return dict(request.session.get("sign_up_with", {})) if request else {}


class SignupForm(allauth_forms.SignupForm):
    """Sign-up takes as long for an address that has an account as for one that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(
            "Privé-mailadres",
            "Je dossier is van jou, ook als je van baan wisselt. Kies daarom een adres dat van "
            "jou blijft. Een adres van je werk kan ook: je kunt het later veranderen.",
        )
        ask_for_new_password(self, "Wachtwoord")
        self.initial |= filled_in_before()

    def clean(self) -> dict[str, Any]:
        """As allauth's, but the password is compared with the name too."""
        data: dict[str, Any] = super(allauth_forms.SignupForm, self).clean()
        if password := data.get("password1"):
            fields = ("given_names", "infix", "last_name", "email")
            person = User(**{name: data.get(name) or "" for name in fields})
            try:
                get_adapter().clean_password(password, user=person)
            except ValidationError as error:
                self.add_error("password1", error)
        return data

    def try_save(self, request: HttpRequest) -> Any:
        if self.account_already_exists:
            self.save_and_take_back(request)
        return super().try_save(request)

    def save(self, request: HttpRequest) -> Any:
        with transaction.atomic():
            return super().save(request)

    def save_and_take_back(self, request: HttpRequest) -> None:
        """All the work of making an account, for nothing: time must not tell that there is one."""
        typed = self.cleaned_data["email"]
        self.account_already_exists = False
        self.cleaned_data["email"] = f"{uuid.uuid4()}@example.invalid"
        try:
            with transaction.atomic():
                self.save(request)
                transaction.set_rollback(True)
        finally:
            self.account_already_exists = True
            self.cleaned_data["email"] = typed


class FirstAdministratorForm(NameForm):
    """Name and password of an account whose address is known."""

    password1 = PasswordField(autocomplete="new-password")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        ask_for_new_password(self, "Wachtwoord")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "password1" in data:
            try:
                get_adapter().clean_password(data["password1"], user=self.named())
            except ValidationError as error:
                self.add_error("password1", error)
        return data

    def named(self) -> User:
        fields = ("given_names", "infix", "last_name")
        return User(email=self.email, **{name: self.cleaned_data.get(name, "") for name in fields})

    def person(self) -> User:
        """The account as it will be, in no table yet."""
        person = self.named()
        person.set_password(self.cleaned_data["password1"])
        return person


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField("Mailadres", autocomplete="username webauthn")
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = NO_PASSWORD


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField("Mailadres", "Waarmee je je account hebt gemaakt.")


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_new_password(self, "Nieuw wachtwoord")


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Wachtwoord van nu"
        self.fields["oldpassword"].error_messages["required"] = NO_PASSWORD
        ask_for_new_password(self, "Nieuw wachtwoord")


class SetPasswordForm(allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_new_password(self, "Wachtwoord")


class AddEmailForm(allauth_forms.AddEmailForm):
    """A new address in place of the one of now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField("Nieuw mailadres")


class ChangeEmailForm(allauth_forms.ChangeEmailForm):
    """Another address while the first one is not confirmed yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField("Nieuw mailadres")
