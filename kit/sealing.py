"""Secrets in the database: sealed with a key that is not in the database."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The text was not sealed with one of our keys."""


def seal(text: str) -> str:
    """Sealed with the first of `settings.SEALING_KEYS`."""
    return box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed with any of the keys. Raises Unreadable."""
    try:
        return box().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("Sealed with a key that we do not have.") from error


def box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS])
