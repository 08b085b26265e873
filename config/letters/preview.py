"""An example letter, put together as the real one is: by the same steps, in no table, unsent."""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.urls import reverse
from django.utils.text import Truncator

from config.letters.examples import GROUPS, Example
from config.letters.people import Cast
from outbox import letters
from outbox.models import Letter, LetterWording
from outbox.wordings import fields_of
from register.models import RegisterScheme

SOMEWHERE = "/mijn/registratie/"  # where the button of an example leads
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class Preview:
    """How one letter is mailed."""

    example: Example
    message: EmailMultiAlternatives
    letter: Letter | None = None  # none when it goes to somebody without an account

    @property
    def title(self) -> str:
        return str(self.message.subject)

    @property
    def to(self) -> str:
        return str(self.message.to[0])

    @property
    def text(self) -> str:
        return str(self.message.body)

    @property
    def html(self) -> str:
        """Empty when it goes as text only."""
        return next((str(part[0]) for part in self.message.alternatives), "")


def every_kind() -> set[str]:
    """The kinds for which there is a text; what begins with a line is a part of others."""
    folders = [Path(each) for engine in engines.all() for each in engine.dirs]
    return {
        f"{path.parts[-3]}/{path.stem}"
        for folder in folders
        for path in folder.glob("*/mail/*.txt")
        if not path.stem.startswith("_")
    }


def examples_of(kind: str) -> list[Example]:
    """Each case of one letter; none for a kind that does not exist."""
    return [one for group in GROUPS for one in group.examples if one.kind == kind]


def preview(
    example: Example, *, today: date, now: datetime, wording: LetterWording | None = None
) -> Preview:
    """In the words that are in force, unless others are given."""
    cast = Cast(RegisterScheme.objects.in_force_on(today), today)
    facts = facts_of(example, cast)
    used = wording or LetterWording.objects.in_force(example.kind, today)
    words = letters.Words.of(example.kind, used)
    if example.to == "citizen":
        return Preview(example, to_citizen(cast, facts, words))
    letter = letters.compose(
        example.kind,
        at=now,
        link=SOMEWHERE if example.button else "",
        link_label=example.button,
        words=words,
        **facts,
    )
    return Preview(example, letters.message_of(letter), letter)


def facts_of(example: Example, cast: Cast) -> dict[str, Any]:
    facts = example.facts(cast)
    if example.to == "citizen":
        return {"help_page": settings.BASE_URL + reverse("pages:help")} | facts
    person = getattr(cast, example.to)
    return {"person": person, "subject": person} | facts


def values_of(cases: list[Example], *, today: date) -> list[tuple[str, str]]:
    """Each field of a letter with what it says of the made-up people, in the first case it does."""
    cast = Cast(RegisterScheme.objects.in_force_on(today), today)
    found: dict[str, str] = {}
    for example in cases:
        facts = facts_of(example, cast)
        for field in fields_of(example.kind):
            filled = LetterWording(kind=example.kind, title="x", body=field)
            text = letters.Words.of(example.kind, filled).filled_in(**facts).partition("\n")[2]
            found[field] = found.get(field) or Truncator(text).chars(80)
    return list(found.items())


def to_citizen(cast: Cast, facts: dict[str, Any], words: letters.Words) -> EmailMultiAlternatives:
    """Somebody without an account gets the text alone."""
    text = words.filled_in(**facts)
    title, _, body = text.strip().partition("\n")
    return EmailMultiAlternatives(title.strip(), body.strip(), to=[cast.complaint.email])


def in_the_dark(html: str) -> str:
    """As a mail program shows it whose reader prefers light letters on a dark page."""
    return html.replace("@media (prefers-color-scheme: dark)", "@media all").replace(
        'content="light dark"', 'content="dark"'
    )


def style_hash(html: str) -> str:
    """What a policy needs to know to let exactly this style pass, and no other."""
    found = STYLE.search(html)
    digest = sha256((found[1] if found else "").encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
