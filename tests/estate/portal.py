"""The portal on these servers: web, worker and beat twice, behind the proxy that is shipped."""

import http.client
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.memory import any_free_port
from tests.estate.parts import Part
from tests.estate.servers import HOST, Servers
from tests.faults.proxy import write_settings
from tests.procfile import commands

ROOT = Path(__file__).parent.parent.parent


class Estate:
    """`folder` is a copy of the tree (tests/browser/portal.copy_of_the_tree)."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.servers = Servers(folder)
        self.logs = self.servers.logs
        self.ports = [any_free_port(), any_free_port()]
        self.http, self.https = any_free_port(), any_free_port()
        self.url = f"https://localhost:{self.https}"
        self.settings = {
            **self.servers.environment(),
            "SECRET_KEY": self.servers.memory.secret("secret_key"),
            "BASE_URL": self.url,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "TRUSTED_PROXY_COUNT": "1",
            "EMAIL_URL": f"file://{folder}/var/mail",
            "SIGNING_KEY_PASSWORD": "development",
            "LOG_LEVEL": "WARNING",
            **settings,
        }
        self.webs = [self.web(number) for number in (0, 1)]
        self.workers = [self.worker(number) for number in (0, 1)]
        self.beats = [self.beat(number) for number in (0, 1)]
        self.proxy = self.made_proxy()

    # ---- The parts ----

    def python(self, *arguments: str, name: str, **options: object) -> Part:
        return Part(
            name, [sys.executable, *arguments], logs=self.logs, cwd=self.folder,
            env=os.environ | self.settings, **options,
        )  # fmt: skip

    def web(self, number: int) -> Part:
        """A process for one core, so that two of them are two machines."""
        port = str(self.ports[number])
        words = [port if word == "$PORT" else word for word in commands()["web"][1:]]
        return self.python(
            *words, "--workers", "1", name=f"web-{number}", answers=lambda: answers(int(port))
        )

    def worker(self, number: int) -> Part:
        words = commands()["worker"][1:]
        return self.python(*words, "--hostname", f"worker{number}@%h", name=f"worker-{number}")

    def beat(self, number: int) -> Part:
        schedule = self.folder / "var" / f"schedule{number}"
        words = commands()["beat"][1:]
        return self.python(*words, "--schedule", str(schedule), name=f"beat-{number}")

    def made_proxy(self) -> Part:
        """Without its limit: all our visitors are one address."""
        folder = self.folder / "var" / "proxy"
        folder.mkdir(parents=True, exist_ok=True)
        write_settings(
            folder, web=self.ports, http=self.http, https=self.https,
            collected=self.folder / "var" / "collected",
            also={
                "server_name register.example;": "server_name localhost;",
                "$host": f"localhost:{self.https}",
                "rate=30r/s": "rate=100000r/s",
            },
        )  # fmt: skip
        return Part(
            "proxy", ["nginx", "-c", str(folder / "nginx.conf")], logs=self.logs,
            answers=lambda: answers(self.https, tls=True, path="/static/none"),
        )  # fmt: skip

    # ---- Together ----

    def manage(self, *arguments: str, **more: str) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=self.folder, check=False,
            env=os.environ | self.settings | more, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")

    @property
    def as_owner(self) -> dict[str, str]:
        """Migrations go to the primary itself, past PgBouncer."""
        return {"DATABASE_URL": self.servers.primary.url("register_owner")}

    def parts(self) -> list[Part]:
        return [*self.webs, *self.workers, *self.beats, self.proxy]

    @contextmanager
    def running(self) -> Iterator[None]:
        try:
            for part in self.parts():
                part.start()
            yield
        finally:
            for part in self.parts():
                part.kill()


def answers(port: int, *, tls: bool = False, path: str = "/healthz") -> bool:
    context = ssl._create_unverified_context() if tls else None  # noqa: S323  of our own making
    there = (
        http.client.HTTPSConnection("localhost", port, timeout=5, context=context)
        if tls
        else http.client.HTTPConnection(HOST, port, timeout=5)
    )
    try:
        there.request("GET", path, headers={"Host": "localhost"})
        return there.getresponse().status < 500
    except OSError:
        return False
    finally:
        there.close()
