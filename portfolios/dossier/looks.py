"""Who looked in my dossier: every read by another, from the one record there is of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from audit.models import Event, EventQuerySet
from portfolios.dossier import sharing
from portfolios.dossier.models import SharedItem, ShareGrant

HANDED_IN = "dossiersnapshot.open"
VERBS = (sharing.READ, HANDED_IN)


@dataclass(frozen=True)
class Look:
    who: str
    how: str
    what: str
    at: datetime
    grant: ShareGrant | None = None
    runs: bool = False


def at_dossier_of(user: Any) -> EventQuerySet:
    """Each time that another opened something of this person's dossier, newest first."""
    reads = Event.objects.about(user).filter(verb__in=VERBS)
    return reads.exclude(actor=user).select_related("actor")


def in_words(events: Iterable[Event], *, today: date) -> list[Look]:
    events = list(events)
    grants = grants_of(events)
    return [look_of(event, grants, today) for event in events]


def grants_of(events: Iterable[Event]) -> dict[int, ShareGrant]:
    items = SharedItem.objects.select_related("goal", "story", "activity").order_by("id")
    ids = {event.subject_id for event in events if event.verb == sharing.READ}
    grants = ShareGrant.objects.select_related("owner").prefetch_related(Prefetch("items", items))
    return grants.in_bulk(list(ids))


def look_of(event: Event, grants: dict[int, ShareGrant], today: date) -> Look:
    who = event.actor.name if event.actor else "Een gast"
    if event.verb == HANDED_IN:
        return Look(who, "Als je assessor", "Je ingeleverde dossier", event.at)
    grant = grants.get(event.subject_id)
    if grant is None:
        return Look(who, "Omdat je het deelde", "Iets wat er niet meer is", event.at)
    how = "Met een eigen account"
    if event.actor is None:
        who, how = grant.email or who, "Als gast, met een link en een code"
    return Look(who, how, what_of(grant), event.at, grant, grant.runs_on(today))


def what_of(grant: ShareGrant) -> str:
    """The titles of what is in it, for its owner."""
    return in_short([titled(item) for item in grant.items.all()])


def titled(item: SharedItem) -> str:
    return str(item.goal or item.story or item.activity)


def in_short(titles: list[str]) -> str:
    """‘Een titel’, or ‘Een titel’ en meer."""
    if not titles:
        return "Niets meer: je hebt het verwijderd"
    return f"‘{titles[0]}’" + (" en meer" if len(titles) > 1 else "")
