"""The public number: random, with a check digit, never reused; it says nothing about its owner."""

import re

from kit import numbers

DIGITS = 8
PATTERN = r"^RK-\d{4}-\d{4}$"
BETWEEN = r"[\s\-\u2010-\u2015\u2212._/:]*"
TYPED = re.compile(
    rf"^\s*(?:(?:nr|nummer|registratienummer){BETWEEN})?(?:rk)?{BETWEEN}"
    rf"([0-9]{{4}}){BETWEEN}([0-9]{{4}})\s*$",
    re.IGNORECASE,
)


def new_number() -> str:
    """A random number: seven digits and their check digit. Uniqueness is the database's."""
    digits = numbers.random_digits(7)
    digits += numbers.check_digit(digits)
    return f"RK-{digits[:4]}-{digits[4:]}"


def parse(text: str) -> str | None:
    """The number as it is written, from what somebody typed; None when it cannot be one."""
    match = TYPED.match(text)
    if not match or not numbers.is_valid(match[1] + match[2]):
        return None
    return f"RK-{match[1]}-{match[2]}"


def digits_of(text: str) -> str:
    """The digits in what somebody typed for a number."""
    return re.sub(r"[^0-9]", "", text)
