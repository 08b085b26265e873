"""A PostgreSQL of our own with what the test database holds, that may be killed and started."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from django.db import connection

from config.embedded.account import find_place
from config.embedded.memory import Memory
from config.embedded.servers import DATABASE, Postgres, bare_environment


class Cluster:
    """Durable, as in production: what was committed is there after a crash."""

    def __init__(self) -> None:
        folder = Path(mkdtemp(prefix="cluster-", dir=os.environ["TEST_RUN_FOLDER"]))
        folder.chmod(0o711)  # its account may be another than ours
        self.memory = Memory(folder / "memory.json")
        place = find_place(folder, "pg", self.memory)
        self.server = Postgres(
            place, folder / "pg.log", bare_environment({}),
            folder="pg", memory=self.memory, durable=True,
        )  # fmt: skip
        self.running = ExitStack()

    @property
    def url(self) -> str:
        return self.server.url("register_owner")

    def start(self) -> None:
        self.running.enter_context(self.server.serving())

    def crash(self) -> None:
        """As `pg_ctl stop -m immediate` does: every process of it ends where it is."""
        postmaster = int((self.server.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGQUIT)
        self.running.close()  # waits for it

    def fill(self, url: str) -> None:
        """With the tables, rows and rights of another database."""
        dumped = subprocess.run(
            [self.program("pg_dump"), "--no-comments", "--dbname", url],
            check=True, capture_output=True,
        )  # fmt: skip
        subprocess.run(
            [self.program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", self.url],
            check=True, input=dumped.stdout, capture_output=True,
        )  # fmt: skip

    def program(self, name: str) -> str:
        return str(self.server.place.programs.postgres / name)


@contextmanager
def asked_by_tests(cluster: Cluster) -> Iterator[None]:
    """What the test itself asks is asked there."""
    there, usual = urlsplit(cluster.url), dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        NAME=DATABASE, HOST=there.hostname, PORT=there.port,
        USER=there.username, PASSWORD=there.password,
    )  # fmt: skip
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(usual)
