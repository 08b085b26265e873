"""The statements of a search: parts of SQL put together, run by the role of the public site.

Django compiles once who may be found; what is asked is added to that as it stands here. A search
is then little more than its SQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connections

from register.models import PublicEntry


@dataclass(frozen=True)
class Sql:
    """A condition or an expression with its values."""

    text: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: "Sql") -> "Sql":
        return Sql(f"{self.text} AND {other.text}", self.values + other.values)

    def __invert__(self) -> "Sql":
        return Sql(f"NOT ({self.text})", self.values)


ALL = Sql("true")


def any_of(conditions: Iterable[Sql]) -> Sql:
    given = list(conditions)
    text = " OR ".join(each.text for each in given) or "false"
    return Sql(f"({text})", tuple(value for each in given for value in each.values))


def all_of(conditions: Iterable[Sql]) -> Sql:
    given = list(conditions)
    text = " AND ".join(each.text for each in given) or "true"
    return Sql(f"({text})", tuple(value for each in given for value in each.values))


def has_word_of(words: Iterable[str]) -> Sql:
    """One of these is a word of the name; from the index of words."""
    return Sql("string_to_array(name_key, ' ') && %s::text[]", (sorted(words),))


def begins(text: str) -> Sql:
    return Sql("name_key LIKE %s", (f"{text}%",))


def contains(text: str) -> Sql:
    """Part of the key between spaces; never a reason for the planner to leave the order of keys."""
    return Sql("position(%s IN ' ' || name_key || ' ') > 0", (text,))


@cache
def people() -> tuple[str, tuple[Any, ...]]:
    """Whom a search may find: the newest edition under every layer that hides. It knows no day."""
    entries = PublicEntry.objects.using(settings.PUBLIC_ALIAS).shown().listed()
    sql, values = entries.query.get_compiler(settings.PUBLIC_ALIAS).as_sql()
    return sql, tuple(values)


def entries(where: Sql, order: Sql, limit: int) -> list[PublicEntry]:
    sql, values = people()
    statement = f"{sql} AND {where.text} ORDER BY {order.text} LIMIT %s"
    found = rows(statement, (*values, *where.values, *order.values, limit))
    fields = [field.attname for field in PublicEntry._meta.concrete_fields]
    return [PublicEntry.from_db(settings.PUBLIC_ALIAS, fields, row) for row in found]


def rows(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connections[settings.PUBLIC_ALIAS].cursor() as cursor:
        cursor.execute(statement, tuple(values))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
