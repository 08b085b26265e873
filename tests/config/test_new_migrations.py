"""What a new migration may not do to a database in which people are at work."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from config.new_migrations import BASELINE, faults, new
from tests.roles import as_owner

HURTING = {
    "0901_index_while_all_wait": "require-concurrent-index-creation",
    "0902_column_that_others_read": "ban-drop-column",
    "0903_rule_for_all_at_once": "constraint-missing-not-valid",
    "0904_column_that_others_do_not_fill": "ban-drop-default",
    "0905_history_goes": "the sealed days need it",
    "0906_two_steps_apart": "is one step",
}


@pytest.fixture
def made(transactional_db, settings):
    """The new migrations of a made-up release, by name; an index beside the work wants no
    transaction around it, not even to be read.
    """

    def of(app: str):
        settings.MIGRATION_MODULES = {app: f"tests.made_migrations.{app}"}
        return {one.name: one for one in new() if int(one.name[:4]) > 900}

    return of


def test_every_new_migration_of_ours_can_be_taken_while_people_work(db, capsys):
    call_command("check_migrations")
    assert "can be taken while people work" in capsys.readouterr().out
    assert "outbox.0008_job_trace" in map(str, new())


def test_what_hurts_is_refused_with_the_reason(made):
    made("outbox")
    with pytest.raises(CommandError) as refused:
        call_command("check_migrations")
    lines = str(refused.value).splitlines()
    for name, reason in HURTING.items():
        assert any(f"outbox.{name}" in line and reason in line for line in lines), name
    assert "docs/migrations.md" in lines[-1]


def test_a_rule_that_is_set_aside_needs_its_reason(made):
    found = faults(made("outbox")["0905_history_goes"])
    assert "outbox.0905_history_goes: the reason for renaming-column is missing" in found
    assert faults(made("outbox")["0907_dropped_with_a_reason"]) == []


def test_the_example_of_the_guide_hurts_nobody(made):
    found = made("portfolios")
    assert len(found) == 4
    assert [faults(one) for one in found.values()] == [[], [], [], []]


def test_each_app_with_tables_is_looked_at():
    ours = {one.label for one in apps.get_app_configs() if "." not in one.name}
    with_tables = {label for label in ours if list(apps.get_app_config(label).get_models())}
    assert with_tables - {"pghistory", "pgtrigger", "lucide", "django_htmx"} == set(BASELINE)


@pytest.mark.as_owner("grants rights")
def test_granting_again_takes_no_table_from_who_reads_it(db):
    """It is done after each migration, also when a copy is being made."""
    call_command("grant_roles")
    other = connection.copy()
    try:
        with other.cursor() as reading, as_owner(), connection.cursor() as cursor:
            reading.execute("BEGIN")
            reading.execute("LOCK TABLE register_registerscheme, audit_event IN ACCESS SHARE MODE")
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
            call_command("grant_roles")
    finally:
        other.close()
