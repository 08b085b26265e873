"""The file of a case: which kinds there are, and the messages in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, act
from register import hardship, measuring, objecting
from register.models import CaseMessage, HardshipRequest, Measure, Objection

Case = Objection | Measure | HardshipRequest


@dataclass(frozen=True)
class Kind:
    """One kind of case: its model, its word, and what its second signature does."""

    model: Any
    word: str
    rules: Any  # the module with `sign` and `prolong`


FILES = {
    "bezwaar": Kind(Objection, "Bezwaar", objecting),
    "maatregel": Kind(Measure, "Maatregel", measuring),
    "hardheid": Kind(HardshipRequest, "Hardheidsverzoek", hardship),
}


def add_message(
    case: Case, text: str, *, now: datetime, by: Actor, today: date | None = None
) -> None:
    """By the person or by a member who hears the case, while it is with the chamber."""
    if not case.is_with_chamber:
        raise NotAllowed("Deze zaak is afgesloten. Er kan niets meer bij in het dossier.")
    if by.role == Role.COMMITTEE and today:
        case.check_hears(today=today, by=by)
    elif by.user != case.person:
        raise NotAllowed("Dit dossier is niet van jou.")
    message = CaseMessage(author=by.person, text=text, written_at=now)
    setattr(message, str(case._meta.model_name), case)
    with act("casemessage.write", message, by=by):
        message.save()
