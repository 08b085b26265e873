"""What somebody wrote to others: to read along in the own portfolio, not to be put back.

It stays where it was said. An answer to somebody's request for feedback is not here: who wrote
that is kept nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from portfolios.courses.models import Attendance
from portfolios.dossier.models import ShareComment, ShareGrant
from portfolios.knowledge.models import CardComment, CardReview, CardUse, LiteratureItem
from portfolios.together.models import (
    FeedbackRequest,
    GroupRequest,
    MentorProfile,
    Mentorship,
    WorkVisit,
)


@dataclass(frozen=True)
class Said:
    """One kind of own words: whose they are, where they stand and since which day."""

    where: str
    model: type[models.Model]
    whose: str
    words: tuple[str, ...]
    on: str = ""


KINDS = (
    Said("Aanbod als mentor", MentorProfile, "person", ("words",)),
    Said("Vraag aan een mentor", Mentorship, "mentee", ("words",), "asked_on"),
    Said("Antwoord als mentor", Mentorship, "mentor", ("reply",), "asked_on"),
    Said("Vraag om mee te kijken op het werk", WorkVisit, "visitor", ("words",), "asked_on"),
    Said("Waar iemand bij jou kon meekijken", WorkVisit, "host", ("place",), "answered_on"),
    Said("Vraag om feedback", FeedbackRequest, "owner", ("title", "question"), "made_on"),
    Said("Vraag om een plek in een groep", GroupRequest, "person", ("words",), "asked_on"),
    Said("Bij wat je deelde", ShareGrant, "owner", ("message",), "given_on"),
    Said("Reactie bij iets uit een dossier", ShareComment, "author", ("text",), "written_at"),
    Said("Reactie bij een methodekaart", CardComment, "author", ("text",), "written_at"),
    Said("Meegelezen met een methodekaart", CardReview, "person", ("words",), "said_on"),
    Said("Gebruikt, dit gebeurde er", CardUse, "owner", ("line",), "shared_on"),
    Said("Vraag aan een opleider", Attendance, "person", ("dispute_words",), "disputed_on"),
    Said("Literatuur die je toevoegde", LiteratureItem, "added_by", ("title", "why"), "added_on"),
)


def said_by(owner: Any) -> list[dict[str, Any]]:
    """All of it, kind by kind, the oldest first."""
    return [row for kind in KINDS for row in rows_of(kind, owner)]


def rows_of(kind: Said, owner: Any) -> Iterable[dict[str, Any]]:
    mine = kind.model._default_manager.filter(**{kind.whose: owner})
    order = (kind.on, "pk") if kind.on else ("pk",)
    for row in mine.order_by(*order):
        words = "\n".join(filter(None, (getattr(row, name) for name in kind.words)))
        if words:
            on = getattr(row, kind.on) if kind.on else None
            yield {"where": kind.where, "on": on.isoformat()[:10] if on else None, "words": words}
