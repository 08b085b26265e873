"""Tests write as the database role of the application, so that a right it lacks is missed here.

What only the owner may do - change the schema, make a database, plant what a trigger forbids - is
done inside `as_owner()`; a whole test by the marker of that name, with the reason.
"""

import contextlib
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

APP = "-c role=register_app"
empty_all_tables = TransactionTestCase._fixture_teardown
owners: dict[str, str] = {}  # the options of before


def start() -> None:
    """From here on every new connection of the tests is the application's."""
    call_command("grant_roles")
    owners["options"] = connection.settings_dict["OPTIONS"].get("options", "")
    take_role(f"{owners['options']} {APP}".strip())
    TransactionTestCase._fixture_teardown = emptied_by_owner  # type: ignore[method-assign]


def stop() -> None:
    TransactionTestCase._fixture_teardown = empty_all_tables  # type: ignore[method-assign]
    take_role(owners["options"])


def take_role(options: str) -> None:
    """No query at all: a connection begins in the role that it has."""
    connection.close()
    connection.settings_dict["OPTIONS"]["options"] = options


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Some statements of this connection as who owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
    try:
        yield
    finally:
        if not has_failed():  # the end of a failed transaction takes the role back by itself
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


def has_failed() -> bool:
    """Whether nothing can be asked any more until this transaction ends."""
    status = connection.connection and connection.connection.get_transaction_status()
    return connection.needs_rollback or status == TRANSACTION_STATUS_INERROR


def emptied_by_owner(case: TransactionTestCase) -> None:
    """After a test that commits: the application may not truncate."""
    with as_owner():
        empty_all_tables(case)


@contextlib.contextmanager
def owner_connects() -> Iterator[None]:
    """Every connection that is made inside is the owner's."""
    before = connection.settings_dict["OPTIONS"]["options"]
    take_role(owners["options"])
    try:
        yield
    finally:
        take_role(before)
