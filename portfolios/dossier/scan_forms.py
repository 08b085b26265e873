"""What a professional writes in a self scan."""

from typing import Any

from django import forms

from kit.forms import CardRadioSelect
from portfolios.dossier.models import GrowthPhase, ScanPlace
from portfolios.text import WrittenForm, long_text

NOT_NOW = "Dat zeg ik nu niet"
HINTS = {
    GrowthPhase.APPRENTICE: "Ik leer dit nog. Ik zoek, vraag en kijk af.",
    GrowthPhase.JOURNEYMAN: "Dit doe ik zelf, in mijn gewone werk.",
    GrowthPhase.MASTER: "Dit doe ik ook als het lastig is. Anderen leren het van mij.",
}


class ScanPlaceForm(WrittenForm):
    """A place and own words about one competency; both may stay empty."""

    words = long_text(
        "In je eigen woorden",
        hint="Waar merk je het aan? Wat gaat vanzelf, en waar zoek je nog? Eén zin is genoeg.",
        rows=4,
    )
    phase = forms.ChoiceField(
        label="Waar sta je hierin?",
        help_text="Het is jouw plaats op de weg, en geen cijfer. Je mag de vraag overslaan.",
        choices=[*GrowthPhase.choices, ("", NOT_NOW)],
        widget=CardRadioSelect(hints=HINTS),
        required=False,
    )

    def __init__(self, data: Any = None, *, place: ScanPlace | None) -> None:
        initial = {"phase": place.phase, "words": place.words} if place else {"phase": ""}
        super().__init__(data, initial=initial)

    @property
    def said(self) -> dict[str, str]:
        """What `scans.say` wants to know."""
        return {name: self.cleaned_data[name].strip() for name in ("phase", "words")}
