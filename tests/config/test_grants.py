"""What the database itself refuses the application and the public site."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from register import search
from register.models import Application
from tests.conftest import TODAY
from tests.makers import people


@pytest.fixture
def as_role(db):
    """Run a statement as one of the roles, after the grants of a migration."""
    call_command("grant_roles")

    def run(role: str, statement: str, values: tuple = ()) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(statement, values)

    return run


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
