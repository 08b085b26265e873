"""allauth's forms of the second factor, in our words; what is nonsense is refused, not stored."""

import json
import struct
from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.core.exceptions import ValidationError

from kit import names

UNKNOWN_PASSKEY = (
    "Deze passkey herkennen we niet. Probeer het nog een keer, of kies een andere manier."
)
NO_CODE = "Vul de code in."
NO_NAME = "Geef je passkey een naam."
LONGEST_NAME = 60
# What the parsers raise at bytes that no device would send.
MALFORMED = (TypeError, ValueError, KeyError, IndexError, AttributeError, struct.error)
# All that is needed of a new passkey; whatever else the browser tells is not kept.
KEPT = ("id", "rawId", "type")
KEPT_OF_RESPONSE = ("clientDataJSON", "attestationObject")


class NameField(forms.CharField):
    """Filled in beforehand. Empty is no reason to refuse a passkey that was made already."""

    def validate(self, value: str) -> None:
        return None


def name_field() -> forms.CharField:
    return NameField(
        label="Hoe noem je dit apparaat?",
        help_text="Zo herken je deze passkey later in de lijst.",
        max_length=LONGEST_NAME,
        error_messages={"max_length": "Deze naam is te lang. Kies een kortere naam."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def code_field(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        error_messages={"required": NO_CODE},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "rk-input--short",
            }
        ),
    )


def in_our_words(error: ValidationError) -> ValidationError:
    """allauth speaks of a code, but nobody typed one."""
    wrong = getattr(error, "code", "") in ("incorrect_code", "required", "invalid")
    return ValidationError(UNKNOWN_PASSKEY) if wrong else error


class CredentialField(forms.JSONField):
    """What the device answered."""

    widget = forms.HiddenInput
    default_error_messages = {"required": UNKNOWN_PASSKEY, "invalid": UNKNOWN_PASSKEY}


class AddPasskeyForm(passkey_forms.AddWebAuthnForm):
    passwordless = None  # always: a passkey is a way to log in
    name = name_field()
    credential = CredentialField()

    def clean_name(self) -> str:
        self.cleaned_data["name"] = names.clean(self.cleaned_data["name"])
        return str(super().clean_name())

    def clean(self) -> dict[str, Any]:
        """Only a key that the browser can find by itself and that knows its owner."""
        try:
            data = super().clean()
            if credential := data.get("credential"):
                data["credential"] = the_needed_of(credential)
        except ValidationError as error:
            raise in_our_words(error) from error
        except MALFORMED as error:
            raise ValidationError(UNKNOWN_PASSKEY) from error
        return data


def the_needed_of(credential: dict[str, Any]) -> dict[str, Any]:
    """A device sends no NUL, and the database stores none."""
    response = credential["response"]
    needed = {
        **{name: credential[name] for name in KEPT},
        "response": {name: response[name] for name in KEPT_OF_RESPONSE},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    if "\\u0000" in json.dumps(needed):
        raise ValidationError(UNKNOWN_PASSKEY)
    return needed


class RenamePasskeyForm(passkey_forms.EditWebAuthnForm):
    name = name_field()

    def clean_name(self) -> str:
        name = names.clean(self.cleaned_data["name"])
        if not name:
            raise ValidationError(NO_NAME)
        return name


class KnownPasskey:
    """What is no answer of a device is a passkey that we do not know."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            raise in_our_words(error) from error
        except MALFORMED as error:
            raise ValidationError(UNKNOWN_PASSKEY) from error


class PasskeyStepForm(KnownPasskey, passkey_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeyLoginForm(KnownPasskey, passkey_forms.LoginWebAuthnForm):
    credential = CredentialField()


class PasskeyAgainForm(KnownPasskey, passkey_forms.ReauthenticateWebAuthnForm):
    credential = CredentialField()


class CodeStepForm(base_forms.AuthenticateForm):
    code = code_field("Code", "De zes cijfers uit je app, of een herstelcode van acht cijfers.")


class CodeAgainForm(base_forms.ReauthenticateForm):
    code = code_field("Code", "De zes cijfers uit je app, of een herstelcode van acht cijfers.")


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    code = code_field("Welke code laat de app nu zien?", "Zes cijfers.")
