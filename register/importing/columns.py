"""Which column holds what: recognised by its heading, in any order; staff may correct it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kit import names
from register.importing.sheets import ONLY_HEADS, Row, Unreadable

HEADINGS: dict[str, tuple[str, ...]] = {
    "given_names": ("voornaam", "voornamen", "roepnaam", "voorletters", "initialen", "first name",
                    "firstname", "given name"),
    "infix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tussenv", "tv",
              "infix"),
    "last_name": ("achternaam", "familienaam", "geslachtsnaam", "last name", "lastname", "surname"),
    "full_name": ("naam", "volledige naam", "naam medewerker", "medewerker", "klantmanager",
                  "naam klantmanager", "consulent", "name", "full name"),
    "email": ("mail", "e mail", "email", "mailadres", "e mailadres", "emailadres", "e mail adres",
              "email adres", "mail adres", "email address", "e mail werk", "werkmail"),
    "organisation": ("gemeente", "organisatie", "werkgever", "organisatienaam", "gemeentenaam",
                     "naam organisatie", "naam gemeente", "dienst", "organisation"),
    "function": ("functie", "functienaam", "functieomschrijving", "rol", "beroep", "functietitel"),
    "works_since": ("in dienst sinds", "in dienst per", "in dienst", "datum in dienst", "sinds",
                    "indiensttreding", "datum indiensttreding", "startdatum", "werkt er sinds"),
}  # fmt: skip
LABELS = {
    "given_names": "Voornaam",
    "infix": "Tussenvoegsel",
    "last_name": "Achternaam",
    "full_name": "Hele naam in één kolom",
    "email": "Mailadres",
    "organisation": "Gemeente of organisatie",
    "function": "Functie",
    "works_since": "Werkt er sinds",
}
WITHIN_ROWS = 10  # a title may stand above the headings
FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}

Columns = dict[str, int]  # field: number of the column, from 0


@dataclass(frozen=True)
class Recognised:
    """The row with the headings, the headings themselves, and what we make of them."""

    row: int
    headings: list[str]
    columns: Columns


def letter(column: int) -> str:
    """A, B, … Z, AA: as a spreadsheet names its columns."""
    first, second = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def recognise(head: list[Row], field_of: Mapping[str, str] = FIELD_OF) -> Recognised:
    """The row of the first ten in which most headings are known. Raises Unreadable.

    `field_of` says which heading means what; without, that of a list with people to invite.
    """
    likely = max(head[:WITHIN_ROWS], key=lambda row: len(columns_in(row, field_of)))
    if likely is head[-1]:
        raise Unreadable(ONLY_HEADS)
    headings = [text[:60] for text in likely.cells]
    return Recognised(likely.number, headings, columns_in(likely, field_of))


def columns_in(row: Row, field_of: Mapping[str, str] = FIELD_OF) -> Columns:
    """The first column for each field; parts of a name go before the whole."""
    found: Columns = {}
    for at, text in enumerate(row.cells):
        if field := field_of.get(names.normalise(text)):
            found.setdefault(field, at)
    if "last_name" in found:
        found.pop("full_name", None)
    return found


def missing(columns: Columns) -> str:
    """What has to be chosen first, in a sentence; empty when nothing is."""
    if "email" not in columns:
        return "Kies in welke kolom de mailadressen staan. Zonder mailadres is er geen uitnodiging."
    if "last_name" not in columns and "full_name" not in columns:
        return "Kies in welke kolom de achternaam staat, of de hele naam."
    if len(set(columns.values())) < len(columns):
        return "Je koos dezelfde kolom twee keer. Kies voor elk gegeven een andere kolom."
    return ""


def split_name(full: str) -> tuple[str, str, str]:
    """Given names, infix and last name of "Jan van der Berg" or "Berg, Jan van der"."""
    if "," in full:
        last, _, rest = full.partition(",")
        words = rest.split()
        start = len(words)
        while start and words[start - 1].lower() in names.INFIXES:
            start -= 1
        return " ".join(words[:start]), " ".join(words[start:]), last.strip()
    words = full.split()
    start = next((at for at, word in enumerate(words[:-1]) if at and word.lower() in names.INFIXES),
                 max(0, len(words) - 1))  # fmt: skip
    end = start
    while end < len(words) - 1 and words[end].lower() in names.INFIXES:
        end += 1
    return " ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:])
