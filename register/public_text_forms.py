"""What staff type on the pages about the register."""

from typing import Any

from django import forms

from register.models import PublicText
from register.models.public_texts import LONGEST
from register.public_texts import Text

HOW = (
    "Een kop begint met ##. Een lijst begint met een streepje. **Vet** staat tussen sterretjes. "
    "Een link schrijf je zo: [woorden](/adres/). [mail] wordt het mailadres van het register."
)


class PublicTextForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(
        label="Titel", max_length=120, error_messages={"required": "Schrijf een titel"}
    )
    lead = forms.CharField(
        label="Eerste zin onder de titel", max_length=400,
        error_messages={"required": "Schrijf in één zin waar de pagina over gaat"},
    )  # fmt: skip
    body = forms.CharField(
        label="Tekst", help_text=HOW, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={"required": "Schrijf de tekst"},
    )  # fmt: skip

    def text(self, page: PublicText.Page) -> Text:
        data: dict[str, Any] = self.cleaned_data
        body = data["body"].replace("\r\n", "\n") + "\n"
        return Text(page, data["title"], data["lead"], body)
