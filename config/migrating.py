"""Bringing a database up to date while people go on working in it (docs/migrations.md).

A step that waits for a lock makes everybody who comes after it wait too. So it waits shortly, gives
way, and tries again. A step that changes tables is one transaction: it is there whole or not.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, override

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connection
from psycopg2.errors import DeadlockDetected, LockNotAvailable, QueryCanceled

LOCK_SECONDS = 2  # as long may others stand behind us
STATEMENT_SECONDS = 60  # in a transaction, which holds its locks until it ends
ALONE_SECONDS = 4 * 3600  # outside one, such as an index that is made beside the work

UNFINISHED = """
    SELECT quote_ident(c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace
      AND pg_has_role(c.relowner, 'USAGE')
      AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = c.oid)
"""


class Migrate(migrate.Command):
    """As Django's; each migration has the time that fits it, and we know which is under way."""

    under_way = "Looking at what is there"

    @override
    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        if action == "apply_start":
            self.under_way = str(migration)
            allow(STATEMENT_SECONDS if migration.atomic else ALONE_SECONDS)
        super().migration_progress_callback(action, migration, fake)


def in_turns(act: Callable[[], None], under_way: Callable[[], str], tries: int, pause: int) -> None:
    """Do it, and after a pause again when a lock was not had. Raises CommandError if it never was.

    What was finished is not done again.
    """
    for turn in range(1, tries + 1):
        try:
            with short_of_patience():
                act()
            return
        except OperationalError as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise CommandError(too_long(under_way())) from error
            if not isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
                raise
            if turn == tries:
                raise CommandError(never_had(under_way(), tries)) from error
        time.sleep(pause)


@contextmanager
def short_of_patience() -> Iterator[None]:
    """Inside, this connection gives way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{LOCK_SECONDS}s"])
    allow(STATEMENT_SECONDS)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout; RESET statement_timeout")


def allow(seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{seconds}s"])


def remove_unfinished_indexes() -> None:
    """An index that was being made beside the work when it ended: nobody reads it, all write it."""
    with connection.cursor() as cursor:
        cursor.execute(UNFINISHED)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


def never_had(step: str, tries: int) -> str:
    return (
        f"{step} got no lock in {tries} tries of {LOCK_SECONDS} seconds:"
        " somebody holds a table for long. Nothing of it was done, what was finished before it"
        " stays, and the portal works on as it was. Run this again later; docs/migrations.md says"
        " how to find who holds it."
    )


def too_long(step: str) -> str:
    return (
        f"{step} took too long and was stopped: nothing of it was done, and the"
        " portal works on as it was. Such a step belongs in smaller ones: docs/migrations.md."
    )
