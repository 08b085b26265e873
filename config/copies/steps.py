"""A table of what was done: each step, how long it took, what was seen."""

import time
from collections.abc import Callable

from config.copies import CopyError

WIDTH = 30


class Steps:
    """Says each step as soon as it is done. Without one that was done no other makes sense; what
    only looks may fail, and the rest is looked at all the same.
    """

    def __init__(self, say: Callable[[str], object]) -> None:
        self.say = say
        self.failed: list[str] = []

    def take(self, name: str, act: Callable[[], str]) -> None:
        """Do one step, which returns what it saw. Raises CopyError or OSError when it failed."""
        began = time.monotonic()
        try:
            self.row(name, began, act())
        except (CopyError, OSError) as problem:
            self.row(name, began, f"FAILED: {problem}")
            raise

    def look(self, name: str, act: Callable[[], str]) -> None:
        """Look at something; `end` says what failed."""
        try:
            self.take(name, act)
        except (CopyError, OSError):
            self.failed.append(name)

    def end(self) -> None:
        """Raises CopyError when something that was looked at is wrong."""
        if self.failed:
            raise CopyError(f"Not as it should be: {', '.join(self.failed)}.")

    def row(self, name: str, began: float, seen: str) -> None:
        self.say(f"{name:<{WIDTH}} {time.monotonic() - began:6.1f} s   {seen}")
