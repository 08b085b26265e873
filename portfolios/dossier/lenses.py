"""Other ways to look at a moment from the work: questions beside a story that nobody has to answer.

Each comes from what the field itself agreed on: discourses and legitimations of the work, the
abilities of the practically wise, three sources of knowing, the participation ladder (domain.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lens:
    """A question with ways to look; any of them may be chosen, with own words beside."""

    code: str
    question: str
    ways: tuple[tuple[str, str], ...]

    def names(self, chosen: list[str]) -> list[str]:
        """The chosen ways in words, without those that this lens does not know."""
        return [name for code, name in self.ways if code in chosen]


@dataclass(frozen=True)
class Answer:
    """What somebody saw through one lens."""

    question: str
    ways: list[str]
    words: str

    @property
    def text(self) -> str:
        """All of it in one."""
        return "\n".join(filter(None, [*self.ways, self.words]))


LENSES = (
    Lens(
        "discourses",
        "Met welke bril keek je?",
        (
            ("economic", "Economisch: wat kost het, wat levert het op?"),
            ("social", "Sociaal-agogisch: wat heeft deze mens nodig?"),
            ("political", "Politiek: wat wil de gemeente of de samenleving?"),
            ("legal", "Juridisch: wat staat er in de wet?"),
        ),
    ),
    Lens(
        "legitimations",
        "Waarmee leg je je keuze uit?",
        (
            ("law", "De wet: het mag, of het moet"),
            ("return", "Rendement: het levert iets op"),
            ("involvement", "Betrokkenheid: het doet recht aan deze mens"),
        ),
    ),
    Lens(
        "abilities",
        "Wat had je hiervoor in huis?",
        (
            ("organisation", "Je organisatie kennen, en er ruimte in vinden"),
            ("law", "De wet kennen, en haar kunnen uitleggen"),
            ("situation", "Zien wat er hier echt aan de hand is"),
            ("trust", "Vertrouwen geven en krijgen"),
        ),
    ),
    Lens(
        "sources",
        "Waar haalde je het vandaan?",
        (
            ("science", "Onderzoek, een boek of een methode"),
            ("practice", "Ervaring, van jou of van een collega"),
            ("client", "De inwoner zelf"),
        ),
    ),
    Lens(
        "ladder",
        "Bij welke tree van de participatieladder speelde het?",
        (
            ("isolated", "Weinig contact met anderen"),
            ("contacts", "Contact buiten de deur"),
            ("activities", "Meedoen aan georganiseerde activiteiten"),
            ("unpaid", "Onbetaald werk"),
            ("supported", "Betaald werk met hulp"),
            ("paid", "Betaald werk"),
        ),
    ),
)
BY_CODE = {lens.code: lens for lens in LENSES}


def answer(chosen: list[str], words: str) -> dict[str, Any]:
    """One answer as a story keeps it; empty when nothing was said."""
    kept = {"ways": chosen, "words": words}
    return {name: value for name, value in kept.items() if value}


def answers(kept: Mapping[str, Mapping[str, Any]]) -> list[Answer]:
    """What a story keeps, in words for a reader."""
    return [
        Answer(lens.question, lens.names(said.get("ways", [])), said.get("words", ""))
        for lens in LENSES
        if (said := kept.get(lens.code))
    ]
