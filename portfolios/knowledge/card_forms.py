"""What people write on a method card, about it, and when they look for one."""

from typing import Any

from django import forms

from kit.forms import CardRadioSelect
from portfolios.knowledge import cards
from portfolios.knowledge.models import CardReview, CardVersion, Evidence
from portfolios.text import WrittenForm, long_text
from portfolios.themes.forms import OneTheme

HINTS = {
    "what": "In een paar zinnen, ook voor wie er nooit van hoorde.",
    "moment": "Bij welke vraag, op welk moment? En wanneer juist niet?",
    "for_whom": "Voor welke inwoners, en voor welke collega’s?",
    "steps": "Elke stap op een eigen regel.",
    "effect": "Houdt iemand meer zelf de regie, of juist minder? Zeg het eerlijk.",
    "sources": "Een wet, een onderzoek, een collega, iets dat jullie zelf uitprobeerden.",
}
EVIDENCE_HINTS = {
    Evidence.RULE: "Zo staat het in de wet of in een richtlijn.",
    Evidence.PRACTICE: "Zo doen we het, en in ons werk helpt het.",
    Evidence.RESEARCHED: "Er is onderzoek naar gedaan. Zeg bij de bronnen welk.",
}


class CardForm(WrittenForm):
    """The parts of a card; all may stay empty while it is a draft."""

    saves_itself = True
    all_is_free = True
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Titel",
        help_text="Waar gaat de kaart over? Een paar woorden.",
        max_length=120,
        required=False,
        error_messages={"max_length": "Dit is te lang voor één regel. Maak het korter."},
    )
    evidence = forms.ChoiceField(
        label="Waar rust het op?",
        choices=Evidence.choices,
        widget=CardRadioSelect(hints=EVIDENCE_HINTS),
        required=False,
    )

    def __init__(self, data: Any = None, *, card: CardVersion, quietly: bool = False) -> None:
        kept = {name: getattr(card, name) for name in cards.TEXTS}
        super().__init__(data, initial=kept | {"version": card.saves}, quietly=quietly)
        self.card = card
        for part in CardVersion.PARTS:
            rows = 6 if part == "steps" else 3
            self.fields[part] = long_text(cards.LABELS[part], hint=HINTS[part], rows=rows)
        self.order_fields(["title", *CardVersion.PARTS, "evidence"])

    def looked_at(self, name: str) -> set[str]:
        """A card saves itself while it is written, so what is kept was not looked at yet."""
        return set(self.card.let_stand)

    @property
    def parts(self) -> list[forms.BoundField]:
        return [self[part] for part in CardVersion.PARTS]

    @property
    def words(self) -> dict[str, Any]:
        """What `cards.save` wants to know."""
        typed = {name: self.cleaned_data[name] for name in (*cards.TEXTS, "looked")}
        return typed | {"saves": self.cleaned_data["version"]}


class CardSearchForm(forms.Form):
    """What is read from the address; what does not exist is as if it was not asked."""

    zoek = forms.CharField(label="Zoek op een woord", required=False, max_length=100)
    thema = OneTheme("Thema", required=False, empty_label="Alle thema’s")
    rust_op = forms.ChoiceField(
        label="Waar rust het op?", choices=[("", "Alles"), *Evidence.choices], required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["thema"].offer()  # type: ignore[attr-defined]

    @property
    def asked(self) -> cards.Asked:
        self.full_clean()
        said = self.cleaned_data
        return cards.Asked(said.get("zoek", ""), said.get("thema"), said.get("rust_op", ""))


class ReviewForm(WrittenForm):
    verdict = forms.ChoiceField(
        label="Wat vind je?",
        choices=CardReview.Verdict.choices,
        widget=CardRadioSelect(
            hints={
                CardReview.Verdict.AGREE: "Dit kan zo naar alle collega’s.",
                CardReview.Verdict.CHANGE: "Eerst moet er iets anders. Zeg wat.",
            }
        ),
        error_messages={"required": "Kies wat je vindt"},
    )
    words = long_text(
        "In je eigen woorden",
        hint="Eén regel is genoeg. De leden van het gilde lezen dit, met je naam erbij.",
        required=True,
    )

    def __init__(self, data: Any = None, *, review: CardReview) -> None:
        super().__init__(data, initial={"verdict": review.verdict, "words": review.words})
        self.fields["words"].error_messages["required"] = "Schrijf er één regel bij"


class CommentForm(WrittenForm):
    text = long_text(
        "Jouw reactie",
        hint="Iedereen met een account kan dit lezen, met je naam erbij.",
        required=True,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["text"].error_messages["required"] = "Schrijf een paar woorden"


class WithdrawForm(WrittenForm):
    because = long_text(
        "Waarom trekken jullie de kaart terug?",
        hint="Wie de kaart zoekt, leest dit. Bijvoorbeeld: de wet is veranderd.",
        required=True,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["because"].error_messages["required"] = "Zeg in een zin waarom"


class UseForm(WrittenForm):
    """One line that is shared, and whether the own name stands beside it."""

    line = forms.CharField(
        label="Wat gebeurde er?",
        help_text="In één of twee zinnen. Alleen wat je hier typt, lezen anderen.",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in een zin wat er gebeurde",
            "max_length": "Maak het korter. Twee zinnen is genoeg.",
        },
    )
    with_name = forms.BooleanField(
        label="Zet mijn naam erbij",
        help_text="Zonder naam staat er ‘een collega’.",
        required=False,
    )


class LinkForm(forms.Form):
    """Which cards a story is about."""

    cards = forms.ModelMultipleChoiceField(
        queryset=CardVersion.objects.none(),
        label="Welke methodekaarten gebruikte je?",
        help_text="Kies er geen, één of meer. Dit zie alleen jij.",
        widget=forms.CheckboxSelectMultiple,
        to_field_name="public_id",
        required=False,
    )

    def __init__(self, data: Any = None, *, kept: list[int]) -> None:
        shown = cards.found(cards.Asked())
        super().__init__(data, initial={"cards": [one for one in shown if one.card_id in kept]})
        self.fields["cards"].queryset = shown  # type: ignore[attr-defined]
