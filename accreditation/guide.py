"""The conversation guide: what to ask at each theme, and about when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from accreditation.models import Conversation, ReportTheme

Theme = ReportTheme.Theme


@dataclass(frozen=True)
class Part:
    """One part of the talk: `key` names the notes that belong to it, "" for none."""

    key: str
    title: str
    asks: tuple[str, ...]
    share: int  # of the whole talk, in twentieths


PARTS: tuple[Part, ...] = (
    Part(
        "",
        "Aankomen",
        (
            "Hoe zit je erbij?",
            "Vertel kort hoe het gesprek gaat: het gaat over leren, er is geen goed of fout.",
            "Zeg dat je notities maakt, en dat alleen jij die leest.",
        ),
        1,
    ),
    Part(
        "questions",
        "Waar de ander het over wil hebben",
        ("Waar wil je mee beginnen?", "Wanneer is dit voor jou een goed gesprek?"),
        3,
    ),
    Part(
        Theme.CRAFT,
        str(Theme.CRAFT.label),
        (
            "Welk moment liet je anders naar je werk kijken?",
            "Wat deed je daarna anders dan daarvoor?",
            "Waaraan merkte je dat het werkte, of juist niet?",
        ),
        4,
    ),
    Part(
        Theme.CLIENT,
        str(Theme.CLIENT.label),
        (
            "Wat kon de inwoner zelf kiezen?",
            "Wat zou deze inwoner over jou vertellen?",
            "Waar schuurde het tussen de regel en de mens?",
        ),
        4,
    ),
    Part(
        Theme.TOGETHER,
        str(Theme.TOGETHER.label),
        (
            "Van wie leerde je, en wie van jou?",
            "Wanneer vroeg je een ander om mee te kijken?",
            "Welke vraag van een collega bleef hangen?",
        ),
        3,
    ),
    Part(
        Theme.AHEAD,
        str(Theme.AHEAD.label),
        (
            "Wat wil je hierna leren, en voor wie?",
            "Wat is de eerste kleine stap?",
            "Wat heb je daarvoor nodig, en van wie?",
        ),
        3,
    ),
    Part(
        "",
        "Afronden",
        (
            "Vat samen wat je hoorde. Klopt dat?",
            "Bespreek je advies. Hoe kijkt de ander daarnaar?",
            "Vertel wat er nu gebeurt: jij schrijft het verslag, de ander leest het en vult aan.",
        ),
        2,
    ),
)
WHOLE = sum(part.share for part in PARTS)
ABOUT = timedelta(minutes=5)


def planned(talk: Conversation) -> Iterator[tuple[Part, datetime]]:
    """Each part with the moment at which it about begins, in whole five minutes."""
    length, before = talk.ends_at - talk.starts_at, 0
    for part in PARTS:
        yield part, talk.starts_at + round(length * before / WHOLE / ABOUT) * ABOUT
        before += part.share


def own_questions(content: Mapping[str, object] | None) -> list[str]:
    """What the professional wrote to talk about, line by line: it comes before our questions."""
    lines = str((content or {}).get("questions") or "").splitlines()
    return [line.strip() for line in lines if line.strip()]
