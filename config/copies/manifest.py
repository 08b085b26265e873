"""What a copy says of itself, and whether that is so."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from config.copies import CopyError, envelope
from config.copies.envelope import Part

NAME = "manifest.json"
FORMAT = 1
DATABASE, ERASURES, FILES = "database.dump", "erasures.jsonl", "files.jsonl"
PARTS = (DATABASE, ERASURES, FILES)
CUT = "The manifest is cut off or changed: this copy cannot be trusted. Take another one."


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`rows` per table as the dump has them; `damaged` are files that were wrong already then."""

    made_at: str
    encrypted_for: str
    server: str
    versions: dict[str, str]
    migrations: dict[str, str]
    rows: dict[str, int]
    parts: dict[str, Part]
    files: int
    files_size: int
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def facts(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(json.dumps(self.facts, sort_keys=True).encode()).hexdigest()

    def write(self, folder: Path) -> None:
        """Last of all: a copy without a manifest is none."""
        text = json.dumps(self.facts | {"sha256": self.sha256}, indent=1)
        new = folder / f"{NAME}.new"
        new.write_text(text)
        new.replace(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises CopyError when it is not there, cut off, changed or of another time."""
        try:
            facts = json.loads((folder / NAME).read_text())
        except FileNotFoundError as problem:
            raise CopyError(f"There is no copy in {folder}: no {NAME}.") from problem
        except ValueError as problem:
            raise CopyError(CUT) from problem
        if not isinstance(facts, dict) or facts.get("format") != FORMAT:
            raise CopyError(CUT)
        said = facts.pop("sha256", "")
        try:
            facts["parts"] = {name: Part(**part) for name, part in facts["parts"].items()}
            found = cls(**facts)
        except (KeyError, TypeError, AttributeError) as problem:
            raise CopyError(CUT) from problem
        if found.sha256 != said or set(found.parts) != set(PARTS):
            raise CopyError(CUT)
        return found


@dataclass(frozen=True)
class CopiedFile:
    """A private file of a copy: its key in our storage, and what lies in the folder of copies."""

    key: str
    path: str  # from the folder of all copies
    part: Part

    def __str__(self) -> str:
        return json.dumps({"key": self.key, "path": self.path, **asdict(self.part)})

    @classmethod
    def read(cls, line: str) -> Self:
        facts = json.loads(line)
        return cls(facts["key"], facts["path"], Part(facts["size"], facts["sha256"]))


def listed(place: Path) -> Iterator[CopiedFile]:
    """The private files of this copy. Their list says nothing of people: it is never encrypted."""
    with (place / FILES).open() as lines:
        yield from map(CopiedFile.read, lines)


def newest(folder: Path) -> Path | None:
    """The newest whole copy in a folder of copies."""
    return max(copies(folder), default=None)


def copies(folder: Path) -> Iterator[Path]:
    yield from (file.parent for file in folder.glob(f"*/{NAME}"))


def check_part(folder: Path, name: str, said: Part) -> None:
    """Raises CopyError when these are not the bytes that the manifest speaks of."""
    file = folder / name
    if not file.exists():
        raise CopyError(f"{name} is not in this copy. Take another one.")
    if envelope.part_of(file) != said:
        raise CopyError(f"{name} has other bytes than the manifest says. Take another copy.")
