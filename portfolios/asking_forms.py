"""What one fills in to write to one other person, by mail address."""

from typing import Any

from django import forms

from portfolios.text import Doubt, WrittenForm


class AddressedForm(WrittenForm):
    """Own words to somebody else, whose address is in the field `email`."""

    def __init__(self, data: Any = None, *, owner: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.owner = owner

    def new_doubts(self, name: str, text: str) -> list[Doubt]:
        """The address is that of the reader, who is no client."""
        return [] if name == "email" else super().new_doubts(name, text)

    def clean_email(self) -> str:
        typed: str = self.cleaned_data["email"].lower()
        if typed == self.owner.email.lower():
            raise forms.ValidationError("Dit is je eigen mailadres. Kies het adres van de ander.")
        return typed
