"""Which column of an attendance list holds what; a pasted list may have no headings at all."""

from register import numbers
from register.importing.columns import HEADINGS as PEOPLE
from register.importing.columns import WITHIN_ROWS, Columns, Recognised, recognise
from register.importing.sheets import Row
from register.list_check import IN_LINE, NUMBER_HEADINGS

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": (*NUMBER_HEADINGS, "registratienummer klantmanager", "rk", "registernummer"),
    **{field: PEOPLE[field] for field in ("given_names", "infix", "last_name")},
    "full_name": (*PEOPLE["full_name"], "deelnemer", "naam deelnemer", "cursist", "aanwezige"),
    "attended_on": ("datum", "dag", "aanwezig op", "cursusdatum", "date", "datum aanwezig"),
}
LABELS = {
    "number": "Registratienummer",
    "given_names": "Voornaam of voorletters",
    "infix": "Tussenvoegsel",
    "last_name": "Achternaam",
    "full_name": "Hele naam in één kolom",
    "attended_on": "Op welke dag",
}
FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}


def recognised(head: list[Row]) -> Recognised:
    """By the headings; where there are none, by what stands in the cells. Raises Unreadable."""
    if starts_with_people(head):
        return Recognised(0, [text[:60] for text in head[0].cells], guessed(head))
    return recognise(head, FIELD_OF)


def starts_with_people(head: list[Row]) -> bool:
    """The first row is somebody already: it holds a number, and no heading."""
    first = head[0].cells
    known = [text for text in first if text.strip().lower() in FIELD_OF]
    return not known and any(number_in(text) for text in first)


def number_in(text: str) -> bool:
    return bool(numbers.parse(text) or IN_LINE.search(text))


def guessed(head: list[Row]) -> Columns:
    """The column with most numbers, and beside it the one with most letters."""
    rows = head[:WITHIN_ROWS]
    width = max(len(row.cells) for row in rows)
    columns = [[row.cells[at] for row in rows if at < len(row.cells)] for at in range(width)]
    number = max(range(width), key=lambda at: sum(map(number_in, columns[at])))
    found: Columns = {"number": number}
    others = [at for at in range(width) if at != number]
    if others:
        letters = max(others, key=lambda at: sum(map(count_letters, columns[at])))
        found["full_name"] = letters
    return found


def count_letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def missing(columns: Columns) -> str:
    """What has to be chosen first, in a sentence; empty when nothing is.

    A pasted line may hold number and name together: then the number alone is enough.
    """
    if "number" not in columns:
        return "Kies in welke kolom de registratienummers staan. Met alleen een naam kan het niet."
    if len(set(columns.values())) < len(columns):
        return "Je koos dezelfde kolom twee keer. Kies voor elk gegeven een andere kolom."
    return ""
