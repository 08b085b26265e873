"""Names of people: one normalised key for search and order, and how a name is written."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
SPECIAL = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
     "ʿ": "", "ʾ": "", "'": "", "’": "", "‘": "", "`": ""}
)  # fmt: skip
INFIXES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "t",
        "'s",
        "s",
        "in",
        "op",
        "aan",
        "bij",
        "te",
        "ten",
        "ter",
        "tot",
        "uit",
        "voor",
        "von",
        "zu",
        "el",
        "al",
        "la",
        "le",
        "du",
        "da",
        "do",
        "dos",
        "della",
        "di",
        "af",
    ]
)
# Characters that turn or hide the direction of text: they let one name pose as another.
LONGEST_KEY = 200  # one letter can become two or more
HIDDEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\x00-\x1f\x7f-\x9f\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text on one line, without control, direction and half characters."""
    return " ".join(HIDDEN.sub("", text.replace("\n", " ").replace("\t", " ")).split())


def normalise(text: str) -> str:
    """Lower case, without accents, apostrophes and hyphens; one space between words.

    The same function makes the stored key and the searched key, so that they always agree.
    """
    lowered = clean(text).lower().translate(SPECIAL)
    decomposed = unicodedata.normalize("NFKD", lowered)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters).replace("_", " ").split())


def sort_key(given_names: str, infix: str, last_name: str) -> str:
    """Last name, given names, infix: "meulen joost van der"; at most LONGEST_KEY signs."""
    return " ".join(filter(None, map(normalise, (last_name, given_names, infix))))[:LONGEST_KEY]


def full_name(given_names: str, infix: str, last_name: str) -> str:
    return " ".join(filter(None, (given_names, infix, last_name)))


def initials(name: str) -> str:
    """Two letters at most, for the round mark beside a name."""
    words = [word for word in name.split() if word.lower() not in INFIXES]
    picked = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0].upper() for word in picked)
