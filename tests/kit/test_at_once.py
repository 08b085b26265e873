"""Steps of a migration that are taken as one must not depend on the state in between."""

from collections import Counter

from django.db import migrations
from django.db.migrations.loader import MigrationLoader

from kit.at_once import AtOnce

STEP_BY_STEP = (migrations.RenameField, migrations.RenameModel, migrations.RunPython)


def taken_at_once():
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        for operation in migration.operations:
            if isinstance(operation, AtOnce):
                yield f"{app}.{name}", operation.operations


def test_nothing_that_renames_or_runs_python_is_taken_at_once():
    found = [name for name, steps in taken_at_once() if any(map(is_step_by_step, steps))]
    assert found == []


def is_step_by_step(step):
    return isinstance(step, STEP_BY_STEP)


def test_no_field_of_an_older_table_is_changed_twice_at_once():
    for name, steps in taken_at_once():
        changed = Counter(
            (step.model_name_lower, step.name_lower)
            for step in steps
            if isinstance(step, migrations.AddField | migrations.AlterField)
        )
        assert max(changed.values(), default=1) == 1, name
