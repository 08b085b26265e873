"""The chain of days: what was added to events and history gets a hash, on the hash of before.

A row that is changed, taken away or slipped in later breaks the day it belongs to, whoever did it;
a chain that was made anew differs from the hashes that were kept elsewhere.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from pghistory.models import Event as HistoryRow

from audit.models import DaySeal, Event

ROWS_AT_A_TIME = 5_000


@dataclass(frozen=True)
class Part:
    """The rows of one table that a day holds: those after one key, up to another.

    With the columns of that day, so that a column that comes later changes nothing.
    """

    table: str
    columns: list[str]
    after: int
    until: int
    rows: int
    hash: str


def sealed_models() -> list[type[models.Model]]:
    """Events and every history, in a fixed order."""
    histories = [
        model for model in apps.get_models()
        if issubclass(model, HistoryRow) and model._meta.managed
    ]  # fmt: skip
    return [Event, *sorted(histories, key=lambda model: model._meta.db_table)]


# ---- Sealing ----


def seal(day: date, *, now: datetime) -> DaySeal | None:
    """Seal all rows up to the end of this day that no earlier day holds; None when it was done.

    Call it hours after that day: what was still being written then would look slipped in later.
    """
    with transaction.atomic():
        last = DaySeal.objects.order_by("-day").first()
        if last and last.day >= day:
            return None
        before = {part["table"]: part["until"] for part in last.parts} if last else {}
        end = timezone.make_aware(datetime.combine(day, time.max))
        parts = [
            asdict(part_of(model, before.get(model._meta.db_table, 0), end))
            for model in sealed_models()
        ]
        previous = last.hash if last else ""
        return DaySeal.objects.create(
            day=day,
            rows=sum(part["rows"] for part in parts),
            parts=parts,
            previous=previous,
            hash=hash_of(day, previous, parts),
            made_at=now,
        )


def part_of(model: type[models.Model], after: int, end: datetime) -> Part:
    moment = "at" if model is Event else "pgh_created_at"
    rows: Any = model._base_manager.filter(pk__gt=after, **{f"{moment}__lte": end})
    until = rows.order_by("-pk").values_list("pk", flat=True).first() or after
    columns = sorted(str(field.column) for field in model._meta.concrete_fields)
    table = model._meta.db_table
    count, digest = digest_of(table, str(model._meta.pk.column), columns, after, until)
    return Part(table, columns, after, until, count, digest)


def hash_of(day: date, previous: str, parts: list[dict[str, Any]]) -> str:
    whole = json.dumps([str(day), previous, parts], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def digest_of(table: str, key: str, columns: list[str], after: int, until: int) -> tuple[int, str]:
    """How many rows there are between these keys, and the hash of what stands in them."""
    count, digest = 0, hashlib.sha256()
    for text in texts_of(table, key, columns, after, until):
        count += 1
        digest.update(text.encode() + b"\n")
    return count, digest.hexdigest()


def texts_of(table: str, key: str, columns: list[str], after: int, until: int) -> Iterator[str]:
    """Each row as one line of JSON, with moments in UTC, whatever the session is set to."""
    quote = connection.ops.quote_name
    listed = ", ".join(map(quote, columns))
    statement = (
        f"SELECT {quote(key)}, json_build_array({listed})::text FROM {quote(table)}"  # noqa: S608
        f" WHERE {quote(key)} > %s AND {quote(key)} <= %s ORDER BY {quote(key)} LIMIT %s"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        while True:
            cursor.execute(statement, [after, until, ROWS_AT_A_TIME])
            rows = cursor.fetchall()
            yield from (text for _, text in rows)
            if len(rows) < ROWS_AT_A_TIME:
                return
            after = rows[-1][0]


# ---- Looking whether it holds ----


@dataclass(frozen=True)
class Break:
    """A day that is no longer what was sealed; `table` is empty when the seal itself is not."""

    day: date
    table: str = ""


def breaks() -> list[Break]:
    """Every day that does not hold, the oldest first."""
    found: list[Break] = []
    previous, before = "", dict[str, int]()
    for one in DaySeal.objects.order_by("day").iterator(chunk_size=50):
        parts = [Part(**part) for part in one.parts]
        is_whole = one.hash == hash_of(one.day, one.previous, one.parts)
        if not is_whole or one.previous != previous or one.rows != sum(p.rows for p in parts):
            found.append(Break(one.day))
        found += [Break(one.day, part.table) for part in parts if not holds(part, before)]
        previous, before = one.hash, {part.table: part.until for part in parts}
    return found


def holds(part: Part, before: dict[str, int]) -> bool:
    """Whether it begins where the day before ended, and its rows are those of then."""
    if part.after != before.get(part.table, 0) or not is_there(part):
        return False
    key = "id" if part.table == Event._meta.db_table else "pgh_id"
    found = digest_of(part.table, key, part.columns, part.after, part.until)
    return found == (part.rows, part.hash)


def is_there(part: Part) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = %s AND column_name = ANY (%s)",
            [part.table, part.columns],
        )
        return bool(cursor.fetchone() == (len(part.columns),))
