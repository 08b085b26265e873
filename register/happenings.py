"""What happened with somebody's registration, in words, with the role in which it was done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.actors import GUEST, PROFESSIONAL, SYSTEM
from accounts.models import Role
from audit.models import Event
from audit.templatetags.audit_words import event_words

OURS = "register."  # the subjects of this app
# These come along with another act or are the desk's own handling: on the long list only.
ASIDE = (
    "application.begin",
    "application.choose_route",
    "objection.begin",
    "hardshiprequest.begin",
    "application.hand_to",
    "application.note_namesakes",
    "application.note_read",
    "applicationfile.download",
    "registration.enter",
    "certificate.make",
    "certificate.supersede",
    "certificate.download",
    "lapsenotice.note_mail",
)
BY = {
    SYSTEM: "Ging vanzelf",
    GUEST: "Door iemand van buiten",
    Role.DESK: "Door een medewerker van het register",
    Role.COMMITTEE: "Door de registercommissie",
    Role.ASSESSOR: "Door een assessor",
    Role.ADMINISTRATOR: "Door een beheerder",
    Role.SEAT: "Door een beroepszetel",
}


@dataclass(frozen=True)
class Happening:
    """One line of a timeline: what, when, and by whom without a name."""

    title: str
    on: datetime
    note: str


def of_person(user: Any) -> QuerySet[Event]:
    """Every act on an application, registration or case of this person, the newest first."""
    return Event.objects.about(user).filter(subject_type__startswith=OURS)


def main_acts(user: Any) -> QuerySet[Event]:
    """Those that say something new."""
    return of_person(user).exclude(verb__in=ASIDE)


def in_words(event: Event, user: Any) -> Happening:
    return Happening(event_words(event.verb), event.at, who(event, user))


def who(event: Event, user: Any) -> str:
    """In which role it was done; never the name of somebody else."""
    if event.actor_id == user.pk:
        return "Door jou"
    if event.role == PROFESSIONAL:
        return "Door iemand anders"
    return BY.get(event.role, "Door het register")
