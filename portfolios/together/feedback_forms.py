"""What the owner asks, and what somebody answers: by a card, or as a colleague."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms

from accounts.login_forms import AddressField
from kit import names
from kit.client_data import find_bsn
from kit.forms import CardRadioSelect, DateInput, number_field
from portfolios.text import WrittenForm, long_text
from portfolios.together.card_words import LANGUAGES, Words
from portfolios.together.feedback import CHOICES, CLIENT_CHOICES, CLIENT_TEXT, TEXTS
from portfolios.together.models import FeedbackRequest
from portfolios.together.models.feedback import LONGEST

Kind = FeedbackRequest.Kind
USUAL = timedelta(weeks=8)
NAMELESS, NAMED = "nameless", "named"
KIND_HINTS = {
    Kind.CLIENT: "Met een kaart. Vier korte vragen, in acht talen, altijd zonder naam.",
    Kind.COLLEAGUE: "Met een link in een mail.",
    Kind.PARTNER: "Iemand met wie je samenwerkt: een huisarts, een school, een werkgever.",
    Kind.MANAGER: "Met een link in een mail.",
}
LONGEST_ANSWER = 2_000
MOST_CARDS = 12


class FeedbackForm(WrittenForm):
    kind = forms.ChoiceField(
        label="Aan wie vraag je het?",
        choices=Kind.choices,
        widget=CardRadioSelect(hints=KIND_HINTS),
        error_messages={"required": "Kies aan wie je het vraagt"},
    )
    title = forms.CharField(
        label="Hoe noem je deze vraag?",
        help_text="Alleen voor jezelf. Bijvoorbeeld: gesprekken in het najaar.",
        max_length=120,
        error_messages={"required": "Geef de vraag een naam", "max_length": "Maak het korter"},
    )
    question = forms.CharField(
        label="Wil je zelf nog iets vragen?",
        help_text="Komt erbij voor collega’s en partners. Inwoners krijgen vier vaste vragen.",
        max_length=300,
        required=False,
        error_messages={"max_length": "Maak het korter"},
    )
    how = forms.ChoiceField(
        label="Met of zonder naam?",
        choices=[(NAMELESS, "Zonder naam"), (NAMED, "Met naam")],
        widget=CardRadioSelect(
            hints={
                NAMELESS: "Je leest pas iets als er minstens drie antwoorden zijn, door elkaar.",
                NAMED: "Je leest het meteen. De ander weet dat.",
            }
        ),
        error_messages={"required": "Kies met of zonder naam"},
    )
    until_on = forms.DateField(
        label="Tot wanneer?",
        widget=DateInput,
        error_messages={"required": "Vul een dag in", "invalid": "Vul een dag in die bestaat"},
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"until_on": today + USUAL, "how": NAMELESS})
        self.today = today

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == Kind.MANAGER and data.get("how") == NAMELESS:
            self.add_error(
                "how", "Je hebt meestal één leidinggevende. Dan kan het alleen met naam."
            )
        return data

    def clean_until_on(self) -> date:
        day = self.cleaned_data["until_on"]
        if not self.today < day <= self.today + LONGEST:
            raise forms.ValidationError("Kies een dag tussen morgen en een half jaar verder.")
        return day

    @property
    def facts(self) -> dict[str, Any]:
        """What `feedback.ask` wants to know."""
        data = {name: self.cleaned_data[name] for name in ("kind", "title", "question", "until_on")}
        return data | {"anonymous": self.cleaned_data["how"] == NAMELESS}


class LinkForm(forms.Form):
    email = AddressField(
        "Mailadres van de ander", "We sturen één mail, en bewaren het adres niet.", "off"
    )


class CardsForm(forms.Form):
    count = number_field(
        "Hoeveel kaarten?", most=MOST_CARDS, initial=6, required="Vul een getal in"
    )
    language = forms.ChoiceField(
        label="In welke taal, naast Nederlands?",
        choices=[(code, words.own_name) for code, words in LANGUAGES.items()],
    )


# ---- Who answers ----


class CardForm(forms.Form):
    """Four questions in the language of the reader; one of them is enough."""

    def __init__(self, data: Any = None, *, words: Words, name: str) -> None:
        super().__init__(data)
        self.words = words
        labels = {"yes": words.yes, "bit": words.bit, "no": words.no}
        for key in CLIENT_CHOICES:
            self.fields[key] = forms.ChoiceField(
                label=getattr(words, key).format(name=name),
                choices=[(each, labels[each]) for each in CHOICES],
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields[CLIENT_TEXT] = forms.CharField(
            label=words.better,
            help_text=words.better_hint,
            widget=forms.Textarea({"rows": 4}),
            required=False,
            max_length=LONGEST_ANSWER,
            error_messages={"max_length": words.too_long},
        )
        self.fields["age"] = forms.BooleanField(
            label=words.age, required=True, error_messages={"required": words.need_age}
        )

    def clean_better(self) -> str:
        text: str = self.cleaned_data[CLIENT_TEXT]
        if find_bsn(text):
            raise forms.ValidationError(self.words.no_number)
        return text

    def clean(self) -> dict[str, Any]:
        """An empty card is no answer: it would count among the three."""
        data = super().clean() or {}
        said = [data.get(key) for key in (*CLIENT_CHOICES, CLIENT_TEXT)]
        if not self.errors and not any(said):
            self.add_error(CLIENT_CHOICES[0], self.words.say_something)
        return data

    @property
    def choices(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in CLIENT_CHOICES}

    @property
    def texts(self) -> dict[str, str]:
        return {CLIENT_TEXT: self.cleaned_data[CLIENT_TEXT]}


class ColleagueForm(WrittenForm):
    """Open questions, and a name only where the owner asked with names."""

    good = long_text("Wat gaat goed? Waar merkt u dat aan?")
    different = long_text("Wat zou u anders willen zien?")

    def __init__(self, data: Any = None, *, request: FeedbackRequest) -> None:
        super().__init__(data)
        self.about = request.owner
        if request.question:
            self.fields["own_question"] = long_text(request.question)
        if not request.anonymous:
            self.fields["name"] = forms.CharField(
                label="Uw naam",
                max_length=120,
                error_messages={"required": "Vul uw naam in", "max_length": "Maak het korter"},
            )
        self.order_fields(None)

    def point_at(self, name: str, text: str) -> None:
        """The own name is asked for, and it is about the owner."""
        if name != "name":
            known = (self.about.name, self.about.given_names, self.about.last_name)
            for each in filter(None, known):
                text = re.sub(rf"\b{re.escape(each)}\b", "", text)
            super().point_at(name, text)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not any(data.get(key, "").strip() for key in TEXTS):
            self.add_error("good", "Schrijf minstens bij één vraag iets")
        return data

    @property
    def choices(self) -> dict[str, str]:
        return {}

    @property
    def texts(self) -> dict[str, str]:
        return {key: self.cleaned_data.get(key, "") for key in TEXTS}

    @property
    def name(self) -> str:
        return names.clean(self.cleaned_data.get("name", ""))


class WithdrawForm(forms.Form):
    def __init__(self, data: Any = None, *, words: Words) -> None:
        super().__init__(data)
        self.fields["code"] = forms.CharField(
            label=words.withdraw_code,
            max_length=30,
            widget=forms.TextInput({"autocomplete": "off", "dir": "ltr"}),
            error_messages={"required": words.unknown_code, "max_length": words.unknown_code},
        )


class ReportForm(forms.Form):
    def __init__(self, data: Any = None, *, words: Words) -> None:
        super().__init__(data)
        self.words = words
        self.fields["words"] = forms.CharField(
            label=words.report_label,
            widget=forms.Textarea({"rows": 4}),
            max_length=LONGEST_ANSWER,
            error_messages={"required": words.report_label, "max_length": words.too_long},
        )

    def clean_words(self) -> str:
        text: str = self.cleaned_data["words"]
        if find_bsn(text):
            raise forms.ValidationError(self.words.no_number)
        return text
