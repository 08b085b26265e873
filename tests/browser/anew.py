"""A portal that was walked through begins anew: database, files, mail and clock as first built.

Starting a portal takes half a minute of both cores, beginning anew a few seconds.
"""

import shutil
from pathlib import Path

from psycopg2.extensions import cursor

from tests.browser.portal import Portal

FIRST, USED = "first", "register"  # names of databases
# The others belong to the servers, or change with the database only.
FILES = ("files", "mail", "clock")


def keep(portal: Portal) -> None:
    """Remember how the portal is now."""
    with portal.sql() as sql:
        copy_database(sql, USED, FIRST)
    copy_files(portal.folder / "var", portal.folder / FIRST)


def begin_anew(portal: Portal) -> None:
    """Make it what it was; the running processes find the new database by themselves."""
    if not portal.runs:
        portal.start()
    with portal.sql() as sql:
        copy_database(sql, FIRST, USED)
        sql.execute(f"REVOKE ALL ON DATABASE {USED} FROM PUBLIC")
        sql.execute(f"GRANT CONNECT ON DATABASE {USED} TO register_app, register_public")
    copy_files(portal.folder / FIRST, portal.folder / "var")


def copy_database(sql: cursor, source: str, target: str) -> None:
    """Nobody is connected meanwhile: a copy needs its source for itself."""
    sql.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
    sql.execute(f"ALTER DATABASE {source} ALLOW_CONNECTIONS false")
    sql.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [source]
    )
    sql.execute(f"CREATE DATABASE {target} OWNER register_owner TEMPLATE {source}")
    sql.execute(f"ALTER DATABASE {source} ALLOW_CONNECTIONS true")


def copy_files(source: Path, target: Path) -> None:
    for name in FILES:
        if (target / name).is_dir():
            shutil.rmtree(target / name)
        else:
            (target / name).unlink(missing_ok=True)
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).exists():
            target.mkdir(exist_ok=True)
            shutil.copy2(source / name, target / name)
