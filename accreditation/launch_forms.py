"""What staff choose and type about a draw of first periods."""

from typing import Any

from django import forms

from accreditation.launch import Group
from kit.forms import DateInput

DAY = {"required": "Kies een dag", "invalid": "Kies een dag die bestaat"}


class GroupForm(forms.Form):
    """Whose first period is drawn."""

    van = forms.DateField(label="Toegelaten vanaf", widget=DateInput, error_messages=DAY)
    tot = forms.DateField(label="Tot en met", widget=DateInput, error_messages=DAY)
    lijst = forms.BooleanField(
        label="Alleen wie via een lijst van een organisatie is uitgenodigd", required=False
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("van") and data.get("tot") and data["tot"] < data["van"]:
            self.add_error("tot", "Kies een dag die niet voor de eerste ligt.")
        return data

    @property
    def group(self) -> Group:
        data = self.cleaned_data
        return Group(data["van"], data["tot"], data["lijst"])


class DropForm(forms.Form):
    """Why a prepared draw does not go on; everybody can read it."""

    reden = forms.CharField(
        label="Waarom gaat deze loting niet door?",
        help_text="Dit staat straks op de openbare pagina. Noem geen namen.",
        max_length=300,
        error_messages={
            "required": "Schrijf in één zin waarom",
            "max_length": "Houd het korter dan 300 tekens",
        },
    )
