"""Free text of people: what may not be kept in it, and how long it may be."""

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django import forms

from kit.client_data import Finding, Kind, after, before, find_bsn, findings, without
from kit.forms import TextareaWithCounter

LONG = 20_000
BSN_ERROR = (
    "Hier lijkt een burgerservicenummer (BSN) te staan. Dat bewaren we niet. Haal het weg, of "
    "kruis aan dat het geen BSN is."
)

CLIENT_WARNING = (
    "Kijk hier nog even: misschien is iemand te herkennen. Het staat bij ‘Kijk nog even’."
)
REPLACE = "replace"
MOST_SHOWN = 12


def bsn_like(text: str) -> set[str]:
    """The digits of every number in the text that can be a BSN."""
    found = set()
    while number := find_bsn(text):
        found.add(re.sub(r"\D", "", number))
        text = text.partition(number)[2]
    return found


def long_text(
    label: str,
    *,
    hint: str = "",
    rows: int = 3,
    required: bool = False,
    field: type[forms.CharField] = forms.CharField,
) -> forms.CharField:
    """A text field with room that nobody fills by accident; it may stay empty unless required."""
    css = "rk-textarea--short" if rows < 3 else ""
    return field(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONG,
        widget=TextareaWithCounter(attrs={"rows": rows, "class": css}),
        error_messages={"max_length": "Deze tekst is te lang. Maak hem korter."},
    )


@dataclass(frozen=True)
class Doubt:
    """A place in one field by which somebody may be recognised, with some words around it."""

    field: str
    label: str
    found: Finding
    before: str
    after: str

    @property
    def key(self) -> str:
        """What the button to replace it sends."""
        return f"{self.field}:{self.found.text}"


class WrittenForm(forms.Form):
    """Own words in which a new BSN is not kept, unless the writer says that it is none.

    Other data of a client is pointed at once, kindly: the writer replaces it or lets it stand.
    What stands in the kept text (`initial`) was looked at before and is not asked again.
    """

    no_bsn = forms.BooleanField(
        label="Dit is geen BSN",
        help_text="Bijvoorbeeld een telefoonnummer of een kenmerk.",
        required=False,
    )
    looked = forms.BooleanField(
        label="Ik heb gekeken, dit mag zo blijven staan",
        help_text="Bijvoorbeeld de naam van een collega, of van iemand die dat goed vindt.",
        required=False,
    )

    saves_itself = False  # whether what is typed was kept already, as a draft

    def __init__(self, data: Any = None, *args: Any, quietly: bool = False, **kwargs: Any) -> None:
        """`quietly` while a text is saved by itself: nobody looks at the page then."""
        self.quietly = quietly
        self.doubts: list[Doubt] = []
        super().__init__(with_neutral_words(data), *args, **kwargs)

    def order_fields(self, field_order: Any) -> None:
        """The questions about the text come last, also among the errors."""
        asked = ("no_bsn", "looked")
        super().order_fields(field_order or [name for name in self.fields if name not in asked])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, kept in list(data.items()):
            typed = isinstance(self.fields.get(name), forms.CharField)  # a choice is no own words
            if not typed or not (value := as_text(kept)):
                continue
            if not data.get("no_bsn") and self.new_numbers(name, value):
                self.add_error(name, forms.ValidationError(BSN_ERROR, code="bsn"))
            elif not self.quietly and not data.get("looked"):
                self.point_at(name, value)
        return data

    def point_at(self, name: str, text: str) -> None:
        found = self.new_doubts(name, text)
        if found:
            self.doubts += found
            self.add_error(name, forms.ValidationError(CLIENT_WARNING, code="client"))

    def new_doubts(self, name: str, text: str) -> list[Doubt]:
        """The first places with words that the writer did not look at before, each once."""
        label, known = str(self.fields[name].label), self.looked_at(name)
        new = {
            each.text: each
            for each in reversed(findings(text))
            if each.kind != Kind.BSN and mark_of(each) not in known
        }
        first = sorted(new.values(), key=lambda each: each.start)[:MOST_SHOWN]
        return [Doubt(name, label, each, before(text, each), after(text, each)) for each in first]

    def looked_at(self, name: str) -> set[str]:
        """The marks of the words that may stand."""
        return {mark_of(each) for each in findings(self.kept(name))}

    def new_numbers(self, name: str, text: str) -> set[str]:
        return bsn_like(text) - bsn_like(self.kept(name))

    def kept(self, name: str) -> str:
        return as_text(self.get_initial_for_field(self.fields[name], name))

    @property
    def asks_about_bsn(self) -> bool:
        """Whether the page shows the checkbox: only when there is a number to ask about."""
        return self.asks_about("no_bsn", "bsn")

    @property
    def asks_to_look(self) -> bool:
        """The same for other data of a client."""
        return self.asks_about("looked", "client")

    def asks_about(self, name: str, code: str) -> bool:
        if not self.is_bound:
            return False
        return bool(self.data.get(name)) or any(
            error.code == code for errors in self.errors.as_data().values() for error in errors
        )


def as_text(value: Any) -> str:
    """The own words in an answer: a text, or several of them; "" for anything else."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    return value if isinstance(value, str) else ""


def mark_of(found: Finding) -> str:
    """By which the same words are known again, without keeping them once more."""
    return hashlib.sha256(found.text.casefold().encode()).hexdigest()[:16]


def with_neutral_words(data: Any) -> Any:
    """What was sent, after a press on "replace this": every such place in that field at once."""
    if not data or REPLACE not in data:
        return data
    field, _, words = data[REPLACE].partition(":")
    changed = data.copy()
    text = changed.get(field, "")
    for found in reversed([each for each in findings(text) if each.text == words]):
        text = without(text, found)
    if field in changed:
        changed[field] = text
    return changed
