"""Free text of people: what may not be kept in it, and how long it may be."""

import re
from typing import Any

from django import forms

from kit.client_data import find_bsn
from kit.forms import TextareaWithCounter

LONG = 20_000
BSN_ERROR = (
    "Hier lijkt een burgerservicenummer (BSN) te staan. Dat bewaren we niet. Haal het weg, of "
    "kruis aan dat het geen BSN is."
)


def bsn_like(text: str) -> set[str]:
    """The digits of every number in the text that can be a BSN."""
    found = set()
    while number := find_bsn(text):
        found.add(re.sub(r"\D", "", number))
        text = text.partition(number)[2]
    return found


def long_text(
    label: str,
    *,
    hint: str = "",
    rows: int = 3,
    required: bool = False,
    field: type[forms.CharField] = forms.CharField,
) -> forms.CharField:
    """A text field with room that nobody fills by accident; it may stay empty unless required."""
    css = "rk-textarea--short" if rows < 3 else ""
    return field(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=TextareaWithCounter(attrs={"rows": rows, "class": css}),
        error_messages={"max_length": "Deze tekst is te lang. Maak hem korter."},
    )


class WrittenForm(forms.Form):
    """Own words in which a new BSN is not kept, unless the writer says that it is none.

    A number that stands in the kept text (`initial`) was marked before and is not asked again.
    """

    no_bsn = forms.BooleanField(
        label="Dit is geen BSN",
        help_text="Bijvoorbeeld een telefoonnummer of een kenmerk.",
        required=False,
    )

    def order_fields(self, field_order: Any) -> None:
        """The question about a BSN comes last, also among the errors."""
        super().order_fields(field_order or [name for name in self.fields if name != "no_bsn"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if not data.get("no_bsn") and self.new_numbers(name, value):
                self.add_error(name, forms.ValidationError(BSN_ERROR, code="bsn"))
        return data

    def new_numbers(self, name: str, text: Any) -> set[str]:
        kept = self.get_initial_for_field(self.fields[name], name)
        return bsn_like(text) - bsn_like(str(kept or "")) if isinstance(text, str) else set()

    @property
    def asks_about_bsn(self) -> bool:
        """Whether the page shows the checkbox: only when there is a number to ask about."""
        if not self.is_bound:
            return False
        return bool(self.data.get("no_bsn")) or any(
            error.code == "bsn" for errors in self.errors.as_data().values() for error in errors
        )
