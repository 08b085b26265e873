"""Finds what may identify a client in a text; now the citizen service number (BSN)."""

import re

DIGITS = re.compile(r"(?<!\d)(?:\d[ .\-]?){7,8}\d(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(digits: str) -> bool:
    """Whether eight or nine digits pass the eleven test of a BSN."""
    padded = digits.rjust(9, "0")
    if len(padded) != 9 or int(padded) == 0:
        return False
    return sum(w * int(d) for w, d in zip(WEIGHTS, padded, strict=True)) % 11 == 0


def find_bsn(text: str) -> str | None:
    """The first row of digits in the text that can be a BSN."""
    for match in DIGITS.finditer(text):
        if is_bsn(re.sub(r"\D", "", match[0])):
            return match[0]
    return None
