"""No row of history is written outside an act, by whatever code of the portal, in every test.

The row would name no actor. A history row names the act that began last in its transaction: what
comes after an act in the same transaction belongs to it (`audit/acts.py`), what is in another does
not. What a test itself arranges is not looked at: only what code of the portal does.
"""

import re
import sys
from pathlib import Path
from weakref import WeakKeyDictionary

import pghistory.runtime
from django.apps import apps
from django.db import connections
from django.db.backends.signals import connection_created
from pghistory.models import Event as HistoryRow

ROOT = Path(__file__).parent.parent
OURS = tuple(f"{ROOT / app}/" for app in (
    "config", "accreditation", "portfolios", "register", "accounts", "audit", "outbox", "files",
    "kit",
))  # fmt: skip
ARRANGED = (f"{ROOT / 'tests'}/", f"{ROOT / 'bench'}/", f"{ROOT / 'config' / 'demo'}/")
WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?"?(\w+)"?', re.IGNORECASE)
_histories: dict[str, str] = {}
acted = WeakKeyDictionary()  # connection → its last transaction with an act in it
looked_at = 0


class OutsideAnAct(AssertionError):
    """A decision-bearing row was about to change, and nobody would know by whom."""


def histories() -> dict[str, str]:
    """Table that has a history → table of its history."""
    if not _histories:
        _histories.update(
            (model.pgh_tracked_model._meta.db_table, model._meta.db_table)
            for model in apps.get_models()
            if issubclass(model, HistoryRow) and model._meta.managed
        )
    return _histories


def look(execute, sql, params, many, context):
    global looked_at  # noqa: PLW0603
    connection = context["connection"]
    written = set(WRITE.findall(sql)) & histories().keys() if isinstance(sql, str) else set()
    looked_at += len(written)
    if hasattr(pghistory.runtime._tracker, "value"):
        acted[connection] = own_transaction(connection)
    elif written and not follows_an_act(connection) and (where := portal_code()):
        before = newest(connection, written)
        answer = execute(sql, params, many, context)
        if newest(connection, written) != before:
            raise OutsideAnAct(f"{', '.join(written)} is written outside an act by {where}")
        return answer
    return execute(sql, params, many, context)


def newest(connection, written) -> list[int]:
    """The last row in the history of each: a row that stays as it was writes none."""
    with connection.connection.cursor() as cursor:
        found = []
        for table in sorted(written):
            cursor.execute(f"SELECT coalesce(max(pgh_id), 0) FROM {histories()[table]}")
            found += cursor.fetchone()
    return found


def own_transaction(connection) -> object | None:
    """The transaction as the portal knows it: in a test it is a savepoint in that of the test."""
    around = sum(block._from_testcase for block in connection.atomic_blocks)
    opened = connection.atomic_blocks[around:]
    if not opened:
        return None
    return connection.savepoint_ids[around - 1] if around else opened[0]


def follows_an_act(connection) -> bool:
    """Whether an act came before in the same transaction: the row is then written as part of it."""
    own = own_transaction(connection)
    return own is not None and acted.get(connection) == own


def portal_code() -> str:
    """The line of ours that writes; empty when a test does so itself.

    The `save` of a model is not who decides to write: who calls it is.
    """
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(ARRANGED):
            return ""
        if name.startswith(OURS) and not (frame.f_code.co_name == "save" and "/models" in name):
            return f"{name.removeprefix(f'{ROOT}/')}:{frame.f_lineno}"
        frame = frame.f_back
    return ""


def watch(connection, **_):
    if look not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, look)


def start() -> None:
    connection_created.connect(watch, dispatch_uid="acts_only")
    for connection in connections.all(initialized_only=True):
        watch(connection)
