"""What a layer above adds to the API: operations behind a key of another kind.

It appends an Addition to ADDED when Django starts, and puts its operations on `v1.api`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from accounts.public_use import Used


@dataclass(frozen=True)
class Addition:
    """One operation: who may ask it, how often, and what the description says of it."""

    url_name: str
    reason: str  # why somebody without an account may ask this
    count: Callable[[HttpRequest], Used | None]  # None for a key that is not known
    wrong_key: str
    tag: str
    about_tag: str
    key_name: str
    about_key: str
    example: str


ADDED: list[Addition] = []


def of_url(name: str | None) -> Addition | None:
    return next((one for one in ADDED if one.url_name == name), None)


def of_tags(tags: Iterable[str]) -> Addition | None:
    return next((one for one in ADDED if one.tag in tags), None)
