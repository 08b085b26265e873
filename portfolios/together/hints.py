"""What a page says kindly of a group, to its members: never a requirement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portfolios.together.models import GroupMember, IntervisionGroup
from register.models import Affiliation, RegisterScheme
from register.models.organisations import KindOfWork

FEWEST, MOST = 4, 8  # members with whom it works best


@dataclass(frozen=True)
class Hint:
    """A sentence, and what somebody can do with it."""

    title: str
    words: str
    icon: str = "lightbulb"
    does: str = ""  # "split" or "plan"


def of_group(
    group: IntervisionGroup,
    members: Sequence[GroupMember],
    *,
    last_held_on: date | None,
    today: date,
) -> list[Hint]:
    """Everything worth saying today, the most useful first."""
    if group.paused_on:
        return []
    work = work_of(members, today=today)
    found = [
        of_size(len(members)),
        of_employers(members, work),
        of_hierarchy(work),
        of_rhythm(group, last_held_on, today=today),
    ]
    return [hint for hint in found if hint]


def work_of(members: Sequence[GroupMember], *, today: date) -> list[Affiliation]:
    """Where all members work today; one query."""
    people = [member.person_id for member in members]
    return list(Affiliation.objects.on(today).filter(person__in=people))


def of_size(count: int) -> Hint | None:
    if count > MOST:
        return Hint(
            f"Jullie zijn met {count}. Maak er meer groepen van?",
            "Met vier tot acht mensen komt iedereen aan bod.",
            "users",
            "split",
        )
    if count < FEWEST:
        who = "Je bent nog alleen" if count == 1 else f"Jullie zijn met {count}"
        return Hint(f"{who}. Nodig nog iemand uit", "Met vier tot acht mensen werkt het fijnst.")
    return None


def of_employers(members: Sequence[GroupMember], work: Sequence[Affiliation]) -> Hint | None:
    """When all of them work at one place, as far as that is known."""
    places = {each.organisation_id for each in work}
    known = {each.person_id for each in work}
    if len(members) < 2 or len(places) != 1 or len(known) < len(members):
        return None
    return Hint(
        "Jullie werken allemaal bij dezelfde organisatie",
        "Met iemand van een andere organisatie erbij zie je meer. In de groepenzoeker kun je een "
        "plek aanbieden.",
    )


def of_hierarchy(work: Sequence[Affiliation]) -> Hint | None:
    """When somebody who leads people is in one group with others of the same organisation."""
    leading = {each.organisation_id for each in work if KindOfWork.LEAD in each.kinds_of_work}
    together = [each.organisation_id for each in work if each.organisation_id in leading]
    if len(together) <= len(set(together)):
        return None
    return Hint(
        "Geeft iemand hier leiding aan een ander?",
        "Vrij praten lukt beter zonder baas erbij. Bespreek het samen, of zoek voor een van jullie "
        "een andere groep.",
        "heart-handshake",
    )


def of_rhythm(group: IntervisionGroup, last_held_on: date | None, *, today: date) -> Hint | None:
    """When the scheme's weeks went by since the last meeting, or since the beginning."""
    scheme = RegisterScheme.objects.in_force_on(today)
    since = last_held_on or group.started_on
    if today - since <= timedelta(weeks=scheme.intervision_weeks):
        return None
    return Hint(
        "Het is alweer even geleden",
        "Wil je elkaar weer zien? Stel een paar momenten voor. Het hoeft niet.",
        "calendar-clock",
        "plan",
    )
