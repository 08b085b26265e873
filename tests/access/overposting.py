"""Every form once more, with the names of all fields of all models beside its own.

What a form does not name it must not take: no status, owner, day or number comes from outside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote_plus

from django.apps import apps
from django.db import connection, models

from tests.access.crawl import Answer, Visitor, taken_back
from tests.access.hostile import Form, forms_in

OURS = ("accreditation", "portfolios", "register", "accounts", "audit", "outbox", "files")
WORD, DAY, NUMBER = "vanbuitengezet", "1911-11-11", "911911"
WRITTEN = "SELECT relname FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd > 0"


@dataclass(frozen=True)
class Overpost:
    """The answer to a form as it is, to the same with every name added, and where those landed."""

    form: Form
    plain: Answer
    added: Answer
    names: int
    landed: list[str]


def overpost(visitor: Visitor, pages: Iterator[Answer]) -> Iterator[Overpost]:
    for form in forms_in(pages).values():
        own = {name for name, _, _ in form.fields}
        others = {name: value for name, value in every_field().items() if name not in own}
        body = form.filled("Gewoon")
        with taken_back():
            plain = visitor.send(form.url, form.who, body)
        extra = "&".join(f"{quote_plus(name)}={value}" for name, value in others.items()).encode()
        with taken_back():
            added = visitor.send(form.url, form.who, b"&".join(filter(None, (body, extra))))
            landed = where_it_landed()
        yield Overpost(form, plain, added, len(others), landed)


@cache
def every_field() -> dict[str, str]:
    """The names of all fields of our models, those of their keys too, with a value that fits."""
    ours = [model for model in apps.get_models() if model._meta.app_label in OURS]
    fields = [field for model in ours for field in model._meta.concrete_fields]
    return {name: value_for(field) for field in fields for name in (field.name, field.attname)}


def value_for(field: models.Field) -> str:
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, models.IntegerField | models.ForeignKey):
        return NUMBER
    return "on" if isinstance(field, models.BooleanField) else WORD


def where_it_landed() -> list[str]:
    """The tables that were written to and hold one of these values."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        tables = [table for (table,) in cursor.fetchall()]
        return [table for table in tables if holds_one(cursor, table)]


def holds_one(cursor, table: str) -> bool:
    texts = [f"%{value}%" for value in (WORD, DAY, NUMBER)]
    cursor.execute(f"SELECT EXISTS (SELECT FROM {table} x WHERE x::text LIKE ANY (%s))", [texts])
    return bool(cursor.fetchone()[0])
