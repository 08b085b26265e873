"""Old copies go, and the files that no copy names any more: what was erased ends there too."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.copies import CopyError
from config.copies.alone import alone_in
from config.copies.manifest import NAME, Manifest, copies, listed

UNFINISHED = timedelta(days=1)  # a making that began longer ago is not going on any more


@dataclass
class Expired:
    """How many copies went, and the names of those that nobody can read: these stay."""

    gone: int = 0
    unreadable: list[str] = field(default_factory=list)


def expire(folder: Path, *, keep_days: int, now: datetime) -> Expired:
    """The newest that can be read stays, however old.

    Who cannot be read may name any file: while there is such a copy, every file stays.
    """
    with alone_in(folder):
        for place in list(unfinished(folder, now)):
            shutil.rmtree(place)
        outcome = Expired()
        made = moments(folder, outcome)
        oldest, last = now - timedelta(days=keep_days), max(made, default=None)
        for place, moment in made.items():
            if place != last and moment < oldest:
                shutil.rmtree(place)
                outcome.gone += 1
        if outcome.gone and not outcome.unreadable:
            forget_files(folder)
        return outcome


def moments(folder: Path, outcome: Expired) -> dict[Path, datetime]:
    """When each copy was made."""
    made = {}
    for place in sorted(copies(folder)):
        try:
            made[place] = datetime.fromisoformat(Manifest.read(place).made_at)
        except (CopyError, OSError):
            outcome.unreadable.append(place.name)
    return made


def unfinished(folder: Path, now: datetime) -> Iterator[Path]:
    """What a process left that was ended from outside: a copy without a manifest is none."""
    for place in folder.glob("2*Z"):
        try:
            began = datetime.strptime(place.name, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            continue
        if not (place / NAME).exists() and began < now - UNFINISHED:
            yield place


def forget_files(folder: Path) -> None:
    """Raises CopyError, and forgets none, when a list cannot be read."""
    named = {folder / path for place in copies(folder) for path in paths(place)}
    for file in (folder / "files").rglob("*"):
        if file.is_file() and file not in named:
            file.unlink()


def paths(place: Path) -> list[str]:
    try:
        return [one.path for one in listed(place)]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CopyError(f"The list of files of {place.name} cannot be read.") from problem
