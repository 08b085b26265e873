"""The tables of an app, made in one go."""

from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """The operations of a first migration, as `makemigrations` wrote them.

    Django makes all models anew after each operation: half a minute for the tables of this
    project, at every new database. Here they are made once, whole; so each table comes with its
    own fields, constraints and indexes, and the separate steps for those are not taken.
    """

    reversible = False
    whole: ClassVar = (AddConstraint, AddField, AddIndex)

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
        for operation in self.operations:
            if type(operation) not in self.whole:  # a trigger is a kind of index to pgtrigger
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Make the tables of this app"
