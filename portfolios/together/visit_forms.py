"""Whom one asks to look along at work, and the day that the host gives."""

from datetime import date
from typing import Any

from django import forms

from accounts.login_forms import AddressField
from kit import clock
from portfolios.asking_forms import AddressedForm
from portfolios.text import WrittenForm, long_text
from portfolios.together.meeting_forms import FURTHEST_YEARS, day_field
from portfolios.together.models import WorkVisit
from portfolios.together.models.visits import LONGEST_PLACE


class VisitAskForm(AddressedForm):
    email = AddressField(
        "Mailadres van de ander",
        "Eén professional bij wie je een ochtend of middag wilt meekijken.",
        "off",
    )
    words = long_text(
        "Wat wil je graag zien?",
        hint="Bijvoorbeeld een spreekuur of een huisbezoek. Het staat niet in de mail.",
    )


class VisitDayForm(WrittenForm):
    """The yes of the host: which part of which day, and where to come."""

    day = day_field("Op welke dag?")
    part = forms.ChoiceField(
        label="Welk deel van de dag?",
        choices=WorkVisit.Part.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een deel van de dag"},
    )
    place = forms.CharField(
        label="Waar moet de ander zijn?",
        help_text="Bijvoorbeeld het adres van je kantoor.",
        required=False,
        max_length=LONGEST_PLACE,
        error_messages={"max_length": "Maak het korter"},
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"part": WorkVisit.Part.MORNING})
        self.today = today
        self.order_fields(["day", "part", "place"])

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError("Kies een dag die nog komt.")
        if day > clock.add_years(self.today, FURTHEST_YEARS):
            raise forms.ValidationError("Kies een dag in de komende twee jaar.")
        return day

    @property
    def facts(self) -> dict[str, Any]:
        """What `visits.accept` wants to know."""
        return {name: self.cleaned_data[name] for name in ("day", "part", "place")}
