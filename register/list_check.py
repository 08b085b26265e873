"""List check: pairs of a number and a surname, at most a hundred, against the published copy.

Looking up is not listing (domain §3): without the right surname a number says nothing about who
has it. A number that is not there, that is hidden and that belongs to somebody else answer alike.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from kit import names
from kit.spreadsheets import Table
from register import numbers, search
from register.importing.columns import FIELD_OF
from register.models import FormerName, PublicEntry

MOST_PAIRS = 100
LONGEST_LINE = 300
MOST_NAME_CELLS = 3  # given names, infix, surname
DELIMITERS = "\t;|"  # a comma may stand in a name: "Berg, Jan van den"
NUMBER_HEADINGS = frozenset(
    {"nummer", "registratienummer", "rk nummer", "rknummer", "nr", "number", "register nummer"}
)
# A number inside a line, well written or not: then it can be explained.
IN_LINE = re.compile(r"(?i)\brk[\s\-.]*\d[\d\s\-.]*|(?<![\w])\d[\d\s\-.]{4,}\d(?!\w)")
PARTS_OF_NAME = ("given_names", "infix", "last_name", "full_name")


class Outcome(StrEnum):
    FOUND = "found"
    REMOVED = "removed"
    NOT_FOUND = "not_found"
    MISTAKE = "mistake"


class TooMany(Exception):
    """More pairs than may be asked at once. `str()` is a Dutch sentence for who pasted them."""


@dataclass(frozen=True)
class Pair:
    """One line: what stands for the number and for the surname, or what is wrong with it."""

    line: int
    number: str
    surname: str
    mistake: str = ""


@dataclass(frozen=True)
class Answer:
    """What the register says of one pair today."""

    pair: Pair
    outcome: Outcome
    entry: PublicEntry | None = None

    @property
    def words(self) -> str:
        return self.pair.mistake or WORDS[self.outcome]


WORDS = {
    Outcome.FOUND: "Nummer en achternaam horen bij elkaar.",
    Outcome.REMOVED: "Dit nummer is doorgehaald. Van wie het was, zeggen we niet.",
    Outcome.NOT_FOUND: "Niet gevonden met dit nummer en deze achternaam. Dat zegt niets over "
    "iemands werk. Klopt het nummer wel? Vraag het na bij de klantmanager zelf.",
}
NO_NUMBER = "Op deze regel staat geen registratienummer, zoals RK-4817-3062."
NOT_COMPLETE = "Dit nummer is niet compleet: na RK komen acht cijfers, zoals RK-4817-3062."
MISTYPED = "In dit nummer zit een tikfout: de cijfers horen niet bij elkaar."
NO_SURNAME = "Zet achter het nummer ook de achternaam. Met alleen een nummer zoeken we niet."
TOO_LONG = "Deze regel is te lang. Zet elk nummer met achternaam op een eigen regel."
TWO_NUMBERS = "Op deze regel staan twee nummers. Zet elk nummer op een eigen regel."
TOO_MUCH = (
    "Op deze regel staat meer dan een nummer en een naam. Haal de andere kolommen weg, of zet "
    "erboven hoe de kolommen heten, zoals Nummer en Achternaam."
)
TWICE = "Dit nummer met deze naam stond al op regel {}."


# ---- Reading what was pasted ----


def read(text: str) -> list[Pair]:
    """Every line that is not empty, in its order. Raises TooMany."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip(" \t;,|\"'")]
    columns = columns_in(lines[0][1]) if lines else {}
    if columns:
        lines = lines[1:]
    if len(lines) > MOST_PAIRS:
        raise TooMany(
            f"Dit zijn {len(lines)} regels. U kunt er {MOST_PAIRS} tegelijk nakijken. "
            "Haal er een deel uit en kijk de rest daarna na."
        )
    return without_doubles(pair_on(at, line, columns) for at, line in lines)


def columns_in(line: str) -> dict[str, int]:
    """Which column holds what, when this is a line of headings with a number and a name."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells_of(line, (*DELIMITERS, ","))):
        key = names.normalise(cell)
        field = "number" if key in NUMBER_HEADINGS else FIELD_OF.get(key)
        if field:
            found.setdefault(field, at)
    is_heading = "number" in found and any(part in found for part in PARTS_OF_NAME)
    return found if is_heading else {}


def cells_of(line: str, delimiters: Sequence[str]) -> list[str]:
    """The cells of a line by the delimiter it has, quotation marks of Excel away."""
    delimiter = next((one for one in delimiters if one in line), None)
    if delimiter is None:
        return [line.strip().strip('"')]
    cells = next(csv.reader([line.replace("\x00", "")], delimiter=delimiter), [])
    return [names.clean(cell) for cell in cells]


def pair_on(at: int, line: str, columns: dict[str, int]) -> Pair:
    if len(line) > LONGEST_LINE:
        return Pair(at, "", names.clean(line[:60]), TOO_LONG)
    if columns:
        return pair_by_columns(at, line, columns)
    cells = [cell for cell in cells_of(line, DELIMITERS) if cell]
    found = [match[0] for cell in cells for match in IN_LINE.finditer(cell)]
    if len(found) > 1:
        return Pair(at, found[0].strip(), names.clean(line), TWO_NUMBERS)
    rest = [IN_LINE.sub(" ", cell).strip(" \t,;|\"'") for cell in cells]
    rest = [names.clean(cell) for cell in rest if names.normalise(cell)]
    if len(rest) > MOST_NAME_CELLS:
        return Pair(at, "".join(found[:1]).strip(), " ".join(rest), TOO_MUCH)
    return checked(at, "".join(found[:1]), " ".join(rest))


def pair_by_columns(at: int, line: str, columns: dict[str, int]) -> Pair:
    cells = cells_of(line, (*DELIMITERS, ","))
    held = {field: cells[column] for field, column in columns.items() if column < len(cells)}
    surname = " ".join(held[part] for part in PARTS_OF_NAME if held.get(part))
    return checked(at, held.get("number", ""), surname)


def checked(at: int, number: str, surname: str) -> Pair:
    """The pair, or its first mistake."""
    number, surname = names.clean(number).strip(" -."), names.clean(surname)
    written = numbers.parse(number)
    if not number:
        return Pair(at, "", surname, NO_NUMBER)
    if written is None:
        complete = len(re.sub(r"\D", "", number)) == 8
        return Pair(at, number, surname, MISTYPED if complete else NOT_COMPLETE)
    if sum(map(str.isalpha, names.normalise(surname))) < search.FEWEST_LETTERS:
        return Pair(at, written, surname, NO_SURNAME)
    return Pair(at, written, surname)


def without_doubles(pairs: Iterable[Pair]) -> list[Pair]:
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for pair in pairs:
        before = seen.setdefault((pair.number, names.normalise(pair.surname)), pair.line)
        if before != pair.line and not pair.mistake:
            pair = Pair(pair.line, pair.number, pair.surname, TWICE.format(before))  # noqa: PLW2901
        kept.append(pair)
    return kept


# ---- Asking the register ----


def check(pairs: Sequence[Pair]) -> list[Answer]:
    """In the order of the pairs, with two queries for all of them together."""
    asked = {pair.number for pair in pairs if not pair.mistake}
    entries = {entry.number: entry for entry in search.published().filter(number__in=asked)}
    former: dict[str, list[str]] = {}
    for one in FormerName.objects.using(settings.PUBLIC_ALIAS).filter(number__in=entries):
        former.setdefault(one.number, []).append(one.name_key)
    return [answer(pair, entries.get(pair.number), former.get(pair.number, ())) for pair in pairs]


def answer(pair: Pair, entry: PublicEntry | None, former: Sequence[str]) -> Answer:
    if pair.mistake:
        return Answer(pair, Outcome.MISTAKE)
    if entry is not None and entry.status == PublicEntry.REMOVED:
        return Answer(pair, Outcome.REMOVED)  # it has no name; the page of the number says as much
    if entry is None or not is_name_of(pair.surname, entry, former):
        return Answer(pair, Outcome.NOT_FOUND)
    return Answer(pair, Outcome.FOUND, entry)


def is_name_of(typed: str, entry: PublicEntry, former: Sequence[str] = ()) -> bool:
    """Every word of the surname was typed, and nothing that the name does not have."""
    words = names.normalise(typed).split()
    known = names.normalise(entry.name).split()
    return any(
        fits(words, surname, [*surname, *others])
        for surname, others in (
            surname_in(entry.name_key.split(), known),
            *(all_of(key) for key in former),
        )
    )


def surname_in(key: list[str], known: list[str]) -> tuple[list[str], list[str]]:
    """The words of the surname and the others: the key is the name, with the surname first."""
    for length in range(1, len(key) + 1):
        if key == known[-length:] + known[:-length]:
            return key[:length], key[length:]
    return key, []


def all_of(former_key: str) -> tuple[list[str], list[str]]:
    """Of a former name only the key is known: the surname begins at its first own word."""
    words = former_key.split()
    own = [word for word in words if word not in names.INFIXES]
    return own[:1], words


def fits(typed: list[str], surname: list[str], name: list[str]) -> bool:
    """ "Berg", "van den Berg", "J. v.d. Berg", "Berg, Jan van den"; never "Ber" or "Jan"."""
    needed = [word for word in surname if word not in names.INFIXES] or surname
    initials = {word[0] for word in name}
    return set(needed) <= set(typed) and all(
        word in name or word in names.INFIXES or (len(word) <= 2 and set(word) <= initials)
        for word in typed
    )


# ---- Out ----

COLUMNS = (
    "Regel", "Nummer", "Naam op uw lijst", "Uitkomst", "Naam in het register", "Status",
    "Geregistreerd sinds", "Periode tot", "Uitleg",
)  # fmt: skip
OUTCOMES = {
    Outcome.FOUND: "gevonden",
    Outcome.REMOVED: "doorgehaald",
    Outcome.NOT_FOUND: "niet gevonden",
    Outcome.MISTAKE: "niet nagekeken",
}


def table(answers: Sequence[Answer], labels: dict[str, str]) -> Table:
    rows = [
        (
            each.pair.line, each.pair.number, each.pair.surname, OUTCOMES[each.outcome],
            *((each.entry.name, labels[each.entry.status].lower(), each.entry.since_on,
               each.entry.until_on) if each.entry else ("", "", None, None)),
            each.words,
        )
        for each in answers
    ]  # fmt: skip
    return Table("Lijst nagekeken", COLUMNS, rows)
