"""Choosing what goes on paper, and bringing a portfolio in."""

from typing import Any

from django import forms

from portfolios.dossier.choosing import ThingsToChoose
from portfolios.dossier.models import LearningGoal
from portfolios.dossier.portfolio import Portfolio
from portfolios.portable import reading, transfers

NO_BSN = (
    "In dit bestand staat een getal dat een burgerservicenummer (BSN) kan zijn. Dat bewaren we "
    "niet. Kruis aan dat het geen BSN is, of haal het weg uit het portfolio waar het vandaan komt."
)


class Chosen(forms.ModelMultipleChoiceField):
    def __init__(self, label: str) -> None:
        super().__init__(
            queryset=LearningGoal.objects.none(),
            to_field_name="public_id",
            label=label,
            widget=ThingsToChoose,
            required=False,
        )


class SelectionForm(forms.Form):
    """Goals, stories and activities of one's own, at least one."""

    goals = Chosen("Leerdoelen")
    stories = Chosen("Leerverhalen")
    activities = Chosen("Activiteiten")

    def __init__(self, data: Any = None, *, owner: Any) -> None:
        super().__init__(data)
        portfolio = Portfolio(owner)
        mine = {
            "goals": LearningGoal.objects.visible_to(owner).order_by("added_on", "id"),
            "stories": portfolio.stories,
            "activities": portfolio.activities,
        }
        for name, rows in mine.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise forms.ValidationError("Kies ten minste één ding dat op papier moet.")
        return data

    @property
    def chosen(self) -> dict[str, list[str]]:
        return {
            name: [str(row.public_id) for row in rows] for name, rows in self.cleaned_data.items()
        }


class BringInForm(forms.Form):
    """A ZIP that came from a register like this one."""

    file = forms.FileField(
        label="Je ZIP-bestand",
        help_text="Het bestand dat je eerder ophaalde met ‘Neem alles mee’.",
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": "Kies een bestand",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
    )
    no_bsn = forms.BooleanField(
        label="Dit is geen BSN",
        help_text="Bijvoorbeeld een telefoonnummer of een kenmerk.",
        required=False,
    )

    content: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if file := data.get("file"):
            try:
                self.content = transfers.looked_into(file)
            except reading.Unreadable as problem:
                self.add_error("file", str(problem))
            else:
                if not data.get("no_bsn") and reading.has_bsn(self.content):
                    self.add_error("no_bsn", NO_BSN)
        return data

    @property
    def asks_about_bsn(self) -> bool:
        return self.is_bound and bool(self.errors.get("no_bsn") or self.data.get("no_bsn"))
