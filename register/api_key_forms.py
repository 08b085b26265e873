"""What staff fill in to make a key for an organisation."""

from django import forms

from register.forms import OrganisationField


class ApiKeyForm(forms.Form):
    organisation = OrganisationField("Voor welke organisatie?")
    purpose = forms.CharField(
        label="Waarvoor?",
        help_text="Kort, zodat een collega het later ook weet.",
        max_length=120,
        error_messages={"required": "Schrijf kort op waarvoor de sleutel is"},
    )
    a_day = forms.IntegerField(
        label="Hoeveel vragen op een dag?",
        help_text="Tussen 100 en 100.000. Een lijst van honderd mensen is één vraag.",
        min_value=100,
        max_value=100_000,
        initial=5000,
        widget=forms.NumberInput(attrs={"class": "rk-input--short"}),
        error_messages={"required": "Vul in hoeveel vragen er op een dag mogen"},
    )
