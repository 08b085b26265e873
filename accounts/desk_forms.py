"""What staff type about the accounts and roles of others."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import FactorReset, Role
from kit.client_data import find_bsn
from kit.forms import CardRadioSelect, DateInput

NO_BSN = "Haal het BSN weg. We mogen en willen dat niet bewaren."
LONGEST = 1000
FURTHEST = timedelta(days=3660)


def sentence(label: str, hint: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short"}),
    )


def from_today_on(day: date, today: date) -> date:
    if not today <= day <= today + FURTHEST:
        raise ValidationError("Kies vandaag of een latere dag, binnen tien jaar")
    return day


def without_bsn(text: str) -> str:
    if find_bsn(text):
        raise ValidationError(NO_BSN)
    return text


class PeopleForm(forms.Form):
    q = forms.CharField(required=False, max_length=100)


class GiveForm(forms.Form):
    """A role from a day on, perhaps until a day, and why."""

    role = forms.ChoiceField(
        label="Welke rol?", choices=Role, error_messages={"required": "Kies een rol"}
    )
    from_on = forms.DateField(
        label="Vanaf", widget=DateInput, error_messages={"required": "Vul de eerste dag in"}
    )
    until_on = forms.DateField(
        label="Tot",
        required=False,
        help_text="De eerste dag zonder de rol. Leeg: tot iemand de rol beëindigt.",
        widget=DateInput,
    )
    why = sentence(
        "Waarom?",
        "Eén zin voor wie dit bevestigt.",
        "Schrijf op waarom deze persoon de rol krijgt",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["role"].initial = Role.ASSESSOR
        self.fields["from_on"].initial = today

    def clean_from_on(self) -> date:
        return from_today_on(self.cleaned_data["from_on"], self.today)

    def clean_until_on(self) -> date | None:
        day: date | None = self.cleaned_data["until_on"]
        return from_today_on(day, self.today) if day else None

    def clean_why(self) -> str:
        return without_bsn(self.cleaned_data["why"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        from_on, until_on = data.get("from_on"), data.get("until_on")
        if from_on and until_on and until_on <= from_on:
            self.add_error("until_on", ValidationError("Kies een dag na de eerste dag"))
        return data


class EndForm(forms.Form):
    """The first day without the role, and why."""

    until_on = forms.DateField(
        label="Eerste dag zonder de rol",
        widget=DateInput,
        error_messages={"required": "Vul de eerste dag zonder de rol in"},
    )
    why = sentence("Waarom?", "Eén zin voor wie dit bevestigt.", "Schrijf op waarom de rol eindigt")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until_on"].initial = today

    def clean_until_on(self) -> date:
        return from_today_on(self.cleaned_data["until_on"], self.today)

    def clean_why(self) -> str:
        return without_bsn(self.cleaned_data["why"])


class IdentityForm(forms.Form):
    """How and on which day somebody saw who it is. There is no field for a number or a copy."""

    how = forms.ChoiceField(
        label="Hoe heb je gezien wie het is?",
        choices=FactorReset.Identity,
        error_messages={"required": "Kies hoe je hebt gezien wie het is"},
        widget=CardRadioSelect(
            hints={
                FactorReset.Identity.VIDEO: "Gezicht en pasfoto lijken, de naam klopt.",
                FactorReset.Identity.IN_PERSON: "De persoon stond voor je, met een geldig bewijs.",
                FactorReset.Identity.COLLEAGUE: (
                    "Je belde een nummer dat we al kenden. Een collega gaf de telefoon door."
                ),
            }
        ),
    )
    on = forms.DateField(
        label="Op welke dag?", widget=DateInput, error_messages={"required": "Vul de dag in"}
    )

    def __init__(self, *args: Any, first: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.today = first, today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not self.first <= day <= self.today:
            raise ValidationError("Kies een dag na de vraag, en niet in de toekomst")
        return day


class StopForm(forms.Form):
    reason = sentence(
        "Waarom stop je dit?",
        "De persoon leest deze zin in een brief.",
        "Schrijf op waarom je dit stopt",
    )

    def clean_reason(self) -> str:
        return without_bsn(self.cleaned_data["reason"])
