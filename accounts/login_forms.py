"""allauth's forms in our words. Apart from `accounts.forms`, which allauth itself imports."""

from typing import Any

from allauth.account import forms as allauth_forms

PASSWORD_HINT = "Minstens 12 tekens. Een paar gewone woorden achter elkaar is goed."  # noqa: S105


class SignupForm(allauth_forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Privé-mailadres"
        self.fields[
            "email"
        ].help_text = (
            "Je dossier is van jou, ook als je van baan wisselt. Kies een adres dat blijft."
        )
        self.fields["password1"].help_text = PASSWORD_HINT


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Mailadres"
        self.fields["password"].help_text = ""


class ResetPasswordKeyForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HINT
