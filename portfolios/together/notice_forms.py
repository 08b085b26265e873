"""What a group says when it has a place, what somebody looks for, and asking."""

from typing import Any

from django import forms

from portfolios.text import WrittenForm, long_text
from portfolios.together.finding import ONLINE, Asked
from portfolios.together.models import GroupNotice
from register.forms import PROVINCES
from register.models.organisations import KindOfWork

MOST_PLACES = 7
NOWHERE = "Kies een provincie, of zeg dat het online kan"
ANYWHERE = [("", "Overal")]


class NoticeForm(WrittenForm):
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
    kinds_of_work = forms.MultipleChoiceField(
        label="Welk werk doen jullie?",
        choices=KindOfWork.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    province = forms.ChoiceField(
        label="In welke provincie zien jullie elkaar?",
        choices=[("", "Geen vaste plek"), *((one, one) for one in PROVINCES)],
        required=False,
    )
    online = forms.BooleanField(label="Het kan online", required=False)
    places = forms.IntegerField(
        label="Hoeveel plaatsen zijn er vrij?",
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.NumberInput({"class": "rk-input--short", "inputmode": "numeric"}),
        error_messages={
            "required": "Vul in hoeveel plaatsen er vrij zijn",
            "invalid": "Vul een getal in",
            "min_value": "Kies minstens één plaats",
            "max_value": f"Kies hoogstens {MOST_PLACES} plaatsen",
        },
    )
    FIELDS = ("theme", "words", "kinds_of_work", "province", "online", "places")

    def __init__(self, data: Any = None, *, notice: GroupNotice | None) -> None:
        initial = {name: getattr(notice, name) for name in self.FIELDS} if notice else {}
        super().__init__(data, initial=initial or {"places": 2})

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("province") and not data.get("online") and "province" not in self.errors:
            self.add_error("province", NOWHERE)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}


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
