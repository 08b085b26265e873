"""Finds what may identify a client in a text: numbers by their form, names by the words around."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kit.names import INFIXES, normalise


class Kind(StrEnum):
    """What was found. The value is its name in the interface."""

    BSN = "burgerservicenummer (BSN)"
    BIRTH_DATE = "geboortedatum"
    PHONE = "telefoonnummer"
    IBAN = "rekeningnummer"
    MAIL = "mailadres"
    CASE = "zaaknummer"
    NAME = "naam"


NEUTRAL = {
    Kind.BSN: "",
    Kind.BIRTH_DATE: "(geboortedatum)",
    Kind.PHONE: "(telefoonnummer)",
    Kind.IBAN: "(rekeningnummer)",
    Kind.MAIL: "(mailadres)",
    Kind.CASE: "(zaaknummer)",
    Kind.NAME: "de inwoner",
}


@dataclass(frozen=True)
class Finding:
    """A piece of a text by which somebody may be recognised; `end` is the first sign after it.

    `neutral` says the same without saying who; it may be empty, as after "haar zoon".
    """

    kind: Kind
    start: int
    end: int
    text: str
    neutral: str


# ---- Numbers ----

DATE = re.compile(r"(\d{2})[ .\-](\d{2})[ .\-]((?:19|20)\d{2})")
ISO_DATE = re.compile(r"((?:19|20)\d{2})[ .\-](\d{2})[ .\-](\d{2})")
# A number of this register, RK-1234-5678, is none.
DIGITS = re.compile(r"(?<!\d)(?<!RK-)(?<!rk-)(?:\d[ .\-]?){7,8}\d(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)31[ .\-]?(?:\(0\)[ .\-]?)?[1-9]|\(?0[1-9])(?:[ .\-)]{0,3}\d){8}(?!\d)"
)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")
CASE_WORD = (
    r"(?:zaak|dossier|cli[eë]nt|cl|klant|debiteur|aanvraag|beschikking|kenmerk|registratie|werkproces"
    r"|suwi|gws|crm)"
)
CASE = re.compile(
    rf"\b{CASE_WORD}[ \-]?(?:nr|nummer|no|id|kenmerk)?\b[.:]*(?: is| was)?[ #:]*"
    r"(?P<number>(?=(?:[\w./\-]{0,20}\d){4})[\w./\-]{0,60}\w)"
    r"|(?<![\w./\-])(?P<bare>[A-Z]{1,6}[./\-]?(?:\d{2}|\d{4})[./\-]\d{3,}(?:[./\-]\d+)*\b)",
    re.IGNORECASE,
)
MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?"
    "|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DAY = re.compile(
    rf"\b(?:\d{{1,2}}[ ./\-]{{1,2}}(?:\d{{1,2}}|{MONTHS})\.?[ ./\-]{{1,2}}['’]?"
    r"(?P<year>\d{4}|\d{2})"
    r"|(?P<iso>(?:19|20)\d{2})[./\-]\d{1,2}[./\-]\d{1,2})\b",
    re.IGNORECASE,
)
BORN = re.compile(r"\bgeb(?:oren|oortedatum|dat|\.?datum)?\b[^\n]{0,25}$", re.IGNORECASE)
CLOSE_BY = 40  # signs
WORK_SINCE = 2012  # what happened on a day before is somebody's life, not the work of a portfolio


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the eleven test of a BSN."""
    padded = digits.rjust(9, "0")
    if len(padded) != 9 or int(padded) == 0:
        return False
    return sum(w * int(d) for w, d in zip(WEIGHTS, padded, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """Whether the check digits of an IBAN are right (ISO 13616, remainder 1 by 97)."""
    joined = text.replace(" ", "").upper()
    moved = joined[4:] + joined[:4]
    return 15 <= len(joined) <= 34 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def is_written_date(text: str) -> bool:
    """Whether the digits are written as a day of the calendar: 12-03-1999 or 1999-03-12."""
    if found := DATE.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return False
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def find_bsn(text: str) -> str | None:
    """The first row of digits in the text that can be a BSN; a written date is none."""
    return next((found.text for found in bsns(text)), None)


def bsns(text: str) -> Iterator[Finding]:
    for match in DIGITS.finditer(text):
        if is_bsn(re.sub(r"\D", "", match[0])) and not is_written_date(match[0]):
            yield found_as(Kind.BSN, match)


def found_as(
    kind: Kind, match: re.Match[str], group: str | int = 0, neutral: str | None = None
) -> Finding:
    instead = NEUTRAL[kind] if neutral is None else neutral
    return Finding(kind, match.start(group), match.end(group), match[group], instead)


def birth_dates(text: str) -> Iterator[Finding]:
    """A day that is said to be one of birth, or that lies too far back to be of the work."""
    for match in DAY.finditer(text):
        year = int(match["year"] or match["iso"])
        long_ago = 1900 < year < WORK_SINCE if year > 99 else year > 30
        if long_ago or BORN.search(text, max(0, match.start() - CLOSE_BY), match.start()):
            yield found_as(Kind.BIRTH_DATE, match)


def numbers(text: str) -> Iterator[Finding]:
    yield from (found_as(Kind.IBAN, match) for match in IBAN.finditer(text) if is_iban(match[0]))
    yield from (found_as(Kind.PHONE, match) for match in PHONE.finditer(text))
    yield from bsns(text)
    yield from (found_as(Kind.MAIL, match) for match in MAIL.finditer(text))
    yield from birth_dates(text)
    for match in CASE.finditer(text):
        yield found_as(Kind.CASE, match, "number" if match["number"] else "bare")


# ---- Names ----

INFIX = "|".join(sorted(map(re.escape, INFIXES - {"in", "op", "voor", "uit", "tot", "bij"})))
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽ]"
REST = r"[\w’'\-]{1,40}"  # bounded, so that no text takes longer than its length
SURNAME = rf"(?:(?:(?i:{INFIX})\s+|(?i:'t)\s+){{0,3}}{CAPITAL}{REST})"
INITIALS = rf"(?:{CAPITAL}\.\s?){{1,4}}"
TITLED = re.compile(
    r"\b(?i:mevrouw|mevr|mevr\.|mw|mw\.|meneer|dhr|dhr\.|hr\.|de heer|fam|fam\.|familie)\s+"
    rf"(?P<name>(?:{INITIALS}\s?)?{SURNAME}(?:\s+{SURNAME})?|{CAPITAL}\.(?:\s?{CAPITAL}\.)*)"
)
INITIALLED = re.compile(rf"(?<![\w.])(?P<name>{INITIALS}\s?{SURNAME})")
FULL = re.compile(
    rf"(?<![\w’'\-])(?P<name>{CAPITAL}{REST}\s+(?:van der|van den|van de|ter|ten|el|al|von)\s+"
    rf"{CAPITAL}{REST})"
    rf"|(?<=[a-z,] )(?P<last>(?:Van|Van de[rn]?|El|Al|Ter|Ten) {CAPITAL}{REST})"
)
ROLES = (
    r"cli[eë]nte?|cl\.|klante?|kl\.|inwoner|inwoonster|kandidaat|deelnemer|deelneemster|jongere"
    r"|statushouder|jongen|meisje|vrouw|man|moeder|vader|zoon|dochter|partner|broer|zus|buurman"
    r"|buurvrouw|oma|opa|vriend|vriendin|ex"
)
CALLED = re.compile(
    rf"\b(?i:{ROLES}|heet|genaamd|noemt zich)\s*[,:]?\s+(?P<name>{SURNAME}(?:\s+{SURNAME})?)"
)
# Common in the Netherlands, from all origins; as `names.normalise` writes them.
GIVEN_NAMES = frozenset(Path(__file__).with_name("given_names.txt").read_text().split())
WORD = re.compile(r"[^\W\d_][\w’'\-]*")
AFTER_A_NAME = re.compile(rf"(?:\s+{SURNAME}|\s+{CAPITAL}\.)?")
LONGEST_WORD = 40
SHORTEST_WRITTEN_SMALL = 5  # short names without a capital are too often words


def is_given_name(word: str) -> bool:
    """One of the common given names, also with the s of "Ahmeds" or the 's of "Fatima's"."""
    shortest = SHORTEST_WRITTEN_SMALL if word.islower() else 1
    if not shortest <= len(word) <= LONGEST_WORD:
        return False
    written = {word, word.removesuffix("s"), re.sub(r"['’]s?$", "", word)}
    return any(len(each) > 2 and normalise(each) in GIVEN_NAMES for each in written)


def given_names(text: str) -> Iterator[Finding]:
    for match in WORD.finditer(text):
        if is_given_name(match[0]) or is_given_name(match[0].partition("-")[0]):
            more = AFTER_A_NAME.match(text, match.end())
            end = more.end() if more and match[0][0].isupper() else match.end()
            found = text[match.start() : end]
            yield Finding(Kind.NAME, match.start(), end, found, NEUTRAL[Kind.NAME])


def named(text: str) -> Iterator[Finding]:
    yield from (found_as(Kind.NAME, match) for match in TITLED.finditer(text))
    yield from (found_as(Kind.NAME, match, "name", "") for match in CALLED.finditer(text))
    yield from (found_as(Kind.NAME, match, "name") for match in INITIALLED.finditer(text))
    for match in FULL.finditer(text):
        yield found_as(Kind.NAME, match, "name" if match["name"] else "last")
    yield from given_names(text)


# ---- All of it ----


def findings(text: str) -> list[Finding]:
    """Everything by which somebody may be recognised, in the order of the text, none twice."""
    taken = bytearray(len(text))
    kept = []
    for each in (*numbers(text), *named(text)):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"x" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def without(text: str, found: Finding) -> str:
    """The text with its neutral words in the place of a finding."""
    before, after = text[: found.start], text[found.end :]
    starts_sentence = not before.strip() or before.rstrip()[-1] in ".!?"
    words = found.neutral[:1].upper() + found.neutral[1:] if starts_sentence else found.neutral
    return f"{before}{words}{after}" if words else f"{before.rstrip()}{after}"


# ---- The words around a finding ----

WORDS_AROUND = 6
SIGNS_AROUND = 300


def before(text: str, found: Finding) -> str:
    """The last words before a place."""
    near = text[max(0, found.start - SIGNS_AROUND) : found.start]
    words = near.rsplit(maxsplit=WORDS_AROUND)
    return near if len(words) <= WORDS_AROUND else "… " + " ".join(words[1:]) + " "


def after(text: str, found: Finding) -> str:
    near = text[found.end : found.end + SIGNS_AROUND]
    words = near.split(maxsplit=WORDS_AROUND)
    if len(words) <= WORDS_AROUND:
        return near
    space = " " if near[:1].isspace() else ""
    return f"{space}{' '.join(words[:-1])} …"
