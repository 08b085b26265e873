"""Poison: a job that notes its start and then kills the process that runs it."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

from outbox import jobs


@jobs.job("faults.poison")
def swallow(notes: str) -> None:
    with Path(notes).open("a") as file:
        file.write(f"{datetime.now(UTC)}\n")
    os.kill(os.getpid(), signal.SIGKILL)


@jobs.job("faults.says_too_much")
def say_too_much(mail: str) -> None:
    raise LookupError(f"{mail}@example.org has no mailbox")
