"""What a person types about themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.models import User
from kit import names
from outbox import topics
from outbox.models import LetterChoice

NO_NAME = "Vul je achternaam in"


class NameForm(forms.Form):
    """The name by which somebody wants to be known; also the extra part of the sign-up form."""

    given_names = forms.CharField(
        label="Voornaam",
        max_length=80,
        required=False,
        help_text="Heb je één naam? Vul die dan in bij achternaam.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    infix = forms.CharField(
        label="Tussenvoegsel",
        max_length=30,
        required=False,
        help_text="Bijvoorbeeld: van der, de, el",
        widget=forms.TextInput(attrs={"class": "rk-input--short"}),
    )
    last_name = forms.CharField(
        label="Achternaam",
        max_length=80,
        error_messages={"required": NO_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ["given_names", "infix", "last_name", "email", "password1"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for field in ("given_names", "infix", "last_name"):
            data[field] = names.clean(data.get(field, ""))
        if "last_name" not in self.errors and not names.normalise(data["last_name"]):
            self.add_error("last_name", ValidationError(NO_NAME))
        return data

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account is made."""
        self.set_name(user)

    def set_name(self, user: User) -> None:
        user.given_names = self.cleaned_data["given_names"]
        user.infix = self.cleaned_data["infix"]
        user.last_name = self.cleaned_data["last_name"]
        user.save()


class WantedForm(forms.Form):
    """A choice for each topic of letters; what is always sent is not among them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for topic in topics.every():
            hows = [
                (how.value, how.label)
                for how in LetterChoice.How
                if how != LetterChoice.How.DAILY or topic.kinds - topic.at_once
            ]
            self.fields[topic.key] = forms.ChoiceField(
                label=topic.title,
                help_text=topic.about,
                choices=hows,
                widget=forms.RadioSelect,
                error_messages={"required": "Kies er één", "invalid_choice": "Kies er één"},
            )
