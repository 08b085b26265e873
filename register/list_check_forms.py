"""What an employer pastes or brings to the list check."""

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from register import list_check
from register.importing import sheets

MOST_BYTES = 200_000
LONGEST_TEXT = 40_000
NOTHING = "Plak regels met een nummer en een achternaam, of kies een CSV-bestand"
NO_CSV = (
    "Dit is geen CSV-bestand. Kopieer de cellen in Excel en plak ze in het veld, of bewaar de "
    "lijst in Excel als CSV."
)


class ListCheckForm(forms.Form):
    """Pasted text or a CSV file; `pairs` holds what was read."""

    lijst = forms.CharField(
        label="Nummers met achternamen",
        help_text="Elke regel een nummer en een achternaam, in welke volgorde u wilt. "
        "Bijvoorbeeld: RK-4817-3062 Van den Berg. U kunt ook cellen uit Excel plakken.",
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        error_messages={"max_length": "Dit is te veel tekst. Kijk hooguit 100 regels tegelijk na."},
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    bestand = forms.FileField(
        label="Of een CSV-bestand",
        help_text="We bewaren het bestand niet.",
        required=False,
        allow_empty_file=True,
        error_messages={"max_length": "Geef het bestand een kortere naam"},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    pairs: list[list_check.Pair]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lijst"].widget.attrs["maxlength"] = False  # the server says it, nothing is cut

    def clean_bestand(self) -> str:
        """The text of the file; empty without one."""
        file = self.cleaned_data["bestand"]
        if file is None:
            return ""
        if file.size > MOST_BYTES:
            raise ValidationError("Dit bestand is te groot voor 100 regels. Splits de lijst.")
        content = file.read()
        if content.startswith((sheets.ZIP, sheets.OLE, sheets.PROGRAM, b"%PDF")):
            raise ValidationError(NO_CSV)
        try:
            encoding = sheets.encoding_of(io.BytesIO(content))
        except sheets.Unreadable:
            raise ValidationError(NO_CSV) from None
        return content.decode(encoding)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        text = data["lijst"] if data["lijst"].strip() else data["bestand"]
        data["lijst"] = text
        try:
            self.pairs = list_check.read(text)
        except list_check.TooMany as error:
            raise ValidationError({"lijst": str(error)}) from error
        if not self.pairs:
            raise ValidationError({"lijst": NOTHING})
        return data
