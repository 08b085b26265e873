"""Which passwords are refused: too short, known to many, easily guessed, or stolen before.

Nothing leaves the machine. A password needs no capitals, digits or signs; spaces are fine.
"""

import hashlib
import logging
import mmap
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.checks import Error, Tags, register
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from kit import names

SHORTEST, LONGEST = 12, 128
HINT = f"Minstens {SHORTEST} tekens. Een paar gewone woorden achter elkaar is goed. Spaties mogen."
OF_THE_REGISTER = (
    "divosa", "klantmanager", "klantmanagers", "klantmanagement", "register", "registratie",
    "gemeente", "portfolio", "dossier", "intervisie", "assessor", "wachtwoord", "welkom",
)  # fmt: skip
LOOKED_AT = 32  # characters; zxcvbn takes seconds for a long row of signs that stand for letters
GOOD_ENOUGH = 3  # of 4: more than a hundred million guesses
FEWEST_OTHER = 6  # letters and digits that are no word of the person or of the register
SHORTEST_WORD = 3

TOO_SHORT = (
    f"Dit wachtwoord is te kort. Neem minstens {SHORTEST} tekens, "
    "bijvoorbeeld vier gewone woorden achter elkaar."
)
TOO_LONG = f"Dit wachtwoord is te lang. Neem hoogstens {LONGEST} tekens."
ABOUT_YOU = (
    "Dit wachtwoord lijkt te veel op je naam, je mailadres of een woord van het register. "
    "Neem woorden die niets met jou of je werk te maken hebben."
)
GUESSABLE = (
    "Dit wachtwoord is makkelijk te raden. "
    "Neem bijvoorbeeld vier woorden die niets met elkaar te maken hebben."
)
COMMON = "Veel mensen gebruiken dit wachtwoord. Bedenk een ander."
STOLEN = (
    "Dit wachtwoord staat op een lijst van gestolen wachtwoorden. Bedenk een ander. "
    "Gebruik je het ook ergens anders? Verander het daar dan ook."
)
logger = logging.getLogger(__name__)


class Rules:
    """Django's validator: names the first thing that is wrong and how to mend it."""

    def validate(self, password: str, user: Any = None) -> None:
        if fault := fault_of(password, words_of(user)):
            raise ValidationError(fault)

    def get_help_text(self) -> str:
        return HINT


def fault_of(password: str, own_words: Iterable[str] = ()) -> str:
    """What is wrong with it, in words for the person; empty when it is good."""
    words = [*own_words, *OF_THE_REGISTER]
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    if is_common(password):
        return COMMON
    if is_made_of(password, words):
        return ABOUT_YOU
    if zxcvbn(password[:LOOKED_AT], user_inputs=words)["score"] < GOOD_ENOUGH:
        return GUESSABLE
    return STOLEN if was_stolen(password) else ""


def words_of(user: Any) -> set[str]:
    """The words of somebody's name and address, in lower case."""
    if user is None:
        return set()
    full = names.full_name(user.given_names, user.infix, user.last_name)
    found = {full, full.replace(" ", ""), user.email, user.email.partition("@")[0]}
    found |= set(names.normalise(f"{full} {user.email}").split())
    return {word.lower() for word in found if len(word) >= SHORTEST_WORD}


def is_made_of(password: str, words: Iterable[str]) -> bool:
    """Whether little is left when these words are taken out of it."""
    left = password.lower()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, " ")
    return len(re.sub(r"[\W_]", "", left)) < min(FEWEST_OTHER, len(re.sub(r"[\W_]", "", password)))


@cache
def common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def is_common(password: str) -> bool:
    return password.lower().strip() in common().passwords


# ---- Stolen before: the file "ordered by hash" of Have I Been Pwned, lines of HASH:count ----


def was_stolen(password: str) -> bool:
    """Whether the file has it. Without a file nothing is known; a broken file is an error."""
    path = settings.BREACHED_PASSWORDS_FILE
    if not path:
        return False
    digest = hashlib.sha1(password.encode(errors="surrogatepass"), usedforsecurity=False)
    try:
        return is_listed(digest.hexdigest().upper().encode(), Path(path))
    except OSError:
        logger.exception("The file with stolen passwords cannot be read")
        return False


def is_listed(digest: bytes, path: Path) -> bool:
    """Look a hash up among ordered lines: some 35 steps in the whole list, none of it in memory."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        low, high = 0, len(lines)
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = lines.find(b"\n", start)
            end = len(lines) if end < 0 else end
            found = lines[start:end].partition(b":")[0].strip().upper()
            if found == digest:
                return True
            if found < digest:
                low = end + 1
            else:
                high = start
        return False


@register(Tags.security)
def the_file_is_there(app_configs: Any, **kwargs: Any) -> list[Error]:
    path = settings.BREACHED_PASSWORDS_FILE
    if not path or Path(path).is_file():
        return []
    hint = "Correct BREACHED_PASSWORDS_FILE, or leave it out (docs/operations.md)."
    return [Error("The file with stolen passwords is not there.", hint=hint, id="register.E010")]
