"""What people say of something worth reading."""

from datetime import date
from typing import Any

from django import forms

from kit.forms import number_field
from portfolios.text import WrittenForm
from portfolios.themes.forms import OneTheme

OLDEST = 1900


def line(label: str, required: str, *, limit: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        error_messages={"required": required, "max_length": "Maak het korter"},
    )


class LiteratureForm(WrittenForm):
    title = line("Titel", "Vul de titel in", limit=200)
    author = line("Wie schreef het?", "Vul in wie het schreef", limit=120)
    link = forms.URLField(
        label="Link",
        help_text="Als het op internet staat.",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": "Vul een adres in, zoals https://voorbeeld.nl",
            "max_length": "Dit adres is te lang",
        },
    )
    theme = OneTheme()
    why = line(
        "Waarom is dit de moeite waard?", "Schrijf er één zin bij", limit=300, hint="In één zin."
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.fields["year"] = number_field(
            "Welk jaar?", least=OLDEST, most=today.year, required="Vul het jaar in"
        )
        self.fields["theme"].offer()  # type: ignore[attr-defined]
        self.order_fields(["title", "author", "year", "link", "theme", "why"])

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError("Vul een adres in dat met https:// begint")
        return link

    @property
    def facts(self) -> dict[str, Any]:
        """What `literature.add` wants to know."""
        return {
            name: self.cleaned_data[name]
            for name in ("title", "author", "year", "link", "theme", "why")
        }
