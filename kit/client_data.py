"""Finds what may identify a client in a text; now the citizen service number (BSN)."""

import re
from calendar import monthrange

DATE = re.compile(r"(\d{2})[ .\-](\d{2})[ .\-]((?:19|20)\d{2})")
ISO_DATE = re.compile(r"((?:19|20)\d{2})[ .\-](\d{2})[ .\-](\d{2})")
DIGITS = re.compile(r"(?<!\d)(?:\d[ .\-]?){7,8}\d(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the eleven test of a BSN."""
    padded = digits.rjust(9, "0")
    if len(padded) != 9 or int(padded) == 0:
        return False
    return sum(w * int(d) for w, d in zip(WEIGHTS, padded, strict=True)) % 11 == 0


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
    for match in DIGITS.finditer(text):
        if is_bsn(re.sub(r"\D", "", match[0])) and not is_written_date(match[0]):
            return match[0]
    return None
