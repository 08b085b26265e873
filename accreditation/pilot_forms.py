"""What people choose and type about a pilot."""

from datetime import date
from typing import Any

from django import forms

from accreditation.models import PilotAnswer
from kit.forms import DateInput
from portfolios.text import WrittenForm, long_text
from register.models import RegisterScheme

DAY = {"required": "Kies een dag", "invalid": "Kies een dag die bestaat"}
MOST_NUMBERS = 100
MUCH = {"required": "Kies een antwoord", "invalid_choice": "Kies een antwoord uit de lijst"}


def some_text(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": missing, "max_length": "Houd het korter"},
    )


class PilotForm(forms.Form):
    """Everything is written down before it begins."""

    title = forms.CharField(
        label="Hoe heet de pilot?", max_length=120, error_messages={"required": "Vul een naam in"}
    )
    why = some_text("Wat willen we weten?", "Wie meedoet, leest dit.", "Schrijf op waarom")
    stop_when = some_text(
        "Wanneer stoppen we?",
        "Schrijf nu op wat er dan gebeurd moet zijn. Dit verandert niet meer.",
        "Schrijf op wanneer de pilot stopt",
    )
    scheme = forms.ModelChoiceField(
        label="Welke versie van de regeling proberen we?",
        queryset=RegisterScheme.objects.none(),
        empty_label="Kies een versie",
        error_messages={
            "required": "Kies een versie",
            "invalid_choice": "Kies een versie uit de lijst",
        },
    )
    from_on = forms.DateField(label="Eerste dag", widget=DateInput, error_messages=DAY)
    until_on = forms.DateField(label="Laatste dag", widget=DateInput, error_messages=DAY)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.fields["scheme"].queryset = (  # type: ignore[attr-defined]
            RegisterScheme.objects.decided()
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and first < self.today:
            self.add_error("from_on", "Kies een dag die nog komt, of vandaag.")
        if first and last and last <= first:
            self.add_error("until_on", "Kies een dag na de eerste.")
        return data


class InviteForm(forms.Form):
    numbers = forms.CharField(
        label="Registernummers",
        help_text="Eén per regel, hoogstens honderd. Iedereen krijgt een brief en kiest zelf.",
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Vul ten minste één nummer in",
            "max_length": "Dat zijn er te veel tegelijk",
        },
    )

    def clean_numbers(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["numbers"].splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_NUMBERS:
            raise forms.ValidationError("Vraag hoogstens honderd mensen tegelijk.")
        return found


class StopForm(forms.Form):
    because = some_text(
        "Waarom stopt de pilot?",
        "Wie meedoet, leest dit. Noem geen namen.",
        "Schrijf op waarom de pilot stopt",
    )


class JoinForm(forms.Form):
    agreed = forms.BooleanField(
        label="Ik doe mee en vind het goed dat zolang deze regels voor mij gelden",
        help_text="Je kunt er altijd mee stoppen. Dan is het alsof je nooit meedeed.",
        error_messages={"required": "Kruis aan dat je meedoet, of ga terug"},
    )


class AnswerForm(WrittenForm):
    """A few questions, the same before and after."""

    clear = forms.ChoiceField(
        label="Is duidelijk wat er van je gevraagd wordt?",
        choices=PilotAnswer.Much.choices,
        widget=forms.RadioSelect,
        error_messages=MUCH,
    )
    helps = forms.ChoiceField(
        label="Helpt het gesprek met een assessor je om te leren?",
        choices=PilotAnswer.Much.choices,
        widget=forms.RadioSelect,
        error_messages=MUCH,
    )
    words = long_text("Wat wil je ons in eigen woorden zeggen?", hint="Dit mag leeg blijven.")

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("clear", "helps", "words")}
