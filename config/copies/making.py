"""Making a copy: database, private files and the list of erasures, as of one moment.

The dump, the counts and the list of files are of one snapshot of the database. A file is copied
once, and its bytes must have the hash of its row.
"""

import io
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import count
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
from config.copies.alone import alone_in
from config.copies.envelope import Hashed, Part
from config.copies.manifest import (
    DATABASE,
    ERASURES,
    FILES,
    CopiedFile,
    Manifest,
    copies,
    listed,
)
from files.models import StoredFile

# Rows of these are worth nothing in a copy, or would let somebody in.
LEFT_OUT = ("django_session", "django_cache", "usersessions_usersession")
TRIES = 3
LONGEST_WAIT = "30s"  # for a lock on a table
PARTS_OF_FILES = 16  # one of these is read again each day, by the first digit of the hash


class WrongBytes(Exception):
    """A file is not what its row says."""


@dataclass
class Copied:
    """The private files of a copy; `damaged` are so in the portal, `rotten` lay so in the folder.

    `new` were not in the folder yet.
    """

    files: list[CopiedFile]
    damaged: list[str]
    rotten: list[str]
    new: int

    @property
    def size(self) -> int:
        return sum(one.part.size for one in self.files)


@dataclass(frozen=True)
class Made:
    """One copy: where it is, and what it found."""

    place: Path
    manifest: Manifest
    copied: Copied


def make(folder: Path, *, key: str, now: datetime, remember: bool = True) -> Made:
    """One copy in a folder of copies. One that fails leaves nothing."""
    erasure_list.write()
    with alone_in(folder):
        place = new_place(folder, now)
        try:
            copied, manifest = fill(folder, place, key, now)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
    if remember:
        size = sum(part.size for part in manifest.parts.values()) + copied.size
        MadeCopy.objects.create(
            made_at=now, sha256=manifest.sha256, size=size, is_encrypted=bool(key)
        )
    return Made(place, manifest, copied)


def new_place(folder: Path, now: datetime) -> Path:
    place = folder / f"{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    if place.exists():
        raise CopyError(f"{place} is there already.")
    place.mkdir(parents=True, mode=0o700)
    return place


def fill(folder: Path, place: Path, key: str, now: datetime) -> tuple[Copied, Manifest]:
    """Everything that belongs to a copy, and its manifest last."""
    copied, facts, dumped = at_one_moment(folder, place, key, now.day)
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
    return copied, manifest


def at_one_moment(
    folder: Path, place: Path, key: str, day: int
) -> tuple[Copied, dict[str, Any], Part]:
    """Files, counts and dump of one snapshot.

    Once more when somebody deleted a file before it was copied. A file of which the row stands
    and the bytes are gone or wrong is no reason to have no copy: it is named.
    """
    known: set[str] = set()
    for _ in range(TRIES):
        with snapshot() as name:
            copied = copy_files(folder, key, day)
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


def copy_files(folder: Path, key: str, day: int) -> Copied:
    """Every private file; those of an earlier copy with the same key are there already.

    What lies there and is not what was written is named, and copied anew beside it.
    """
    there = already_there(folder)
    copied = Copied([], [], [], 0)
    for name, sha256 in StoredFile.objects.order_by("pk").values_list("key", "sha256").iterator():
        usual = f"files/{key[-12:] or 'plain'}/{name}"
        one = there.newest.get(usual)
        if one and not is_there(folder / one.path, one.part, day):
            copied.rotten.append(one.path)
            one = None
        if one is None:
            path = there.free(folder, usual)
            part = copy_file(name, sha256, folder / path, key)
            one = CopiedFile(name, path, part) if part else None
            copied.new += 1
        if one:
            copied.files.append(one)
        else:
            copied.damaged.append(name)
    return copied


@dataclass
class There:
    """What all copies say of the files in this folder; the newest that has a file says where."""

    newest: dict[str, CopiedFile] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def free(self, folder: Path, usual: str) -> str:
        """A path of which no copy speaks and where nothing lies: no file is ever replaced."""
        paths = (f"{usual}.{number}" if number else usual for number in count())
        return next(one for one in paths if one not in self.named and not (folder / one).exists())


def already_there(folder: Path) -> There:
    """From every list that can be read, the oldest first."""
    found = There()
    for place in sorted(copies(folder)):
        try:
            lines = list(listed(place))
        except (OSError, ValueError, KeyError, TypeError):
            continue  # what lies there is not replaced anyway
        for one in lines:
            found.newest["/".join([*one.path.split("/")[:2], one.key])] = one
            found.named.add(one.path)
    return found


def is_there(file: Path, part: Part, day: int) -> bool:
    """By its size; and by its bytes as well for a part of all files that is another each day."""
    if not file.exists() or file.stat().st_size != part.size:
        return False
    return int(part.sha256[0], 16) != day % PARTS_OF_FILES or envelope.part_of(file) == part


def copy_file(name: str, sha256: str, target: Path, key: str) -> Part | None:
    """None when its bytes are gone, or are not those of its row: then nothing is written."""
    try:
        with default_storage.open(name) as stored, envelope.sealed(target, key) as writer:
            source = Hashed(stored)
            part: Part = writer.take(source)
            if source.part.sha256 != sha256:
                raise WrongBytes
    except (FileNotFoundError, WrongBytes):
        return None
    return part
