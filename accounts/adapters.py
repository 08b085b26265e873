"""What allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User
from kit import names


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
