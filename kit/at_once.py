"""Many steps of a migration, taken as one."""

from typing import Any, ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """The operations of a migration, as `makemigrations` wrote them.

    Django makes the models anew after each operation: a minute for the tables of this project, at
    every new database. Here they are made once, as they are after the last operation; so a new
    table comes with its own fields, constraints and indexes, and the separate steps for those are
    not taken. Not for operations that rename, change one field twice, or run Python. The way back
    goes step by step.
    """

    WITH_THE_TABLE: ClassVar = (AddConstraint, AddField, AddIndex)
    ADDING: ClassVar = (CreateModel, *WITH_THE_TABLE)

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        steps: list[Any] = self.operations
        new = {step.name_lower for step in steps if isinstance(step, CreateModel)}
        for step in steps:
            # By type: a trigger is a kind of index to pgtrigger.
            if type(step) in self.WITH_THE_TABLE and step.model_name_lower in new:
                continue
            before = to_state if type(step) in self.ADDING else from_state
            step.database_forwards(app_label, schema_editor, before, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        taken, after = [], to_state
        for step in self.operations:
            before, after = after, after.clone()
            step.state_forwards(app_label, after)
            taken.append((step, before, after))
        for step, before, after in reversed(taken):
            step.database_backwards(app_label, schema_editor, after, before)

    def describe(self) -> str:
        return "Take these steps as one"
