"""Whether a new migration can be taken while people work: squawk reads its SQL, and we the rest.

A migration that has a reason not to keep a rule says so itself, with the rule and the reason:
`allowed = {"ban-drop-column": "no release since 1.4 reads it"}`.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.management.commands.grant_roles import append_only_tables

# The newest of each app at the time that this began: no release was made yet. A release does not
# change these numbers; they only say from where on the rules hold.
BASELINE = {
    "accounts": 3,
    "accreditation": 31,
    "audit": 4,
    "files": 2,
    "outbox": 7,
    "portfolios": 27,
    "register": 30,
}
SQUAWK = Path(sys.executable).with_name("squawk")
CHANGED_COLUMN = re.compile(r'ALTER TABLE "?(\w+)"? (?:DROP|RENAME) COLUMN', re.IGNORECASE)


def new() -> Iterator[Any]:
    """The migrations of our apps that are newer than the baseline, in order."""
    loader = MigrationLoader(connection)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if is_ours(app) and int(name.split("_")[0]) > BASELINE.get(app, 0):
            yield migration


def is_ours(app: str) -> bool:
    return (settings.BASE_DIR / app / "migrations").is_dir()


def faults(migration: Any) -> list[str]:
    """What is wrong with it, in lines to read; empty when it can be taken while people work."""
    allowed = getattr(migration, "allowed", {})
    sql = sql_of(migration)
    found = [*squawked(f"{migration}.sql", sql, sorted(allowed))]
    found += [
        f"{migration}: the reason for {rule} is missing" for rule in allowed if not allowed[rule]
    ]
    found += [
        f"{migration}: a column of {table} is renamed or dropped, and the sealed days need it"
        " (docs/adr/0009-the-chain-of-days.md)"
        for table in sorted(set(CHANGED_COLUMN.findall(sql)) & append_only_tables())
    ]
    if not migration.atomic and len(migration.operations) > 1:
        found.append(f"{migration}: what is not one transaction is one step, to be taken again")
    return found


def sql_of(migration: Any) -> str:
    out = StringIO()
    call_command("sqlmigrate", migration.app_label, migration.name, stdout=out, no_color=True)
    return out.getvalue()


def squawked(name: str, sql: str, allowed: list[str]) -> list[str]:
    """squawk's own words. What is excluded by hand replaces what the file excludes: so add it."""
    file = settings.BASE_DIR / ".squawk.toml"
    excluded = [*tomllib.loads(file.read_text())["excluded_rules"], *allowed]
    said = subprocess.run(  # noqa: S603  our own program, with rules that squawk knows
        [
            *(SQUAWK, f"--config={file}", "--reporter=gcc", "--stdin-filepath", name),
            *(f"--exclude={rule}" for rule in excluded),
        ],
        input=sql,
        capture_output=True,
        text=True,
        check=False,
    )
    return (said.stdout + said.stderr).strip().splitlines() if said.returncode else []
