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

from config.letters.examples import GROUPS, Example
from config.letters.people import Cast
from outbox import letters
from register.models import RegisterScheme

SOMEWHERE = "/mijn/registratie/"  # where the button of an example leads
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True)
class Preview:
    """How one letter is mailed."""

    example: Example
    message: EmailMultiAlternatives

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


def preview(example: Example, *, today: date, now: datetime) -> Preview:
    cast = Cast(RegisterScheme.objects.in_force_on(today), today)
    facts = example.facts(cast)
    if example.to == "citizen":
        return Preview(example, to_citizen(example, cast, facts))
    person = getattr(cast, example.to)
    facts.setdefault("subject", person)
    letter = letters.compose(
        example.kind,
        person=person,
        at=now,
        link=SOMEWHERE if example.button else "",
        link_label=example.button,
        **facts,
    )
    return Preview(example, letters.message_of(letter))


def to_citizen(example: Example, cast: Cast, facts: dict[str, Any]) -> EmailMultiAlternatives:
    """Somebody without an account gets the text alone."""
    help_page = settings.BASE_URL + reverse("pages:help")
    text = letters.render_text(example.kind, **{"help_page": help_page} | facts)
    title, _, body = text.strip().partition("\n")
    return EmailMultiAlternatives(title.strip(), body.strip(), to=[cast.complaint.email])


def style_hash(html: str) -> str:
    """What a policy needs to know to let exactly this style pass, and no other."""
    found = STYLE.search(html)
    digest = sha256((found[1] if found else "").encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
