"""What processes have worked and what they hold, of a whole tree. Linux only."""

from contextlib import suppress
from pathlib import Path

import psutil
from django.db import connection

MS = 1_000_000  # nanoseconds


class Tree:
    """The processes below (and including) these, whoever is there at the moment it is asked."""

    def __init__(self, *roots: int) -> None:
        self.roots = roots

    def __iter__(self):  # type: ignore[no-untyped-def]
        for root in self.roots:
            with suppress(psutil.NoSuchProcess):
                top = psutil.Process(root)
                yield from (top, *top.children(recursive=True))

    def worked(self) -> float:
        """Milliseconds of processor time of who is there now, by the scheduler's nanoseconds."""
        return sum(of_one(each.pid) for each in self) / MS

    def holds(self) -> float:
        """MB of memory; what several share is counted once, each its part (PSS)."""
        return sum(pss(each.pid) for each in self) / 1024


def of_one(pid: int) -> int:
    found = 0
    for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            found += int(path.read_text().split()[0])
    return found


def pss(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def of_the_database() -> int:
    """The server of the database: the parent of the process behind our own connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(psutil.Process(cursor.fetchone()[0]).ppid())
