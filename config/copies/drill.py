"""The drill: what would happen on the worst day, on any other day.

A copy, encrypted for a key that is made for it, or the newest of those that lie somewhere, is put
back into a database of its own by the command that one would use then. Somebody of that copy is
erased after it, so that erasing again is tried each time, and afterwards nothing there leads to
them. All of it is thrown away.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from uuid import uuid4

import pyrage
from django.conf import settings
from django.db import ProgrammingError, connection

from accounts.models import User
from accreditation.erasure_list import Line
from config.copies import CopyError, making, programs
from config.copies.manifest import NAME, Manifest, newest
from config.copies.steps import Steps
from kit import clock
from register.models import Registration


@dataclass(frozen=True)
class Places:
    """What the drill makes outside the database; and the copies it uses, when it makes none."""

    folder: Path
    there: Path | None = None
    their_key: Path | None = None

    @property
    def copies(self) -> Path:
        return self.there or self.folder / "copies"

    @property
    def identity(self) -> Path | None:
        return self.their_key if self.there else self.folder / "private.key"

    @property
    def erasures(self) -> Path:
        return self.folder / "newer.jsonl"

    @property
    def environment(self) -> dict[str, str]:
        """Files, list and mail of the portal that is put back."""
        return {
            "FILES_DIR": str(self.folder / "files"),
            "FILES_URL": "",
            "FILES_URL_FILE": "",
            "ERASURES_FILE": str(self.folder / "list.jsonl"),
            "EMAIL_URL": f"file://{self.folder / 'mail'}",
        }


def hold(steps: Steps, there: Path | None = None, their_key: Path | None = None) -> None:
    """Every step, with a copy (or the newest of a folder) from `there` rather than one made now.

    Raises CopyError at the first that fails.
    """
    with TemporaryDirectory(prefix="register-drill-") as folder:
        places = Places(Path(folder), there, their_key)
        if there:
            steps.take("A copy that lies there", lambda: found(there))
        else:
            steps.take("A copy, encrypted", lambda: copied(places))
        somebody = who_is_erased()
        if somebody:
            steps.take("Somebody erased since", lambda: erased_since(somebody, places))
        with own_database() as name:
            put_back(name, places)
            if somebody:
                steps.take("Nothing leads to them", lambda: nothing_left(name, somebody))


def found(there: Path) -> str:
    manifest = Manifest.read(there if (there / NAME).exists() else newest(there) or there)
    return f"made {manifest.made_at}: {what_is_in(manifest)}"


def copied(places: Places) -> str:
    key = pyrage.x25519.Identity.generate()
    (places.folder / "private.key").write_text(f"{key}\n")
    public = str(key.to_public())
    made = making.make(places.copies, key=public, now=clock.now(), remember=False)
    return what_is_in(made.manifest)


def what_is_in(manifest: Manifest) -> str:
    size = sum(part.size for part in manifest.parts.values()) / 1e6
    return (
        f"{sum(manifest.rows.values())} rows in {size:.1f} MB, {manifest.files} files in"
        f" {manifest.files_size / 1e6:.1f} MB"
    )


def who_is_erased() -> User | None:
    """Somebody without a role; rather who is registered, of whom much must end first."""
    people = User.objects.filter(is_active=True, role_grants=None).order_by("pk")
    return people.filter(registration__status__in=Registration.IN).first() or people.first()


def erased_since(person: User, places: Places) -> str:
    """As the worker would write it, had they done so after the copy; below who really did."""
    real = Path(settings.ERASURES_FILE)
    others = real.read_text() if places.there and real.exists() else ""
    places.erasures.write_text(f"{Line(person.public_id, clock.today(), 'erased')}\n{others}")
    return "in the list that is kept outside the database"


@contextmanager
def own_database() -> Iterator[str]:
    """An empty database on the same server, by its name; gone afterwards."""
    name = f"register_drill_{uuid4().hex[:12]}"
    quoted = connection.ops.quote_name(name)
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {quoted}")
    except ProgrammingError as problem:
        raise CopyError(
            "this role may not make a database. As superuser: ALTER ROLE register_owner CREATEDB;"
            " afterwards NOCREATEDB."
        ) from problem
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def address(name: str) -> str:
    """This database on our server, in the same role."""
    facts = connection.settings_dict
    user, password = (quote(str(facts[key]), safe="") for key in ("USER", "PASSWORD"))
    return f"postgres://{user}:{password}@{facts['HOST']}:{facts['PORT'] or 5432}/{name}"


def put_back(name: str, places: Places) -> None:
    """By the command itself, which says its own steps."""
    command = [
        *(sys.executable, "manage.py", "restore_copy", str(places.copies)),
    ]
    if places.identity:
        command += ["--identity", str(places.identity)]
    if places.erasures.exists():
        command += ["--erasures", str(places.erasures)]
    url = address(name)  # not as an argument, which others on this machine can read
    named = {"DATABASE_URL": url, "DATABASE_PUBLIC_URL": url}
    environment = os.environ | places.environment | named
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False)
    if done.returncode:
        raise CopyError("the copy could not be put back; see above.")


def nothing_left(name: str, person: User) -> str:
    """Their mail address is in no row of the whole database."""
    command = [programs.program("pg_dump"), "--inserts", name]
    with subprocess.Popen(command, env=programs.environment(), stdout=subprocess.PIPE) as process:
        address = person.email.casefold().encode()
        lines = sum(address in line.lower() for line in process.stdout or ())
    if process.returncode:
        raise CopyError(f"pg_dump ended with {process.returncode}.")
    if lines:
        raise CopyError(f"{lines} rows still have the mail address of who was erased.")
    return "in a dump of everything"
