"""A folder in which there is little room, and then none.

A file system of its own (tmpfs) where we may mount one; elsewhere the processes of the house may
write no file larger than a little, which the kernel refuses in the middle of a file too.
"""

import os
import resource
import subprocess
from pathlib import Path

import psutil

from tests.faults.house import House

SIZE = 16 << 20
LITTLE = 64 << 10  # what is left when it is full
FILLING = "filling"


class Disk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        options = f"size={SIZE},mode=755"
        asked = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        try:
            done = subprocess.run(asked, capture_output=True, check=False)
            self.is_mounted = done.returncode == 0
        except OSError:
            self.is_mounted = False

    @property
    def means(self) -> str:
        return "a tmpfs of 16 MB" if self.is_mounted else "no file above 32 kB (RLIMIT_FSIZE)"

    def path(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir(exist_ok=True)
        return made

    def fill(self, house: House) -> None:
        """Leave next to nothing: less than any file that a test sends."""
        if not self.is_mounted:
            return limit(house, LITTLE // 2)
        free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
        with (self.folder / FILLING).open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - LITTLE)
        return None

    def make_room(self, house: House) -> None:
        if not self.is_mounted:
            return limit(house, resource.RLIM_INFINITY)
        return (self.folder / FILLING).unlink()

    def take_away(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


def limit(house: House, size: int) -> None:
    """Of what runs now: beat, which keeps a file elsewhere, is started later."""
    for process in house.running:
        top = psutil.Process(process.pid)
        for each in (top, *top.children(recursive=True)):
            _, most = each.rlimit(psutil.RLIMIT_FSIZE)
            each.rlimit(psutil.RLIMIT_FSIZE, (size, most))
