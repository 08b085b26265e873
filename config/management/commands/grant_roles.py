"""manage.py grant_roles: what the application and the public site may do in the database."""

from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from pghistory.models import Event as HistoryRow

APP, PUBLIC, REPORTS = "register_app", "register_public", "register_reports"
READ_ONLY = {"django_migrations"}
APPEND_ONLY = {"audit_event", "audit_dayseal"}
NOT_IN_REPORTS = {"code"}  # who has the code of a certificate reads it
# The library of the triggers asks this function whether a session wants one left out. Nobody may:
# whoever can send SQL would write without history. A migration with a trigger makes it anew.
NO_TRIGGER_IS_LEFT_OUT = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
    RETURNS BOOLEAN AS $$ BEGIN RETURN false; END; $$ LANGUAGE plpgsql
"""


class Command(BaseCommand):
    help = "Grant the database roles their rights on every table; run as the owner, after migrate."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if not roles_exist(cursor):
                self.stdout.write(f"No roles {APP} and {PUBLIC} in this server: nothing granted.")
                return
            for statement in statements(cursor):
                cursor.execute(statement)
            if not exist(cursor, REPORTS):
                self.stdout.write(f"No role {REPORTS}: run config/roles.sql for reports.")
                return
            for statement in for_reports(cursor):
                cursor.execute(statement)


def roles_exist(cursor: CursorWrapper) -> bool:
    return exist(cursor, APP, PUBLIC)


def exist(cursor: CursorWrapper, *roles: str) -> bool:
    cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY (%s)", [list(roles)])
    return bool(cursor.fetchone() == (len(roles),))


def for_reports(cursor: CursorWrapper) -> Iterator[str]:
    """Who makes figures reads what happened: no table with a name, an address or a text."""
    tables, sequences = owned(cursor, "rpvm"), owned(cursor, "S")
    yield from clean_slate(tables, sequences, [REPORTS])
    columns = {
        model._meta.db_table: {str(field.column) for field in model._meta.concrete_fields}
        for model in apps.get_models()
    }
    for table in sorted(tables & append_only_tables()):
        shown = names(columns[table] - NOT_IN_REPORTS)
        yield grant(f"SELECT ({shown})", "TABLE", {table}, REPORTS)


def statements(cursor: CursorWrapper) -> Iterator[str]:
    """Take everything away, then grant: running it again gives the same rights.

    The application may not change or remove history, nor truncate anything. The public site reads
    the published tables and columns only.
    """
    tables, sequences = owned(cursor, "rpvm"), owned(cursor, "S")
    yield NO_TRIGGER_IS_LEFT_OUT
    yield from clean_slate(tables, sequences, [APP, PUBLIC])
    yield grant("USAGE, SELECT", "SEQUENCE", sequences, APP)
    frozen = tables & append_only_tables()
    yield grant("SELECT", "TABLE", tables & READ_ONLY, APP)
    yield grant("SELECT, INSERT", "TABLE", frozen, APP)
    yield grant("SELECT, INSERT, UPDATE, DELETE", "TABLE", tables - frozen - READ_ONLY, APP)
    for table, columns in published().items():
        what = f"SELECT ({names(set(columns))})" if columns else "SELECT"
        yield grant(what, "TABLE", {table}, PUBLIC)
    for table, rows in published("PUBLISHED_ROWS").items():
        if not has_policies(cursor, table, rows):
            yield from rows_policies(table, rows)


def has_policies(cursor: CursorWrapper, table: str, rows: str) -> bool:
    """To make them again takes the table from everybody for a moment, and waits for all."""
    cursor.execute(
        "SELECT count(*) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        " WHERE c.oid = %s::regclass AND c.relrowsecurity"
        " AND obj_description(p.oid, 'pg_policy') = %s",
        [table, says(rows)],
    )
    return bool(cursor.fetchone() == (2,))


def rows_policies(table: str, rows: str) -> Iterator[str]:
    """The public reads some rows of this table; the application all; the owner is not bound."""
    name = names({table})
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    for policy, rule in (
        ("published_rows", f"FOR SELECT TO {PUBLIC} USING ({rows})"),
        ("application", f"TO {APP} USING (true) WITH CHECK (true)"),
    ):
        yield f"DROP POLICY IF EXISTS {policy} ON {name}"
        yield f"CREATE POLICY {policy} ON {name} {rule}"
        yield f"COMMENT ON POLICY {policy} ON {name} IS '{says(rows)}'"


def says(rows: str) -> str:
    """What stands beside a policy, to know it again: the database keeps the rule in other words."""
    return f"made of {sha256(rows.encode()).hexdigest()}"


def owned(cursor: CursorWrapper, kinds: str) -> set[str]:
    """Our own tables or sequences: not those of an extension that a superuser made."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = ANY (%s) AND pg_has_role(relowner, 'USAGE')",
        [list(kinds)],
    )
    return {name for (name,) in cursor.fetchall()}


def clean_slate(tables: set[str], sequences: set[str], roles: list[str]) -> Iterator[str]:
    """Nobody may anything; these roles may come in."""
    database, named = names({str(connection.settings_dict["NAME"])}), ", ".join(roles)
    everybody = f"PUBLIC, {named}"
    yield f"REVOKE ALL ON DATABASE {database} FROM {everybody}"
    yield f"REVOKE ALL ON SCHEMA public FROM {everybody}"
    for kind, found in (("TABLE", tables), ("SEQUENCE", sequences)):
        yield (f"REVOKE ALL ON {kind} {names(found)} FROM {everybody}" if found else "SELECT")
    yield f"GRANT CONNECT ON DATABASE {database} TO {named}"
    yield f"GRANT USAGE ON SCHEMA public TO {named}"


def append_only_tables() -> set[str]:
    """Events and the history rows that database triggers write."""
    return APPEND_ONLY | {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, HistoryRow) and model._meta.managed
    }


def published(name: str = "PUBLISHED") -> dict[str, Any]:
    """Table → published columns (None: all), or rows, as register/published.py declares them."""
    try:
        module = import_module("register.published")
    except ModuleNotFoundError as error:
        if error.name != "register.published":
            raise
        return {}
    tables: dict[str, Any] = getattr(module, name)
    return tables


def grant(rights: str, kind: str, objects: set[str], role: str) -> str:
    return f"GRANT {rights} ON {kind} {names(objects)} TO {role}" if objects else "SELECT"


def names(identifiers: set[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in sorted(identifiers))
