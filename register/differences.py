"""What changes between the last edition and the next, or between two editions: found by SQL.

What may have changed is known (`PendingEntry`, and what changes by the day), so that looking takes
as long as there are changes, not as long as there are entries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from kit import names
from register import allow_list, numbers
from register.models import HeldEntry, Publication, PublicEntry

FACTS = PublicEntry.FACTS
TOLD = tuple(fact for fact in FACTS if not fact.endswith("_key") and fact != "number")
LONG_AGO = date(1, 1, 1)

# Registrations whose entry may differ: noted by triggers, or different by the day alone.
MAY_DIFFER = """
    SELECT registration_id AS id FROM {pending}
    UNION SELECT id FROM register_registration WHERE person_id = ANY (%(assessors)s::bigint[])
    UNION SELECT r.id FROM register_affiliation a
        JOIN register_registration r ON r.person_id = a.person_id
        WHERE a.from_on BETWEEN %(since)s AND %(today)s
    UNION SELECT r.id FROM register_affiliation a
        JOIN register_registration r ON r.person_id = a.person_id
        WHERE a.until_on BETWEEN %(since)s AND %(today)s
    UNION SELECT r.id FROM register_publicentry e
        JOIN register_registration r ON r.number = e.number
        WHERE e.edition_until IS NULL AND (NOT e.badges = '{{}}' OR e.status = 'removed')
"""
EVERYBODY = "SELECT id FROM register_registration"


def both_sides() -> str:
    """SQL: the facts before and after, each under its own name."""
    return ", ".join(f"b.{fact} AS before_{fact}, a.{fact} AS after_{fact}" for fact in FACTS)


def row(table: str) -> str:
    return f"ROW({', '.join(f'{table}.{fact}' for fact in FACTS)})"


CHANGE = f"""
    SELECT COALESCE(a.number, b.number) AS number, b.id AS entry_id, {both_sides()},
        CASE WHEN b.number IS NULL THEN 'added' WHEN a.number IS NULL THEN 'removed'
        ELSE 'changed' END AS kind
    FROM {{after}} a FULL JOIN {{before}} b ON a.number = b.number
    WHERE {row("a")} IS DISTINCT FROM {row("b")}
"""
IS_HELD = """
    COALESCE(change.after_status, '') <> 'removed' AND EXISTS (
        SELECT 1 FROM register_heldentry h JOIN register_registration r ON r.id = h.registration_id
        WHERE r.number = change.number AND h.status = 'held' AND h.until_on > %(today)s)
"""


def next_edition(asked: str) -> str:
    """SQL, as the start of a WITH: `difference`, what the next edition changes and what is held."""
    return f"""
        asked AS MATERIALIZED ({asked}),
        wanted AS MATERIALIZED ({allow_list.wanted("asked")}),
        present AS MATERIALIZED (
            SELECT e.* FROM asked JOIN register_registration r USING (id)
            JOIN register_publicentry e ON e.number = r.number AND e.edition_until IS NULL
        ),
        change AS MATERIALIZED ({CHANGE.format(after="wanted", before="present")}),
        difference AS MATERIALIZED (SELECT change.*, {IS_HELD} AS is_held FROM change)"""


def parameters(today: date) -> dict[str, Any]:
    """Of the next edition: also since which day the days themselves may have changed something."""
    last = Publication.objects.aggregate(at=Max("published_at"))["at"]
    since = timezone.localdate(last) if last else LONG_AGO
    return allow_list.parameters(today) | {"since": since}


def between_editions() -> str:
    """SQL, as the start of a WITH: `difference` between two editions, without who is hidden."""
    stands = "edition_from <= %({0})s AND (edition_until IS NULL OR edition_until > %({0})s)"
    # Only what began or ended between the two can differ.
    moved = (
        "(edition_from > LEAST(%(one)s, %(other)s) AND edition_from <= GREATEST(%(one)s, %(other)s)"
        " OR edition_until > LEAST(%(one)s, %(other)s)"
        " AND edition_until <= GREATEST(%(one)s, %(other)s))"
    )
    pick = "SELECT * FROM register_publicentry WHERE {stands} AND {moved}"
    return f"""
        before AS MATERIALIZED ({pick.format(stands=stands.format("one"), moved=moved)}),
        after AS MATERIALIZED ({pick.format(stands=stands.format("other"), moved=moved)}),
        difference AS MATERIALIZED (
            SELECT change.*, false AS is_held
            FROM ({CHANGE.format(after="after", before="before")}) change)"""


@dataclass(frozen=True)
class Question:
    """What staff look for among the differences."""

    text: str = ""
    kind: str = ""
    fact: str = ""

    def conditions(self) -> tuple[str, dict[str, Any]]:
        """SQL and its parameters. Hidden people stay out of sight here too."""
        parts = [
            "NOT EXISTS (SELECT 1 FROM register_hiddenentry h WHERE h.number = difference.number)"
        ]
        values: dict[str, Any] = {}
        if number := numbers.parse(self.text):
            parts.append("number = %(number)s")
            values["number"] = number
        else:
            for place, word in enumerate(names.normalise(self.text).split()):
                parts.append(
                    f"(before_name_key LIKE %(word{place})s OR after_name_key LIKE %(word{place})s)"
                )
                values[f"word{place}"] = f"%{word}%"
        if self.kind == "held":
            parts.append("is_held")
        elif self.kind:
            parts.append("kind = %(kind)s")
            values["kind"] = self.kind
        if self.fact in TOLD:
            parts.append(
                f"kind = 'changed' AND before_{self.fact} IS DISTINCT FROM after_{self.fact}"
            )
        return " AND ".join(parts), values


@dataclass(frozen=True)
class Difference:
    """One entry that changes."""

    kind: str
    number: str
    name: str
    is_held: bool
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def fields(self) -> list[tuple[str, Any, Any]]:
        """The changed facts: name, before, after."""
        return [
            (fact, self.before[fact], self.after[fact])
            for fact in TOLD
            if self.before[fact] != self.after[fact]
        ]

    @property
    def place(self) -> str:
        side = self.before if self.kind == "removed" else self.after
        return side["town"] or side["province"] or ""


class Differences:
    """Counted and read by pages; nothing is kept in memory but the page."""

    def __init__(
        self, start: str, values: dict[str, Any], question: Question | None = None
    ) -> None:
        conditions, more = (question or Question()).conditions()
        self.start, self.values = start, values | more
        self.found = f"FROM difference WHERE {conditions}"

    def count(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each kind; what is held back is a kind of its own."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {self.start} SELECT CASE WHEN is_held THEN 'held' ELSE kind END, count(*)"
                f" {self.found} GROUP BY 1",
                self.values,
            )
            return dict(cursor.fetchall())

    def __bool__(self) -> bool:
        return bool(self.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, asked: slice) -> list[Difference]:
        return list(self.rows(asked.start or 0, (asked.stop or 0) - (asked.start or 0)))

    def rows(self, offset: int, limit: int) -> Iterator[Difference]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {self.start} SELECT * {self.found}"
                " ORDER BY COALESCE(NULLIF(after_name_key, ''), before_name_key), number"
                " LIMIT %(limit)s OFFSET %(offset)s",
                self.values | {"limit": limit, "offset": offset},
            )
            names_ = [column.name for column in cursor.description]
            for values in cursor.fetchall():
                yield difference(dict(zip(names_, values, strict=True)))

    def of(self, number: str) -> Difference | None:
        """The difference of one entry."""
        narrowed = Differences(self.start, self.values, Question(text=number))
        return next(iter(narrowed[0:1]), None)


def difference(found: dict[str, Any]) -> Difference:
    before = {fact: found[f"before_{fact}"] for fact in FACTS}
    after = {fact: found[f"after_{fact}"] for fact in FACTS}
    return Difference(
        kind=found["kind"],
        number=found["number"],
        name=after["name"] or before["name"] or "",
        is_held=found["is_held"],
        before=before,
        after=after,
    )


def since_last_edition(
    today: date, question: Question | None = None, *, everybody: bool = False
) -> Differences:
    """What publishing now would change; `everybody` compares every entry, to check the rest."""
    asked = EVERYBODY if everybody else MAY_DIFFER.format(pending="register_pendingentry")
    return Differences(next_edition(asked), parameters(today), question)


def between(one: Publication, other: Publication, question: Question | None = None) -> Differences:
    """What the second edition has that the first has not, and the other way round."""
    values = {"one": one.number, "other": other.number}
    return Differences(between_editions(), values, question)


def held_now(today: date) -> Any:
    """Who is held back, the longest first."""
    held = HeldEntry.objects.filter(status=HeldEntry.Status.HELD, until_on__gt=today)
    return held.select_related("registration", "held_by").order_by("until_on", "pk")
