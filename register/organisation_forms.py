"""What people type about where they work, and staff about organisations."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from kit import names
from kit.forms import DateInput, TextareaWithCounter
from register.forms import OrganisationField
from register.models import Affiliation, Consent, KindOfWork, Organisation

FIRST_DAY = date(1950, 1, 1)
NO_DATE = "Dit is geen datum. Kies een dag, bijvoorbeeld 1 maart 2024."


def day(label: str, missing: str = "", *, hint: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=DateInput,
        error_messages={"required": missing, "invalid": NO_DATE},
    )


class WorkplaceForm(forms.Form):
    organisation = OrganisationField("Waar werk je?")
    kinds_of_work = forms.MultipleChoiceField(
        label="Waar gaat je werk over?",
        choices=KindOfWork.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één soort werk"},
    )
    from_on = day("Sinds wanneer?", "Vul in sinds wanneer je daar werkt")
    until_on = day(
        "Tot wanneer?",
        hint="Alleen als je er niet meer werkt: de eerste dag dat je er niet meer werkte.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("from_on"), data.get("until_on")
        if start and start < FIRST_DAY:
            self.add_error("from_on", "Deze datum ligt te ver terug.")
        if start and end and end <= start:
            self.add_error("until_on", "Deze dag ligt voor de eerste dag. Kies een latere datum.")
        return data


class EndForm(forms.Form):
    until_on = day(
        "Wat is de eerste dag dat je er niet meer werkt?", "Vul de dag in",
    )  # fmt: skip

    def __init__(self, data: Any, *, affiliation: Affiliation) -> None:
        super().__init__(data)
        self.affiliation = affiliation

    def clean_until_on(self) -> date:
        chosen: date = self.cleaned_data["until_on"]
        if chosen <= self.affiliation.from_on:
            raise ValidationError("Deze dag ligt voor de eerste dag. Kies een latere datum.")
        return chosen


class ConsentForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.all(), to_field_name="public_id")
    kind = forms.ChoiceField(choices=Consent.Kind.choices)


def promise(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=600,
        widget=TextareaWithCounter(attrs={"rows": 3}),
    )


class StatementForm(forms.Form):
    time = promise("Tijd", "Hoeveel tijd krijgen klantmanagers om te leren?")
    budget = promise("Budget", "Wat mogen zij besteden, en hoe vragen zij dat?")
    freedom = promise("Vrijheid", "Wat mogen zij zelf kiezen?")


class ContactForm(forms.Form):
    """Appointing a contact person; what it rests on was seen by who fills this in."""

    organisation = OrganisationField("Organisatie")
    mail_domain = forms.RegexField(
        r"^[a-z0-9-]+(\.[a-z0-9-]+)+$",
        label="Maildomein van de organisatie",
        help_text="Wat achter het @ staat, bijvoorbeeld utrecht.nl.",
        max_length=100,
        error_messages={"required": "Vul het maildomein in", "invalid": "Dit is geen maildomein"},
    )
    email = forms.CharField(
        label="Mailadres van het account van deze persoon",
        max_length=254,
        error_messages={"required": "Vul het mailadres van het account in"},
    )
    work_email = forms.EmailField(
        label="Werkadres",
        error_messages={"required": "Vul het werkadres in", "invalid": "Dit is geen mailadres"},
    )
    letter = forms.FileField(
        label="Brief waarin de organisatie deze persoon aanwijst",
        help_text="Hooguit 10 MB.",
        error_messages={"required": "Kies de brief"},
    )

    def clean_email(self) -> User:
        address = names.clean(self.cleaned_data["email"]).lower()
        found = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            raise ValidationError("Met dit adres is er geen account. Vraag welk adres het is.")
        return found

    def clean_letter(self) -> Any:
        if self.cleaned_data["letter"].size > 10 * 1024 * 1024:
            raise ValidationError("Dit bestand is groter dan 10 MB.")
        return self.cleaned_data["letter"]


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Waarom?",
        help_text="De persoon kan dit lezen.",
        max_length=400,
        error_messages={"required": "Schrijf op waarom"},
        widget=forms.Textarea(attrs={"rows": 2, "class": "rk-textarea--short"}),
    )


class MergerForm(forms.Form):
    """Which organisations go on as which, from when."""

    old = forms.CharField(
        label="Welke organisaties gaan samen?",
        help_text="Eén naam op een regel.",
        max_length=2000,
        error_messages={"required": "Vul de organisaties in"},
        widget=forms.Textarea(attrs={"rows": 4, "class": "rk-textarea--short"}),
    )
    new = OrganisationField("Als welke organisatie gaan zij verder?")
    on = day("Vanaf welke dag?", "Vul de dag in")

    def clean_old(self) -> list[Organisation]:
        lines = [names.normalise(line) for line in self.cleaned_data["old"].splitlines()]
        found = {}
        for key in filter(None, lines[:50]):
            same = Organisation.objects.filter(
                name_key__in=[key, f"gemeente {key}"], ended_on=None
            ).first()
            if same is None:
                raise ValidationError(f"We kennen ‘{key[:60]}’ niet. Kies een naam uit de lijst.")
            found[same.pk] = same
        return list(found.values())
