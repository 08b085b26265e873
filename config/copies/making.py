"""Making a copy: database, private files and the list of erasures, as of one moment.

The dump, the counts and the list of files are of one snapshot of the database. A file is copied
once, and its bytes must have the hash of its row.
"""

import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from accreditation import erasure_list
from audit.models import MadeCopy
from config.copies import CopyError, envelope, programs
from config.copies.envelope import Hashed, Part
from config.copies.manifest import (
    DATABASE,
    ERASURES,
    FILES,
    CopiedFile,
    Manifest,
    listed,
    newest,
)
from files.models import StoredFile

# Rows of these are worth nothing in a copy, or would let somebody in.
LEFT_OUT = ("django_session", "django_cache", "usersessions_usersession")
TRIES = 3
LONGEST_WAIT = "30s"  # for a lock on a table


@dataclass
class Copied:
    """The private files of a copy; `new` were not in the folder yet."""

    files: list[CopiedFile]
    damaged: list[str]
    new: int

    @property
    def size(self) -> int:
        return sum(one.part.size for one in self.files)


def make(
    folder: Path, *, key: str, now: datetime, remember: bool = True
) -> tuple[Path, Manifest, int]:
    """One copy in a folder of copies; where it is, its manifest, and how many files were new."""
    erasure_list.write()
    place = folder / f"{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    if place.exists():
        raise CopyError(f"{place} is there already.")
    place.mkdir(parents=True, mode=0o700)
    copied, facts, dumped = at_one_moment(folder, place, key)
    lines = "".join(f"{one}\n" for one in copied.files)
    parts = {
        DATABASE: dumped,
        ERASURES: envelope.put(io.BytesIO(erasures()), place / ERASURES, key=key),
        FILES: envelope.put(io.BytesIO(lines.encode()), place / FILES, key=""),
    }
    manifest = Manifest(
        made_at=now.isoformat(timespec="seconds"),
        encrypted_for=key,
        server=programs.server_version(),
        versions={name: version(name) for name in ("django", "psycopg2-binary", "pyrage")},
        parts=parts,
        files=len(copied.files),
        files_size=copied.size,
        damaged=copied.damaged,
        **facts,
    )
    manifest.write(place)
    if remember:
        size = sum(part.size for part in parts.values()) + copied.size
        MadeCopy.objects.create(
            made_at=now, sha256=manifest.sha256, size=size, is_encrypted=bool(key)
        )
    return place, manifest, copied.new


def at_one_moment(folder: Path, place: Path, key: str) -> tuple[Copied, dict[str, Any], Part]:
    """Files, counts and dump of one snapshot.

    Once more when somebody deleted a file before it was copied. A file of which the row stands
    and the bytes are gone or wrong is no reason to have no copy: it is named.
    """
    known: set[str] = set()
    for _ in range(TRIES):
        with snapshot() as name:
            copied = copy_files(folder, key)
            if known.issuperset(copied.damaged):
                facts = {"rows": rows(), "migrations": migrations()}
                return copied, facts, dump(place / DATABASE, name, key)
        known |= set(
            StoredFile.objects.filter(key__in=copied.damaged).values_list("key", flat=True)
        )
    raise CopyError("Files are deleted faster than they are copied. Try again.")


@contextmanager
def snapshot() -> Iterator[str]:
    """Everything read inside, by pg_dump as well, is of one moment."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        yield name


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def rows() -> dict[str, int]:
    """How many rows each table has that is copied."""
    counted = {}
    with connection.cursor() as cursor:
        for table in tables():
            if table not in LEFT_OUT:
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"SELECT count(*) FROM {quoted}")  # noqa: S608
                (counted[table],) = cursor.fetchone()
    return counted


def migrations() -> dict[str, str]:
    """The newest of each app."""
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return dict(applied)


def dump(target: Path, snapshot: str, key: str) -> Part:
    """What pg_dump writes goes through the envelope as it comes."""
    left_out = [f"--exclude-table-data=public.{table}" for table in LEFT_OUT]
    command = [
        programs.program("pg_dump"),
        *("--format=custom", "--no-password", f"--lock-wait-timeout={LONGEST_WAIT}"),
        *(f"--snapshot={snapshot}", *left_out, programs.database()),
    ]
    with (
        envelope.sealed(target, key) as writer,
        TemporaryFile() as said,
        subprocess.Popen(
            command, env=programs.environment(), stdout=subprocess.PIPE, stderr=said
        ) as process,
    ):
        part: Part = writer.take(process.stdout)
        if process.wait():
            raise programs.failed(process, said, "pg_dump")
    return part


def erasures() -> bytes:
    file = Path(settings.ERASURES_FILE)
    return file.read_bytes() if file.exists() else b""


def copy_files(folder: Path, key: str) -> Copied:
    """Every private file; those of an earlier copy with the same key are there already."""
    there = of_newest(folder)
    copied = Copied([], [], 0)
    for name, sha256 in StoredFile.objects.order_by("pk").values_list("key", "sha256").iterator():
        path = f"files/{key[-12:] or 'plain'}/{name}"
        part = there.get(path)
        if part is None or not is_there(folder / path, part):
            part = copy_file(name, sha256, folder / path, key)
            copied.new += 1
        if part:
            copied.files.append(CopiedFile(name, path, part))
        else:
            copied.damaged.append(name)
    return copied


def of_newest(folder: Path) -> dict[str, Part]:
    """What the newest copy says of the files that lie here, by their path."""
    place = newest(folder)
    return {one.path: one.part for one in listed(place)} if place else {}


def is_there(file: Path, part: Part) -> bool:
    return file.exists() and file.stat().st_size == part.size


def copy_file(name: str, sha256: str, target: Path, key: str) -> Part | None:
    """None when its bytes are gone, or are not those of its row."""
    try:
        with default_storage.open(name) as stored:
            source = Hashed(stored)
            part = envelope.put(source, target, key=key)
    except FileNotFoundError:
        return None
    if source.part.sha256 != sha256:
        target.unlink()
        return None
    return part
