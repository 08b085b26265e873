"""Numbers and codes that people read aloud and type over."""

import secrets

# Damm's table: finds every single wrong digit and every swap of neighbours.
DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
# No 0/O, 1/I/L, 8/B, 5/S, 2/Z: 22 signs, so 4.459 bits each.
CODE_SIGNS = "34679ACDEFGHJKMNPQRTVWXY"


def check_digit(digits: str) -> str:
    """The Damm check digit of a row of digits."""
    interim = 0
    for digit in digits:
        interim = int(DAMM[interim][int(digit)])
    return str(interim)


def random_digits(length: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(length))


def random_code(length: int) -> str:
    """A random code; 24 characters hold more than 100 bits."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(length))


def grouped(text: str, size: int = 4) -> str:
    """The text in groups with hyphens, for reading."""
    return "-".join(text[i : i + size] for i in range(0, len(text), size))


def is_valid(digits: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    return check_digit(digits) == "0"
