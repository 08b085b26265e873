"""The three questions after a talk."""

from typing import Any

from django import forms

from accreditation.models.answers import Side
from kit.forms import TextareaWithCounter
from portfolios.text import WrittenForm

SHORT = 500
ASKED = {
    Side.PERSON: (
        ("helped", "Wat hielp jou in dit gesprek?"),
        ("otherwise", "Wat had anders gekund?"),
        ("onward", "Wat wil je het register meegeven?"),
    ),
    Side.ASSESSOR: (
        ("helped", "Wat ging goed in dit gesprek?"),
        ("otherwise", "Wat had jij anders willen doen?"),
        ("onward", "Wat heb je van het register nodig?"),
    ),
}


class AnswersForm(WrittenForm):
    """Any of the three may stay empty."""

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            name: forms.CharField(
                label=label,
                required=False,
                max_length=SHORT,
                widget=TextareaWithCounter(attrs={"rows": 3}),
                error_messages={"max_length": "Maak dit antwoord korter."},
            )
            for name, label in ASKED[side]
        }
        self.fields = {**asked, **self.fields}

    @property
    def questions(self) -> list[Any]:
        return [self[name] for name, _ in ASKED[Side.PERSON]]
