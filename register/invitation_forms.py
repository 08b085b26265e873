"""What staff choose and type about a list with people to invite."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kit import names
from kit.forms import CardRadioSelect
from register.importing import columns, sheets
from register.models import ImportedRow, InvitationBatch, Organisation
from register.models.invitations import INFIX_LENGTH, NAME_LENGTH, TEXT_LENGTH

NOT_THERE = "Staat er niet in"
NO_FILE = "Kies een bestand"


class ListForm(forms.Form):
    """The file itself; what is wrong with it is found while reading it."""

    file = forms.FileField(
        label="Bestand met mensen",
        help_text="Excel (.xlsx) of CSV, met een rij kopjes. Hooguit 25.000 rijen en 10 MB.",
        allow_empty_file=True,
        error_messages={"required": NO_FILE, "missing": NO_FILE, "invalid": NO_FILE},
    )

    @property
    def chosen(self) -> UploadedFile:
        found: UploadedFile = self.cleaned_data["file"]
        return found

    @property
    def title(self) -> str:
        """The name of the file, for staff; never a path."""
        return names.clean(self.chosen.name or "")[:TEXT_LENGTH] or "Lijst zonder naam"


class ColumnsForm(forms.Form):
    """For each fact the column that holds it, as recognised and as staff correct it."""

    def __init__(self, data: Any, *, batch: InvitationBatch) -> None:
        super().__init__(data)
        choices = [("", NOT_THERE)] + [
            (str(at), f"Kolom {columns.letter(at)}: {heading or 'zonder kopje'}")
            for at, heading in enumerate(batch.headings)
        ]
        for field, label in columns.LABELS.items():
            self.fields[field] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=str(batch.columns.get(field, "")),
                error_messages={"invalid_choice": "Kies een kolom uit de lijst"},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and (why := columns.missing(self.chosen)):
            raise forms.ValidationError(why)
        return data

    @property
    def chosen(self) -> columns.Columns:
        return {field: int(at) for field, at in self.cleaned_data.items() if at}


class RowForm(forms.Form):
    """One row, as staff correct it."""

    given_names = forms.CharField(label="Voornaam", required=False, max_length=NAME_LENGTH)
    infix = forms.CharField(
        label="Tussenvoegsel",
        required=False,
        max_length=INFIX_LENGTH,
        widget=forms.TextInput(attrs={"class": "rk-input--short"}),
    )
    last_name = forms.CharField(label="Achternaam", required=False, max_length=NAME_LENGTH)
    email = forms.CharField(label="Mailadres", required=False, max_length=TEXT_LENGTH)
    organisation_text = forms.CharField(
        label="Gemeente of organisatie",
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.TextInput(attrs={"list": "organisaties", "autocomplete": "off"}),
    )
    function = forms.CharField(label="Functie", required=False, max_length=TEXT_LENGTH)
    works_since_text = forms.CharField(
        label="Werkt er sinds",
        required=False,
        max_length=TEXT_LENGTH,
        help_text="Bijvoorbeeld 1-3-2024. Mag leeg blijven.",
    )

    @classmethod
    def of(cls, row: ImportedRow, data: Any = None) -> "RowForm":
        return cls(data, initial={name: getattr(row, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        return {
            name: "" if sheets.FORMULA.match(text) else names.clean(text)
            for name, text in data.items()
        }


class OfferForm(forms.Form):
    """What was typed in the list, and the organisation that is meant."""

    typed = forms.CharField(max_length=TEXT_LENGTH)
    organisation = forms.ModelChoiceField(Organisation.objects.all())


GOOD, ALL = "good", "all"


class SendForm(forms.Form):
    """All rows that can be sent, or the good ones only."""

    which = forms.ChoiceField(
        label="Wie nodig je uit?",
        widget=CardRadioSelect,
        error_messages={"required": "Kies wie je uitnodigt", "invalid_choice": "Kies wie"},
    )

    def __init__(self, data: Any, *, good: int, remarks: int) -> None:
        super().__init__(data)
        choices = [(GOOD, f"Alleen de goede rijen: {people(good)}")] if good else []
        if remarks:
            choices.append((ALL, f"Ook de rijen met een opmerking: samen {people(good + remarks)}"))
        field = self.fields["which"]
        field.choices = choices  # type: ignore[attr-defined]
        field.widget.hints = {  # type: ignore[attr-defined]
            ALL: "Wat we niet begrepen, vult de uitgenodigde zelf in.",
            GOOD: "De andere rijen gaan niet mee. Verbeter ze eerst, of lees ze later opnieuw in.",
        }
        if len(choices) == 1:
            field.initial = choices[0][0]

    @property
    def with_remarks(self) -> bool:
        return bool(self.cleaned_data["which"] == ALL)


def people(count: int) -> str:
    return "1 mens" if count == 1 else f"{count} mensen"
