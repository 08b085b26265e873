"""Open figures: how many are in the register, in tens, by province, by status and by year.

Counted in the published copy, so of people whom everybody can find: who is not listed or hides
does not shine through. Once a month, and then never counted anew. Three things keep small groups
out of sight, also by taking figures from each other (domain §3):

* a figure is a number of tens; a group under ten has no figure;
* a figure stays what it was until at least ten people came or went, so that two days differ by
  nothing or by a group of ten or more;
* a table from which, with another table beside it, a small group would follow, is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import ExtractYear

from kit import clock
from outbox.jobs import job
from register import search
from register.forms import PROVINCES
from register.models import OpenFigure

SMALLEST = 10
STATUSES = ("registered", "paused", "suspended")
Table = OpenFigure.Table
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Figure:
    """A figure as it is published, and what is behind it."""

    value: int | None
    counted: int
    made_on: date


Figures = dict[str, Figure]


# ---- Counting ----


def counts(today: date) -> dict[Table, Counts]:
    """Of each table how many there are in each group, every group that can exist."""
    listed = search.published().listed().order_by()
    by_year = listed.annotate(year=ExtractYear("since_on"))
    found = {
        Table.PROVINCE: many(listed.values_list("province").annotate(Count("pk")), PROVINCES),
        Table.STATUS: many(listed.values_list("status").annotate(Count("pk")), STATUSES),
        Table.SINCE: many(by_year.values_list("year").annotate(Count("pk")), ()),
    }
    since = found[Table.SINCE]
    years = range(min((int(year) for year in since), default=today.year), today.year + 1)
    found[Table.SINCE] = {str(year): since.get(str(year), 0) for year in years}
    return found


def many(rows: Iterable[tuple[object, int]], groups: Iterable[str]) -> Counts:
    found = Counter({str(group): count for group, count in rows if group})
    return {group: found[group] for group in groups} if groups else found


# ---- What may be seen ----


def figure(counted: int, before: Figure | None, today: date) -> Figure:
    """In tens, and only another than before when ten people or more came or went."""
    small = counted < SMALLEST
    stays = before is not None and abs(counted - before.counted) < SMALLEST
    if before is not None and stays and not (small and before.value):
        return before
    return Figure(None if small else counted - counted % 10, counted, today)


def span(one: Figure, today: date) -> tuple[int, int]:
    """What somebody who knows the rules can know of a figure: how many there are at least, at most.

    Of a figure of an earlier day nine may have come or gone since.
    """
    low, high = (0, SMALLEST - 1) if one.value is None else (one.value, one.value + 9)
    return (low, high) if one.made_on == today else (max(0, low - 9), high + 9)


def whole(table: Figures, today: date) -> tuple[int, int]:
    """The same of a whole table: every table counts the same people."""
    spans = [span(one, today) for one in table.values()]
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def gives_away(table: Figures, others: Iterable[Figures], today: date) -> bool:
    """Whether of a small group in this table more is known than that it is small."""
    wholes = [whole(each, today) for each in others]
    least = max((low for low, _ in wholes), default=0)
    most = min((high for _, high in wholes), default=10**9)
    low_of_table, high_of_table = whole(table, today)
    for one in table.values():
        if one.value is not None:
            continue
        low, high = span(one, today)
        if least - (high_of_table - high) > low or most - (low_of_table - low) < high:
            return True
    return False


def published_on(
    counted: Mapping[Table, Counts], before: Mapping[Table, Figures], today: date
) -> dict[Table, Figures]:
    """The tables of a day, without those that would give away a small group."""
    made = {
        table: {
            group: figure(many, before.get(table, {}).get(group), today)
            for group, many in groups.items()
        }
        for table, groups in counted.items()
    }
    while True:
        telling = [
            table
            for table in made
            if gives_away(made[table], [made[each] for each in made if each != table], today)
        ]
        if not telling:
            return made
        made.pop(min(telling, key=lambda table: len(made[table])))


# ---- Once a month ----


@job("register.count_open_figures", daily_at=time(5, 15))
def count_open_figures() -> None:
    count(clock.today())


def count(today: date) -> None:
    """The figures of this month, when they are not there yet and there is an edition."""
    newest = OpenFigure.objects.order_by("-on").values_list("on", flat=True).first()
    if newest and (newest.year, newest.month) >= (today.year, today.month):
        return
    if not search.published().listed().exists():
        return
    before = {table: last_known(table) for table in Table}
    made = published_on(counts(today), before, today)
    with transaction.atomic():
        OpenFigure.objects.bulk_create(
            OpenFigure(on=today, table=table, group=group, value=one.value, counted=one.counted,
                made_on=one.made_on)
            for table, groups in made.items()
            for group, one in groups.items()
        )  # fmt: skip


def last_known(table: Table) -> Figures:
    """The newest figures of a table; of a day on which it was left out there are none."""
    rows = OpenFigure.objects.filter(table=table)
    newest = rows.order_by("-on").values_list("on", flat=True).first()
    if newest is None:
        return {}
    return {
        row.group: Figure(row.value, row.counted, row.made_on) for row in rows.filter(on=newest)
    }


# ---- Reading ----


def days() -> list[date]:
    """The days of which there are figures, the newest first."""
    found = OpenFigure.objects.using(settings.PUBLIC_ALIAS).order_by("-on")
    return list(found.values_list("on", flat=True).distinct())


def tables_of(on: date) -> dict[Table, list[tuple[str, int | None]]]:
    """The public figures of a day, in the order of the tables and of their groups."""
    found: dict[Table, list[tuple[str, int | None]]] = {}
    rows = OpenFigure.objects.using(settings.PUBLIC_ALIAS).filter(on=on)
    for table, group, value in rows.values_list("table", "group", "value"):
        found.setdefault(Table(table), []).append((group, value))
    order = {name: at for at, name in enumerate((*PROVINCES, *STATUSES))}
    return {
        table: sorted(found[table], key=lambda pair: (order.get(pair[0], 0), pair[0]))
        for table in Table
        if table in found
    }
