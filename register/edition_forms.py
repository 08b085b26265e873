"""What staff type about editions: what they look for, and why they hold back or go back."""

from django import forms

from kit import names
from register.case_forms import NoBsnForm
from register.differences import TOLD, Question
from register.models import HeldEntry
from register.templatetags.register_words import FIELDS

KINDS = {
    "added": "Nieuw",
    "changed": "Veranderd",
    "removed": "Niet meer in het register",
    "held": "Tegengehouden",
}


class DifferencesForm(forms.Form):
    """In the address, so that a list can be sent on; what makes no sense counts as empty."""

    q = forms.CharField(required=False, max_length=100)
    soort = forms.ChoiceField(required=False, choices=[("", "Alles"), *KINDS.items()])
    veld = forms.ChoiceField(
        required=False, choices=[("", "Alles"), *((fact, FIELDS[fact]) for fact in TOLD)]
    )

    @property
    def question(self) -> Question:
        self.is_valid()
        return Question(
            text=names.clean(self.cleaned_data.get("q", "")),
            kind=self.cleaned_data.get("soort", ""),
            fact=self.cleaned_data.get("veld", ""),
        )


def reason_field(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=500,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HoldForm(NoBsnForm):
    reason = reason_field(
        "Waarom houd je deze vermelding tegen?",
        "De persoon leest dit in een brief. Schrijf het in gewone woorden.",
        "Schrijf op waarom je dit tegenhoudt",
    )
    days = forms.TypedChoiceField(
        label="Hoelang?",
        coerce=int,
        initial=2,
        choices=[
            (days, "1 werkdag" if days == 1 else f"{days} werkdagen")
            for days in range(1, HeldEntry.LONGEST + 1)
        ],
        error_messages={"required": "Kies een aantal werkdagen"},
    )


class RollBackForm(NoBsnForm):
    reason = reason_field(
        "Wat is er mis met de uitgave van nu?",
        "Collega’s lezen dit bij de lijst van uitgaven.",
        "Schrijf op wat er mis is",
    )
