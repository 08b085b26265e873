"""One process of the estate: started, asked, killed as by a power cut, and started again."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from config.embedded.processes import Process, start

STARTS_WITHIN = 60  # seconds


class Part:
    """`options` are those of subprocess: the account, the environment, the folder."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        logs: Path,
        answers: Callable[[], bool] | None = None,
        **options: Any,
    ) -> None:
        self.name, self.command, self.options = name, command, options
        self.answers = answers
        self.log = logs / f"{name}.log"
        self.process: Process | None = None

    def start(self) -> "Part":
        with self.log.open("ab") as log:
            self.process = start(
                self.command, dies_by=signal.SIGKILL, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True, **self.options,
            )  # fmt: skip
        self.wait()
        return self

    def wait(self) -> None:
        """Until it answers, where that can be asked."""
        until = time.monotonic() + STARTS_WITHIN
        while self.answers and not self.answers():
            if not self.runs or time.monotonic() > until:
                raise SystemExit(f"{self.name} did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """To the whole group: the process and its children."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        if self.process:
            self.process.wait()

    def stop(self, seconds: float = 20) -> None:
        """As a service manager does: ask the main process, and kill what does not listen."""
        if self.process and self.runs:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.kill()

    def seconds_of_processor(self) -> float:
        """Of the process and its children that live."""
        total = 0.0
        with suppress(psutil.NoSuchProcess):
            head = psutil.Process(self.process.pid if self.process else 0)
            for each in (head, *head.children(recursive=True)):
                times = each.cpu_times()
                total += times.user + times.system
        return total
