"""Old copies go, and the files that no copy names any more: what was erased ends there too."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from config.copies.manifest import Manifest, copies, listed, newest


def expire(folder: Path, *, keep_days: int, now: datetime) -> int:
    """How many copies went. The newest stays, however old; an unreadable one stops everything."""
    oldest = now - timedelta(days=keep_days)
    last = newest(folder)
    gone = 0
    for place in list(copies(folder)):
        if place != last and datetime.fromisoformat(Manifest.read(place).made_at) < oldest:
            shutil.rmtree(place)
            gone += 1
    if gone:
        forget_files(folder)
    return gone


def forget_files(folder: Path) -> None:
    named = {folder / one.path for place in copies(folder) for one in listed(place)}
    for file in (folder / "files").rglob("*"):
        if file.is_file() and file not in named:
            file.unlink()
