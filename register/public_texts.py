"""The texts about the register: shipped with it, and rewritten by staff; Markdown made safe."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import nh3
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import contact
from kit.differences import Words, compare
from register.models import PublicText

SHIPPED = Path(__file__).parent / "reference" / "texts"
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td", "code"}  # fmt: skip
SOMEBODY_ELSE = "Een collega veranderde deze tekst intussen. Kijk eerst naar die versie."


@dataclass(frozen=True)
class Text:
    """What a page says: of the newest version, or as it was shipped."""

    page: str
    title: str
    lead: str
    body: str
    written_at: datetime | None = None

    @property
    def html(self) -> SafeString:
        return to_html(self.body)


def to_html(body: str) -> SafeString:
    """Headings, lists, links, tables and emphasis; no HTML of the writer's own, no pictures.

    `[mail]` becomes the address of the register.
    """
    mail = contact.of_register().mail
    rendered = MARKDOWN.render(body.replace("[mail]", f"[{mail}](mailto:{mail})"))
    clean = nh3.clean(rendered, tags=TAGS, attributes={"a": {"href"}},
                      url_schemes={"http", "https", "mailto"}, link_rel=None)  # fmt: skip
    return mark_safe(clean)


@cache
def shipped(page: str) -> Text:
    """The text that came with the product: a title, a line about it, and the rest."""
    title, lead, body = (SHIPPED / f"{page}.md").read_text().split("\n\n", 2)
    return Text(page, title.removeprefix("# "), lead, body)


def current(page: str) -> Text:
    """What everybody reads now."""
    rows = PublicText.objects.using(settings.PUBLIC_ALIAS).of(page)
    newest = rows.defer("written_by").first()
    return as_text(newest) if newest else shipped(page)


def as_text(row: PublicText) -> Text:
    return Text(row.page, row.title, row.lead, row.body, row.written_at)


def write(text: Text, *, seen: int, now: datetime, by: Actor) -> PublicText:
    """Publish a new version at once. `seen` is how many versions the writer knew.

    Raises NotAllowed when a colleague published one meanwhile, or nothing was changed.
    """
    known = versions(text.page)
    if len(known) - 1 != seen:
        raise NotAllowed(SOMEBODY_ELSE)
    if same(known[0], text):
        raise NotAllowed("Er is niets veranderd.")
    row = PublicText(
        page=text.page, number=seen + 1, title=text.title, lead=text.lead, body=text.body,
        written_at=now, written_by=by.person,
    )  # fmt: skip
    try:
        with transaction.atomic(), act("publictext.write", row, by=by):
            row.save()
    except IntegrityError as error:
        raise NotAllowed(SOMEBODY_ELSE) from error
    return row


def same(one: Text, other: Text) -> bool:
    return as_written(one) == as_written(other)


def versions(page: str) -> list[Text]:
    """The newest first, and at the end the text that was shipped."""
    rows = PublicText.objects.of(page)
    return [*map(as_text, rows), shipped(page)]


def changes(before: Text, after: Text) -> list[Words]:
    """Both versions in one, word by word."""
    return compare(as_written(before), as_written(after))


def as_written(text: Text) -> str:
    return f"{text.title}\n\n{text.lead}\n\n{text.body}"
