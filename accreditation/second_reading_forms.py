"""What people type around a second reading: why, the finding, the own view, the proposal."""

from datetime import date
from typing import Any

from django import forms

from accreditation.models import SecondReading
from kit.forms import CardRadioSelect, DateInput
from portfolios.text import WrittenForm, long_text


class AskReadingForm(WrittenForm):
    because = long_text(
        "Waarom moet iemand meelezen?",
        hint="Schrijf over hoe het gesprek of het verslag tot stand kwam. De klantmanager leest "
        "dit.",
        required=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].error_messages["required"] = "Schrijf op waarom iemand meeleest"


class FindingForm(WrittenForm):
    """What the second reader found."""

    STANDS, OTHERWISE = "stands", "otherwise"
    outcome = forms.ChoiceField(
        label="Wat vind je?",
        choices=[
            (STANDS, "Het advies kan blijven"),
            (OTHERWISE, "Ik zou het advies niet volgen"),
        ],
        widget=CardRadioSelect(
            hints={
                STANDS: "De registratie wordt dan vanzelf verlengd.",
                OTHERWISE: "De klantmanager krijgt eerst de tijd om te reageren. Daarna beslist "
                "de commissie.",
            }
        ),
        error_messages={"required": "Kies wat je vindt"},
    )
    finding = long_text(
        "Waaruit blijkt dat?",
        rows=6,
        hint="Noem de plek in het verslag of het dossier. De klantmanager leest dit.",
        required=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].error_messages["required"] = "Schrijf op waaruit dat blijkt"


class ResponseForm(WrittenForm):
    """The person's own view; leaving it empty is fine."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    response = long_text(
        "Jouw zienswijze",
        rows=8,
        hint="Wat klopt er volgens jou niet? Wat wil je dat de commissie weet? Je mag dit ook "
        "leeg laten.",
    )


class DecideForm(WrittenForm):
    """The first signature."""

    outcome = forms.ChoiceField(
        label="Wat stel je voor?",
        choices=SecondReading.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst"},
    )
    talk_by = forms.DateField(
        label="Het tweede gesprek is voor",
        help_text="Alleen bij meer tijd.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "Kies een dag die bestaat"},
    )
    reason = long_text(
        "Waarom?",
        rows=6,
        hint="Noem het artikel en de feiten, zonder oordeel over de persoon. Ga in op de "
        "zienswijze. Dit staat in de brief.",
        required=True,
    )

    def __init__(self, *args: Any, today: date, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.latest = today, latest
        self.fields["reason"].error_messages["required"] = "Schrijf de reden op"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == SecondReading.Outcome.SET_ASIDE:
            day = data.get("talk_by")
            if day is None:
                self.add_error("talk_by", "Kies voor wanneer het tweede gesprek is.")
            elif not self.today < day <= self.latest:
                until = f"{self.latest:%d-%m-%Y}"
                self.add_error("talk_by", f"Kies een dag na vandaag en niet later dan {until}.")
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("outcome", "talk_by", "reason")}
