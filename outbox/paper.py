"""A letter on paper: A4, folded in three, with the address where the window of the envelope is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit import contact
from kit.pdf import render_pdf

TEMPLATE = "outbox/pdf/letters.html"


@dataclass(frozen=True)
class Sheet:
    """What one letter on paper says, and to whom; `where` is how to answer in the portal."""

    name: str
    address: Sequence[str]
    written_on: date
    title: str
    paragraphs: Sequence[str]
    where: str = ""


def as_pdf(sheets: Sequence[Sheet]) -> bytes:
    """All letters in one file, each from a new page."""
    title = sheets[0].title if len(sheets) == 1 else "Brieven om te posten"
    facts = {"sheets": sheets, "title": title, "contact": contact.of_register()}
    return render_pdf(TEMPLATE, facts)
