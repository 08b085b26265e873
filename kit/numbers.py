"""Numbers and codes that people read aloud and type over."""

import re
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


def wrong_with(text: str, length: int) -> str:
    """What keeps this from being a code of this length, in a sentence; "" when nothing does."""
    typed = re.sub(r"[^A-Z0-9]", "", text.upper())
    strange = sorted(set(typed) - set(CODE_SIGNS))
    says = []
    if len(typed) < length:
        missing = length - len(typed)
        says.append(
            f"U vulde {len(typed)} tekens in. Er {'mist' if missing == 1 else 'missen'} er nog "
            f"{missing}."
        )
    elif len(typed) > length:
        says.append(f"U vulde {len(typed)} tekens in. Dat zijn er {len(typed) - length} te veel.")
    if strange:
        which = " en ".join(filter(None, [", ".join(strange[:-1]), strange[-1]]))
        says.append(f"{which} {'komt' if len(strange) == 1 else 'komen'} in een code niet voor.")
    return " ".join(says)


def grouped(text: str, size: int = 4) -> str:
    """The text in groups with hyphens, for reading."""
    return "-".join(text[i : i + size] for i in range(0, len(text), size))


def is_valid(digits: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    return check_digit(digits) == "0"
