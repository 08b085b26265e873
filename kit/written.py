"""Texts that people write: the guard that keeps a client's number out."""

from typing import Any

from django import forms

from kit.client_data import find_bsn
from kit.forms import TextareaWithCounter

LONG = 20_000
FOUND = "Hier lijkt een burgerservicenummer (BSN) te staan. Haal het weg."


def words(label: str, *, rows: int = 3, hint: str = "", required: bool = False) -> forms.CharField:
    """A text field without a limit that anybody meets."""
    css = {"rows": rows, "class": "rk-textarea--short" if rows < 3 else ""}
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=TextareaWithCounter(attrs=css),
        error_messages={"max_length": "Deze tekst is te lang. Maak hem korter."},
    )


class WrittenForm(forms.Form):
    """Texts in which a BSN is not saved, unless the writer says that the number is none."""

    no_bsn = forms.BooleanField(
        required=False, label="Dit is geen BSN", help_text="Dan bewaren we het getal gewoon."
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and find_bsn(value) and not data.get("no_bsn"):
                self.add_error(name, FOUND)
        return data

    @property
    def found_bsn(self) -> bool:
        """Whether to ask if the number is a BSN at all."""
        return self.is_bound and any("BSN" in str(errors) for errors in self.errors.values())

    @property
    def written_fields(self) -> list[forms.BoundField]:
        """The fields to draw: the question about the number only after one was found."""
        return [
            field for field in self.visible_fields() if field.name != "no_bsn" or self.found_bsn
        ]
