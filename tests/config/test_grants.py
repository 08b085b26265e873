"""What the database itself refuses the application and the public site."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from config.management.commands.grant_roles import append_only_tables
from register import search
from register.models import Application, Certificate
from tests import roles
from tests.conftest import TODAY
from tests.makers import people


@pytest.fixture
def as_role(db):
    """Run a statement as one of the roles."""

    def run(role: str, statement: str, values: tuple = ()) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(statement, values)

    return run


def who_writes() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_every_test_writes_as_the_application(db):
    assert who_writes() == "register_app"
    with roles.as_owner():
        assert who_writes() not in ("register_app", "register_public")
    assert who_writes() == "register_app"


@pytest.mark.django_db(transaction=True)
def test_so_does_one_that_commits_and_each_of_its_threads():
    def beside() -> str:
        try:
            return who_writes()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        found = {who_writes(), thread.submit(beside).result()}
    assert found == {"register_app"}


HISTORY = Application.pgh_event_model._meta.db_table


@pytest.mark.parametrize("table", ["audit_event", "audit_dayseal", HISTORY])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} ADD x int"])
def test_the_application_cannot_take_away_what_happened(as_role, table, act):
    with pytest.raises(ProgrammingError, match="permission denied|must be owner"):
        as_role("register_app", act.format(table))


@pytest.mark.parametrize(
    "change",
    ["audit_event SET verb = ''", "audit_dayseal SET hash = ''", f"{HISTORY} SET status = ''"],
)
def test_the_application_cannot_rewrite_what_happened(as_role, change):
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_role("register_app", f"UPDATE {change}")


def test_no_session_leaves_a_trigger_out(as_role, owner):
    """Not even who can send SQL: the guard holds and history is written."""
    people.application(owner, today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {HISTORY}")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT array_agg(tgname::text) FROM pg_trigger WHERE NOT tgisinternal")
        (triggers,) = cursor.fetchone()
    left_out = f"SET LOCAL pgtrigger.ignore = '{{{','.join(triggers)}}}'"
    as_role("register_app", f"{left_out}; UPDATE register_application SET waited_days = 9")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {HISTORY}")
        assert cursor.fetchone() == (before + 1,)


def test_the_application_can_add_to_history_and_work(as_role, owner):
    people.application(owner, today=TODAY)
    as_role("register_app", f"SELECT count(*) FROM {HISTORY}")
    as_role("register_app", "UPDATE register_application SET work_sentence = 'Ik help.'")


@pytest.mark.parametrize("table", ["accounts_user", "portfolios_learningstory", "audit_event"])
def test_the_public_site_cannot_reach_a_private_table(as_role, table):
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_role("register_public", f"SELECT * FROM {table}")


def test_the_public_site_reads_the_published_copy_only(as_role):
    as_role("register_public", *search.published().query.sql_with_params())
    as_role("register_public", "SELECT number, code, content FROM register_certificate")
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_role("register_public", "SELECT registration_id FROM register_certificate")
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_role("register_public", "DELETE FROM register_publicentry")


@pytest.mark.parametrize("table", ["audit_event", "audit_dayseal", HISTORY])
def test_reports_read_what_happened(as_role, table):
    as_role("register_reports", f"SELECT * FROM {table}")


def test_reports_do_not_read_the_code_that_opens_a_certificate(as_role):
    table = Certificate.pgh_event_model._meta.db_table
    as_role("register_reports", f"SELECT pgh_id, status FROM {table}")
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_role("register_reports", f"SELECT code FROM {table}")


def test_reports_read_nothing_else_and_write_nothing(as_role):
    """Asked of the database itself, for every table that there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, has_any_column_privilege('register_reports', oid, 'SELECT'),"
            " has_table_privilege('register_reports', oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        rights = {name: (reads, writes) for name, reads, writes in cursor.fetchall()}
    assert {name for name, (reads, _) in rights.items() if reads} == append_only_tables()
    assert not [name for name, (_, writes) in rights.items() if writes]


def test_what_reports_read_holds_no_words_of_people():
    """Numbers, moments and keys; of texts only short ones that the code itself writes."""
    frozen = [one for one in apps.get_models() if one._meta.db_table in append_only_tables()]
    fields = [(one.__name__, field) for one in frozen for field in one._meta.concrete_fields]
    texts = {
        f"{name}.{field.name}"
        for name, field in fields
        if isinstance(field, models.TextField) or (field.max_length or 0) > 80
    }
    assert len(fields) > 300
    assert [one for one in texts if not one.endswith(".pgh_label")] == []
