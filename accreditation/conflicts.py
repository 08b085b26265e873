"""Who may not speak whom as assessor, reader or committee (domain §5, conflict rules).

The rules themselves are the function `ties` in the database, so that a trigger refuses what the
pages would not offer. Of a tie nothing is said but its kind.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from kit import clock
from register.models import RegisterScheme

REASONS = {
    "same": "Is dezelfde persoon.",
    "colleague": "Werkt bij dezelfde organisatie, of deed dat de afgelopen jaren.",
    "joint": "Werkt in hetzelfde samenwerkingsverband van gemeenten.",
    "peer": "Zit in dezelfde intervisiegroep, of zat daar de afgelopen jaren in.",
    "wrote": "Schreef samen met deze persoon een methodekaart.",
    "mentor": "Is of was de mentor van deze persoon.",
    "mentee": "Heeft of had deze persoon als mentor.",
    "taught": "Gaf les waar deze persoon bij was.",
    "pupil": "Was bij een les van deze persoon.",
    "declared": "Heeft zelf gemeld dit gesprek niet te kunnen voeren.",
    "last": "Was ook de vorige keer de assessor.",
    "assessed": "Had deze persoon zelf als assessor.",
}
TIES = "SELECT person_id, user_id, rule FROM ties(%s::bigint[], %s::bigint[], %s)"


@dataclass(frozen=True)
class Conflict:
    """Why two people do not meet as assessor and professional; no details of either."""

    reason: str


def conflicts(person: Any, other: Any, *, today: date) -> list[Conflict]:
    """Why this user may not speak this person; empty when nothing stands in the way."""
    return conflicts_with(person, [other.pk], today=today)[other.pk]


def conflicts_with(
    person: Any, user_ids: Collection[int], *, today: date
) -> dict[int, list[Conflict]]:
    """The same for many users: one question to the database."""
    found = between([person.pk], user_ids, today=today)
    return {pk: found.get((person.pk, pk), []) for pk in user_ids}


def between(
    people: Collection[int], user_ids: Collection[int], *, today: date
) -> dict[tuple[int, int], list[Conflict]]:
    """Every tie between one of these people and one of these users, by the pair of both."""
    scheme = RegisterScheme.objects.in_force_on(today)
    since = clock.add_years(today, -scheme.conflict_years)
    with connection.cursor() as cursor:
        cursor.execute(TIES, [list(people), list(user_ids), since])
        rows = cursor.fetchall()
    order = list(REASONS)
    found: dict[tuple[int, int], list[Conflict]] = {}
    for person, user, rule in sorted(rows, key=lambda row: order.index(row[2])):
        found.setdefault((person, user), []).append(Conflict(REASONS[rule]))
    return found
