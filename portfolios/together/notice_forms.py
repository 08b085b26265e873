"""What a group says when it has a place, what somebody looks for, and asking."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from kit.forms import number_field
from portfolios.text import WrittenForm, long_text
from portfolios.together.finding import ONLINE, Asked
from portfolios.together.listed_forms import ListedForm, province_field, work_field
from register.forms import PROVINCES
from register.models.organisations import KindOfWork

MOST_PLACES = 7
ANYWHERE = [("", "Overal")]


class NoticeForm(ListedForm):
    theme = forms.CharField(
        label="Waar gaat het bij jullie over?",
        help_text="Bijvoorbeeld: jongeren die niet meer op school zitten.",
        max_length=120,
        error_messages={"required": "Zeg in een paar woorden waar het over gaat"},
    )
    words = long_text(
        "Wat moeten anderen weten?",
        hint="Bijvoorbeeld: we zijn nieuw, we lopen graag, elke zesde week op dinsdag.",
    )
    kinds_of_work = work_field("Welk werk doen jullie?")
    province = province_field("In welke provincie zien jullie elkaar?")
    places = number_field(
        "Hoeveel plekken zijn er vrij?",
        most=MOST_PLACES,
        required="Vul in hoeveel plekken er vrij zijn",
        min_value="Kies minstens één plek",
        max_value=f"Kies hoogstens {MOST_PLACES} plekken",
    )
    FIELDS = ("theme", "words", "kinds_of_work", "province", "online", "places")
    START: ClassVar[Mapping[str, Any]] = {"places": 2}


class FinderForm(forms.Form):
    """What is read from the address; what does not exist is as if it was not asked."""

    onderwerp = forms.CharField(label="Onderwerp", required=False, max_length=100)
    waar = forms.ChoiceField(
        label="Waar",
        choices=[*ANYWHERE, (ONLINE, "Online"), *((one, one) for one in PROVINCES)],
        required=False,
    )
    werk = forms.ChoiceField(
        label="Soort werk", choices=[("", "Alles"), *KindOfWork.choices], required=False
    )

    @property
    def asked(self) -> Asked:
        self.full_clean()
        data = self.cleaned_data
        return Asked(data.get("onderwerp", ""), data.get("waar", ""), data.get("werk", ""))


class PlaceRequestForm(WrittenForm):
    words = long_text(
        "Waarom past deze groep bij je?",
        hint="Een paar zinnen. Alle leden van de groep lezen dit, met je naam erbij.",
        required=True,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].error_messages["required"] = "Schrijf een paar woorden aan de groep"
