"""What somebody types to become a provider, and about its people."""

from typing import Any

from django import forms

from kit import names
from kit.forms import CardRadioSelect
from portfolios.courses import fields
from portfolios.courses.models import Provider, ProviderPerson

FACTS = ("name", "words", "website", "email")


class ProviderForm(forms.Form):
    """Who it is, in a few lines that everybody with an account can read."""

    name = fields.line("Hoe heet de opleider?", required="Vul de naam in", limit=120)
    words = fields.words(
        "Wat doet de opleider?",
        required="Schrijf in een paar zinnen wat de opleider doet",
        hint="Een paar zinnen. Iedereen die cursussen zoekt, kan dit lezen.",
    )
    website = fields.WebAddress("Website", limit=300)
    email = fields.MailAddress(
        "Mailadres voor vragen", hint="Dit staat bij de cursussen, voor wie iets wil vragen."
    )

    def __init__(self, data: Any = None, *, provider: Provider | None = None) -> None:
        kept = {name: getattr(provider, name) for name in FACTS} if provider else {}
        super().__init__(data, initial=kept)

    def clean_name(self) -> str:
        name = names.clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("Vul de naam in")
        return name

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class AnswerForm(forms.Form):
    words = fields.words("Je antwoord", required="Schrijf een antwoord")


class InviteForm(forms.Form):
    email = fields.MailAddress("Mailadres van je collega")
    role = forms.ChoiceField(
        label="Wat mag je collega?",
        choices=ProviderPerson.Role.choices,
        initial=ProviderPerson.Role.MEMBER,
        widget=CardRadioSelect(
            hints={
                ProviderPerson.Role.MANAGER: "Alles, ook collega’s uitnodigen en stoppen.",
                ProviderPerson.Role.MEMBER: "Cursussen aanbieden en aanwezigheid doorgeven.",
            }
        ),
        error_messages={"required": "Kies wat je collega mag", "invalid_choice": "Kies een rol"},
    )


class QuestionForm(forms.Form):
    words = fields.words("Je vraag", required="Schrijf je vraag", rows=2)


class BecauseForm(forms.Form):
    because = fields.words(
        "De reden", required="Schrijf de reden op", hint="De opleider leest dit.", rows=2
    )


class KeyForm(forms.Form):
    purpose = fields.line(
        "Waarvoor is de sleutel?", required="Schrijf kort op waarvoor de sleutel is", limit=120
    )
