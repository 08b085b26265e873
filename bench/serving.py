"""A portal to measure: a database of its own, the server of the Procfile on a free port, a client.

Both the bench and the server see what is committed, and nothing of it is left behind.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import ProgrammingError, connection

SERVER = ("--interface", "wsgi", "--no-ws", "--log-level", "warning")


# The limiter is on: it counts, and is never reached.
BUDGETS = {f"PUBLIC_{budget}": str(10**9)
           for budget in ("A_MINUTE", "A_DAY", "NAMES", "NAMES_ALARM", "NAMES_STOP")}  # fmt: skip


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database beside the usual one, that is gone afterwards."""
    usual = connection.settings_dict["NAME"]
    name = f"{usual}_bench"
    beside("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    beside("CREATE DATABASE {}", name)
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        beside("DROP DATABASE {} WITH (FORCE)", name)


def beside(statement: str, name: str) -> None:
    """A statement that no connection to this database may be around.

    The server's own cleaner may be, for a moment, and is not ours to end.
    """
    connection.close()
    for left in reversed(range(60)):
        try:
            with connection._nodb_cursor() as cursor:
                cursor.execute(statement.format(connection.ops.quote_name(name)))
        except ProgrammingError:
            if not left:
                raise
            time.sleep(1)
        else:
            return


def database_url() -> str:
    """Where the server finds the database of now."""
    parts = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    return urllib.parse.urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


@dataclass(frozen=True)
class Served:
    address: str
    pid: int


@contextmanager
def serving(application: str, *, workers: int = 1, **environment: str) -> Iterator[Served]:
    """This application, by the server of the Procfile."""
    port = str(free_port())
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "granian", "--host", "127.0.0.1", "--port", port,
               "--workers", str(workers), "--blocking-threads", "4", *SERVER,
               application]  # fmt: skip
    url = database_url()
    own = {"DATABASE_URL": url, "DATABASE_PUBLIC_URL": url, "CLOCK_FILE": "", **BUDGETS}
    own["PYTHONWARNINGS"] = "ignore"
    server = subprocess.Popen(command, env=os.environ | own | environment)
    try:
        wait_for(base)
        yield Served(base, server.pid)
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(base: str, path: str = "/healthz") -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(base + path)  # noqa: S310
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The server does not answer.")


class Client:
    """One client with one connection that stays open, as a browser keeps it."""

    def __init__(self, base: str, cookies: dict[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(base).netloc)
        together = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self.headers = {"Cookie": together} if together else {}

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answers {answer.status}")
        return body
