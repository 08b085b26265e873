"""The house: web, worker and beat as the Procfile starts them, on the database of this test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from django.db import connection

from config.embedded.processes import Process, start
from outbox.models import Job
from tests.faults.mailbox import Mailbox
from tests.faults.valkey import Valkey
from tests.procfile import commands
from tests.roles import as_owner

ROOT = Path(__file__).parent.parent.parent
PROMISED = 60  # seconds within which everything is done after a fault

MAKING = """
    SELECT client_port FROM pg_stat_activity
    WHERE datname = current_database()
      AND pid IN (SELECT pid FROM pg_locks WHERE granted AND mode = 'RowShareLock'
                  AND relation = 'register_certificate'::regclass)
"""
WAITING = """
    SELECT client_port FROM pg_stat_activity
    WHERE datname = current_database()
      AND pid IN (SELECT pid FROM pg_locks WHERE NOT granted AND relation = %s::regclass)
"""


class House:
    """`note` keeps a figure with the result of the test (pytest --junit-xml)."""

    def __init__(
        self,
        environment: dict[str, str],
        folder: Path,
        valkey: Valkey,
        mailbox: Mailbox,
        note: Callable[[str, object], None],
    ) -> None:
        self.environment, self.folder = environment, folder
        self.valkey, self.mailbox, self.note = valkey, mailbox, note
        self.running: list[Process] = []

    def start(self, name: str, **environment: str) -> Process:
        """Start a process of the Procfile, in a group of its own."""
        here = {"python": sys.executable, "config": "tests.faults.app"}
        command = [here.get(word, word) for word in commands()[name]]
        number = len(self.running)
        if name == "worker":
            command += ["--hostname", f"worker{number}@%h"]
        if name == "beat":
            command += ["--schedule", str(self.folder / f"schedule{number}")]
        if name == "web":
            port = environment["PORT"]
            command = [port if word == "$PORT" else word for word in command]
        with self.log(name).open("ab") as log:
            process = start(
                command,
                dies_by=signal.SIGKILL,
                cwd=ROOT,
                env=self.environment | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def kill(self, process: Process) -> None:
        """The whole process with its children, as when the power is cut."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.running:
            self.kill(process)

    # ---- Which process is doing what, by the locks that it holds in the database ----

    def making_certificates(self) -> set[int]:
        """The children that are between locking a certificate and committing it."""
        return self._processes_behind(MAKING)

    def waiting_for(self, table: str) -> set[int]:
        """The children that stand still because a test holds this table."""
        return self._processes_behind(WAITING, table)

    def _processes_behind(self, query: str, *values: str) -> set[int]:
        with as_owner(), connection.cursor() as cursor:  # others see no ports
            cursor.execute(query, values)
            ports = {port for (port,) in cursor.fetchall()}
        return {pid for pid in self.children() if ports and ports & local_ports(pid)}

    def children(self) -> list[int]:
        found = []
        for process in self.running:
            with suppress(psutil.NoSuchProcess):
                found += [child.pid for child in psutil.Process(process.pid).children()]
        return found

    # ---- Waiting ----

    def child_at_work(self, table: str = "") -> int:
        """Wait for a child that is making a certificate, or stands still in it at this table."""
        found: set[int] = set()

        def is_there() -> bool:
            making = self.making_certificates()
            found.update(making & self.waiting_for(table) if table else making)
            return bool(found)

        wait_until(is_there, PROMISED, self.explain)
        return found.pop()

    def wait_until_done(self, within: float = PROMISED) -> float:
        """Wait until no job is open; gives how many seconds that took."""
        return wait_until(lambda: not Job.objects.open().exists(), within, self.explain)

    def explain(self) -> str:
        rows = Job.objects.open().values_list("key", "attempts", "due_at", "leased_until")
        logs = (self.log(name) for name in ("worker", "beat", "web"))
        ends = [f"{log.name}:\n{log.read_text()[-3000:]}" for log in logs if log.exists()]
        return "\n".join(["Open jobs:", *map(str, rows), *ends])


def local_ports(pid: int) -> set[int]:
    with suppress(psutil.Error):
        return {each.laddr.port for each in psutil.Process(pid).net_connections("tcp")}
    return set()


def wait_until(
    condition: Callable[[], object], within: float, explain: Callable[[], str] = str
) -> float:
    """Wait until it is so; gives how many seconds that took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < within, f"not within {within} seconds\n{explain()}"
        time.sleep(0.02)
    return time.monotonic() - began


@contextmanager
def held(table: str) -> Iterator[None]:
    """Hold a table, so that whoever wants to write to it stands still right there."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
            yield
    finally:
        other.close()
