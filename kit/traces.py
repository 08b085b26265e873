"""Where this work stands in a trace, for who watches the register from outside (config/watching).

Without anybody who watches each of these does nothing: the packages for it need not be there.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any


def nothing(*_: Any) -> None:
    """Nobody watches."""


def nowhere(*_: Any) -> AbstractContextManager[Any]:
    return nullcontext()


here: Callable[[], str] = str  # as W3C traceparent, to keep with what has to be done later
# What is done inside belongs to that trace (traceparent, id of the request); "" begins a new one.
continued: Callable[[str, str], AbstractContextManager[Any]] = nowhere
named: Callable[[str], None] = nothing  # what the work of this moment is called
