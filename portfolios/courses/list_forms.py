"""What somebody chooses and types about a list of who was there, and about a question on it."""

from typing import Any

from django import forms

from kit import names
from kit.forms import CardRadioSelect
from portfolios.courses import fields, list_columns
from portfolios.courses.models import AttendanceList, AttendanceRow
from portfolios.courses.models.attendance import TEXT_LENGTH
from portfolios.text import WrittenForm, long_text
from register.importing import columns, sheets

NOT_THERE = "Staat er niet in"
MOST_PASTED = 200_000
PASTED = "Geplakte lijst"


class ListForm(forms.Form):
    """A file, or what was pasted: one of the two."""

    file = forms.FileField(
        label="Bestand met wie er was",
        help_text="Excel (.xlsx) of CSV. Hooguit 25.000 rijen en 10 MB.",
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": "Kies een bestand", "missing": "Kies een bestand"},
    )
    pasted = forms.CharField(
        label="Of plak de lijst hier",
        help_text="Uit Excel of een mail. Op elke regel een registratienummer en een naam.",
        required=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Dit is te veel om te plakken. Kies een bestand."},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("file") and not data.get("pasted"):
            self.add_error("file", "Kies een bestand, of plak de lijst")
        return data

    @property
    def title(self) -> str:
        """The name of the file; never a path."""
        chosen = self.cleaned_data.get("file")
        return (names.clean(chosen.name or "")[:TEXT_LENGTH] if chosen else "") or PASTED


class ColumnsForm(forms.Form):
    """For each fact the column that holds it, as recognised and as somebody corrects it."""

    def __init__(self, data: Any, *, batch: AttendanceList) -> None:
        super().__init__(data)
        choices = [("", NOT_THERE)] + [
            (str(at), f"Kolom {columns.letter(at)}: {heading or 'zonder kopje'}")
            for at, heading in enumerate(batch.headings)
        ]
        for field, label in list_columns.LABELS.items():
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=str(batch.columns.get(field, "")),
                error_messages={"invalid_choice": "Kies een kolom uit de lijst"},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and (why := list_columns.missing(self.chosen)):
            raise forms.ValidationError(why)
        return data

    @property
    def chosen(self) -> columns.Columns:
        return {field: int(at) for field, at in self.cleaned_data.items() if at}


class RowForm(forms.Form):
    """One row, in other words."""

    register_text = forms.CharField(
        label="Registratienummer", required=False, max_length=TEXT_LENGTH
    )
    given_names = forms.CharField(
        label="Voornaam of voorletters", required=False, max_length=TEXT_LENGTH
    )
    infix = forms.CharField(
        label="Tussenvoegsel",
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.TextInput(attrs={"class": "rk-input--short"}),
    )
    last_name = forms.CharField(label="Achternaam", required=False, max_length=TEXT_LENGTH)
    attended_text = forms.CharField(
        label="Op welke dag",
        required=False,
        max_length=TEXT_LENGTH,
        help_text="Bijvoorbeeld 1-3-2026. Leeg is de laatste dag van de uitvoering.",
    )

    @classmethod
    def of(cls, row: AttendanceRow, data: Any = None) -> "RowForm":
        return cls(data, initial={name: getattr(row, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        return {
            name: "" if sheets.FORMULA.match(text) else names.clean(text)
            for name, text in data.items()
        }


GOOD, ALL = "good", "all"


class SendForm(forms.Form):
    """The good rows, or also those about which something was asked."""

    which = forms.ChoiceField(
        label="Welke rijen stuur je?",
        widget=CardRadioSelect,
        error_messages={"required": "Kies welke rijen je stuurt", "invalid_choice": "Kies welke"},
    )

    def __init__(self, data: Any, *, good: int, asked: int) -> None:
        super().__init__(data)
        choices = [(GOOD, f"Alleen de goede rijen: {rows(good)}")] if good else []
        if asked:
            choices.append((ALL, f"Ook de rijen met een vraag: samen {rows(good + asked)}"))
        field = self.fields["which"]
        field.choices = choices  # type: ignore[attr-defined]
        field.widget.hints = {  # type: ignore[attr-defined]
            ALL: "Je zegt dan dat ze kloppen zoals wij ze lezen.",
            GOOD: "De andere rijen gaan niet mee. Verbeter ze eerst, of stuur ze later.",
        }
        if len(choices) == 1:
            field.initial = choices[0][0]

    @property
    def with_questions(self) -> bool:
        return bool(self.cleaned_data["which"] == ALL)


def rows(count: int) -> str:
    return "1 rij" if count == 1 else f"{count} rijen"


class DisputeForm(WrittenForm):
    words = long_text(
        "Wat klopt er niet?",
        hint="De opleider leest dit, met de naam die op zijn lijst stond.",
        required=True,
        rows=2,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].error_messages["required"] = "Zeg in een zin wat er niet klopt"


class DisputeAnswerForm(forms.Form):
    words = fields.words("Je antwoord", required="Schrijf een antwoord", rows=2)
    was_mistake = forms.ChoiceField(
        label="Hoe zit het?",
        choices=[("yes", "Het was een vergissing: haal het weg"), ("no", "Volgens ons klopt het")],
        widget=CardRadioSelect,
        error_messages={"required": "Kies hoe het zit", "invalid_choice": "Kies hoe het zit"},
    )
