"""What somebody looks for in the catalogue, and says when something is wrong."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from kit.forms import DateInput
from portfolios.courses import fields
from portfolios.courses.catalogue import ONLINE, Asked
from portfolios.courses.models import Course
from portfolios.courses.models.courses import CHEAP, MIDDLE
from portfolios.text import WrittenForm, long_text
from register.forms import PROVINCES
from register.models import Competency, CompetencyProfile


class CatalogueForm(forms.Form):
    """What is read from the address; what does not exist is as if it was not asked."""

    woorden = forms.CharField(label="Woorden", required=False, max_length=100)
    doel = forms.BooleanField(label="Past bij mijn leerdoelen", required=False)
    competentie = forms.ChoiceField(label="Competentie", required=False)
    waar = forms.ChoiceField(
        label="Waar",
        choices=[("", "Overal"), (ONLINE, "Online"), *((one, one) for one in PROVINCES)],
        required=False,
    )
    vanaf = forms.DateField(label="Begint op of na", widget=DateInput, required=False)
    vorm = forms.ChoiceField(
        label="Vorm", choices=[("", "Alles"), *Course.Form.choices], required=False
    )
    prijs = forms.ChoiceField(
        label="Prijs",
        choices=[
            ("", "Alles"), ("0", "Gratis"), (str(CHEAP), f"Tot € {CHEAP}"),
            (str(MIDDLE), f"Tot € {MIDDLE}"),
        ],
        required=False,
    )  # fmt: skip
    bewaard = forms.BooleanField(label="Alleen wat ik bewaarde", required=False)
    volgorde = forms.ChoiceField(
        label="Eerst",
        choices=[("", "Wat bij mij past"), ("werk", "Wat het werk veranderde")],
        required=False,
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        profile = CompetencyProfile.objects.in_force_on(today)
        known = Competency.objects.filter(area__profile=profile).values_list("code", "title")
        self.fields["competentie"].choices = [("", "Alle"), *known]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        self.full_clean()
        found = self.cleaned_data
        price = found.get("prijs", "")
        return Asked(
            words=found.get("woorden", ""),
            competency=found.get("competentie", ""),
            for_goals=found.get("doel", False),
            where=found.get("waar", ""),
            from_on=found.get("vanaf"),
            form=found.get("vorm", ""),
            most=Decimal(price) if price else None,
            saved=found.get("bewaard", False),
            by_change=found.get("volgorde") == "werk",
        )


class ReportForm(WrittenForm):
    words = long_text("Wat klopt er niet?", hint="Het bureau leest dit.", required=True, rows=2)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].error_messages["required"] = "Zeg in een zin wat er niet klopt"


class HideForm(forms.Form):
    because = fields.words(
        "Reden om het te verbergen",
        required="Schrijf de reden op",
        hint="De opleider leest dit.",
        rows=2,
    )


class StandsForm(forms.Form):
    because = fields.words("Reden", required="Schrijf de reden op", rows=2)
