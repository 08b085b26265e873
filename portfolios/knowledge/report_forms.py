"""What somebody reports, and what staff say of it."""

from typing import Any

from django import forms

from portfolios.text import WrittenForm, long_text


class ReportForm(WrittenForm):
    words = long_text("Wat klopt er niet?", hint="Het bureau leest dit.", required=True, rows=2)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].error_messages["required"] = "Zeg in een zin wat er niet klopt"


class HandleForm(forms.Form):
    """A reason hides the item; without one it stays."""

    because = forms.CharField(
        label="Reden om het te verbergen",
        help_text="Wie het schreef, leest dit.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short"}),
    )
