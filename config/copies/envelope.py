"""Streams of a copy: hashed as they pass and, with a key, encrypted or opened (age).

Nothing is ever held in memory as a whole.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from config.copies import CopyError

A_PIECE = 1 << 20


@dataclass(frozen=True)
class Part:
    """One file of a copy as it lies there."""

    size: int
    sha256: str


class Hashed:
    """A stream that counts and hashes what is read from it or written to it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.size = 0
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self._note(piece)
        return piece

    def write(self, piece: bytes) -> int:
        self.stream.write(piece)
        self._note(piece)
        return len(piece)

    def flush(self) -> None:
        self.stream.flush()

    def _note(self, piece: bytes) -> None:
        self.size += len(piece)
        self._hash.update(piece)

    @property
    def part(self) -> Part:
        return Part(self.size, self._hash.hexdigest())


@contextmanager
def sealed(target: Path, key: str) -> Iterator[Any]:
    """Give a function that writes a source here; the file is there as a whole, or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.new")
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            yield Writer(Hashed(out), key)
            out.flush()
            os.fsync(out.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


@dataclass(frozen=True)
class Writer:
    out: Hashed
    key: str

    def take(self, source: Any) -> Part:
        """Everything of this source; what then lies there."""
        if self.key:
            pyrage.encrypt_io(source, self.out, [recipient(self.key)])
        else:
            shutil.copyfileobj(source, self.out, A_PIECE)
        return self.out.part


def put(source: Any, target: Path, *, key: str) -> Part:
    with sealed(target, key) as writer:
        part: Part = writer.take(source)
        return part


def opened(file: Path, target: Any, *, identities: Sequence[Any], is_encrypted: bool) -> None:
    """Write what is in this file of a copy to a stream. Raises CopyError without the right key."""
    with file.open("rb") as source:
        if not is_encrypted:
            shutil.copyfileobj(source, target, A_PIECE)
            return
        try:
            pyrage.decrypt_io(source, target, list(identities))
        except pyrage.DecryptError as refusal:
            raise CopyError(
                f"{file.name} does not open with this key. Give the one that belongs to the"
                " public key in the manifest: --identity FILE."
            ) from refusal


def part_of(file: Path) -> Part:
    with file.open("rb") as source:
        return part_in(source)


def part_in(source: IO[bytes]) -> Part:
    hashed = Hashed(source)
    while hashed.read(A_PIECE):
        pass
    return hashed.part


def recipient(key: str) -> Any:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as problem:
        raise CopyError("COPY_KEY is no public key of age: it begins with age1.") from problem


def identities_in(file: Path | None) -> list[Any]:
    """The private keys of a file that age-keygen made."""
    if file is None:
        return []
    lines = (line.strip() for line in file.read_text().splitlines())
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-")]
    except pyrage.IdentityError as problem:
        raise CopyError(f"{file} is no private key of age.") from problem
