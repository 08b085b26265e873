"""One process at a time makes or clears copies in a folder."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.copies import CopyError

# What a mount says that knows no locks, as some of an object store do: then it goes without.
UNKNOWN = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Raises CopyError when another process is busy there."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as busy:
        raise CopyError(f"Another process is making or clearing copies in {folder}.") from busy
    except OSError as problem:
        if problem.errno not in UNKNOWN:
            raise
