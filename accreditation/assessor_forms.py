"""What assessors and the desk type about being an assessor."""

from datetime import date
from typing import Any

from django import forms

from accreditation.models import Assessor, AssessorTraining
from kit import clock
from kit.forms import DateInput
from register.forms import PROVINCES
from register.models import KindOfWork

MOST_TALKS = 20  # a year; beside another job 5 to 10 is usual (domain §5)
FURTHEST_YEARS = 2  # of a rest


class SecrecyForm(forms.Form):
    promise = forms.BooleanField(
        label="Ik beloof dit",
        error_messages={"required": "Zet een vinkje als je dit belooft"},
    )


class HowForm(forms.Form):
    """How and where I hold talks."""

    provinces = forms.MultipleChoiceField(
        label="In welke provincies kun je bij iemand langs?",
        choices=[(name, name) for name in PROVINCES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    online = forms.BooleanField(label="Ik voer ook gesprekken via beeldbellen", required=False)
    kinds_of_work = forms.MultipleChoiceField(
        label="Welk werk ken je van binnenuit?",
        choices=KindOfWork.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    talks_a_year = forms.IntegerField(
        label="Hoeveel gesprekken kun je in een jaar voeren?",
        help_text="Naast je eigen werk is 5 tot 10 gewoon.",
        min_value=1,
        max_value=MOST_TALKS,
        error_messages={
            "required": "Vul een aantal in",
            "invalid": "Schrijf een getal, bijvoorbeeld 8",
            "min_value": "Vul minstens 1 in. Wil je even geen gesprekken? Kies dan hieronder rust.",
            "max_value": f"Vul hoogstens {MOST_TALKS} in.",
        },
    )
    rests_until = forms.DateField(
        label="Even rust, tot en met",
        help_text="Zolang vragen we je niet voor nieuwe gesprekken. Laat leeg als je er bent.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "Kies een dag die bestaat"},
    )

    def __init__(self, data: Any = None, *, assessor: Assessor) -> None:
        super().__init__(data, initial={name: getattr(assessor, name) for name in self.base_fields})

    def clean_rests_until(self) -> date | None:
        day: date | None = self.cleaned_data["rests_until"]
        if day and day > clock.add_years(clock.today(), FURTHEST_YEARS):
            raise forms.ValidationError("Kies een dag in de komende twee jaar.")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("online") and not data.get("provinces") and "provinces" in data:
            self.add_error("provinces", "Kies minstens één provincie, of beeldbellen.")
        return data


class DeclareForm(forms.Form):
    """Whom I never speak as an assessor."""

    number = forms.CharField(
        label="Registernummer",
        max_length=20,
        error_messages={"required": "Vul het registernummer in"},
    )
    last_name = forms.CharField(
        label="Achternaam",
        max_length=80,
        error_messages={"required": "Vul de achternaam in"},
    )


class TrainingForm(forms.Form):
    kind = forms.ChoiceField(label="Wat was het?", choices=AssessorTraining.Kind.choices)
    held_on = forms.DateField(
        label="Wanneer?",
        widget=DateInput,
        error_messages={"required": "Kies een dag", "invalid": "Kies een dag die bestaat"},
    )
