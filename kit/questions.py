"""A question to the database that is put together once and asked for many.

For the few pages that everybody opens all day: putting a question of many parts together costs
Django more than asking it.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Question:
    """`build` makes the queryset, of plain values only; `marks` are values that nobody has.

    Where a mark stands in the statement, the value of who asks comes. What is not a column as the
    database gives it (a field with a conversion of its own) does not belong here.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **marks: Any) -> None:
        self.build, self.marks = build, marks

    @cached_property
    def statement(self) -> tuple[str, list[tuple[str, Any]]]:
        """The SQL, and for each place in it the name of a value, or the value itself."""
        sql, found = self.build(**self.marks).query.get_compiler("default").as_sql()
        names = {repr(mark): name for name, mark in self.marks.items()}
        places = [(names.get(repr(value), ""), value) for value in found]
        missing = set(self.marks) - {name for name, _ in places}
        if missing:
            raise ValueError(f"Nothing in the question depends on {missing}.")
        return sql, places

    def ask(self, **values: Any) -> list[tuple[Any, ...]]:
        sql, places = self.statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[name] if name else fixed for name, fixed in places])
            return cursor.fetchall()
