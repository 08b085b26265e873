"""PostgreSQL and Valkey as child processes on 127.0.0.1, each with a password and a free port."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from config.embedded.account import Place, ServerError
from config.embedded.memory import Memory, write_private
from config.embedded.processes import Process, clear_stale_pid, start, stop

ROLES_SQL = Path(__file__).resolve().parent.parent / "roles.sql"
ROLES = ("register_owner", "register_app", "register_public", "register_reports")
DATABASE = "register"
START_SECONDS = 60  # recovery after a crash can take long
STOP_SECONDS = 10
NOT_DURABLE = ("-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off")


def bare_environment(mark: dict[str, str]) -> dict[str, str]:
    """The environment of a server: nothing of the user's (PGHOST, PGDATA …) may steer it."""
    kept = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | mark


def address(memory: Memory, role: str) -> str:
    """Where this role finds the database, also while another launcher runs the server."""
    port, password = memory.get("postgres_port"), memory.secret(role)
    return f"postgres://{role}:{password}@127.0.0.1:{port}/{DATABASE}"


class Server:
    """What both have in common: start in the foreground, wait until it answers, stop."""

    name: str

    def __init__(self, place: Place, log: Path, environment: dict[str, str]) -> None:
        self.place = place
        self.log = log
        self.environment = environment

    @contextmanager
    def running(self, command: list[str], answers: Callable[[], bool]) -> Iterator[None]:
        """Keep the server running inside the block."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            process = start(
                command,
                dies_by=signal.SIGINT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.place.folder,
                env=self.environment,
                umask=0o077,
                start_new_session=True,  # Ctrl-C is for the launcher: servers stop last
                **self.place.account.options,
            )
        try:
            self._wait(process, answers)
            yield
        finally:
            stop(process, signal.SIGINT, STOP_SECONDS)

    def _wait(self, process: Process, answers: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not answers():
            if process.poll() is not None or time.monotonic() > deadline:
                end = "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
                raise ServerError(f"{self.name} did not start. The end of {self.log}:\n{end}")
            time.sleep(0.05)


class Postgres(Server):
    """PostgreSQL on a folder of its own; `durable=False` (tests) gives up safety for speed."""

    name = "PostgreSQL"

    def __init__(
        self,
        place: Place,
        log: Path,
        environment: dict[str, str],
        *,
        folder: str,
        memory: Memory,
        durable: bool,
    ) -> None:
        super().__init__(place, log, environment)
        self.data = place.folder / folder
        self.memory = memory
        self.durable = durable
        self.port = memory.port("postgres_port")

    def url(self, role: str) -> str:
        return address(self.memory, role)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """The server with its roles, database and extensions."""
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        clear_stale_pid(self.data)
        command = [
            self._program("postgres"),
            *("-D", str(self.data), "-p", str(self.port)),
            *("-clisten_addresses=127.0.0.1", "-cunix_socket_directories="),
            *(() if self.durable else NOT_DURABLE),
        ]
        with self.running(command, self._answers):
            self._make_roles()
            yield

    def _program(self, name: str) -> str:
        return str(self.place.programs.postgres / name)

    def _answers(self) -> bool:
        command = [
            self._program("pg_isready"),
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
        ]
        return subprocess.run(command, env=self.environment, check=False).returncode == 0

    def _make_cluster(self) -> None:
        """initdb beside the real place and then a rename: a half-made cluster is never used."""
        new = self.data.with_name(f"{self.data.name}.new")
        password = self.data.with_name(f"{self.data.name}.password")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        write_private(password, self.memory.secret("postgres"))
        for path in (new, password):
            self.place.account.own(path)
        try:
            made = subprocess.run(
                [
                    self._program("initdb"),
                    *(
                        "--pgdata",
                        str(new),
                        "--username",
                        "postgres",
                        "--pwfile",
                        str(password),
                    ),
                    *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"),
                    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                    *(() if self.durable else ("--no-sync",)),
                ],
                cwd=self.place.folder,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                **self.place.account.options,
            )
        finally:
            password.unlink()
        if made.returncode:
            raise ServerError(f"initdb failed:\n{made.stdout}")
        new.rename(self.data)

    def _make_roles(self) -> None:
        """Run config/roles.sql, the same file that docker-compose.yml gives to PostgreSQL."""
        passwords = {f"{role.upper()}_PASSWORD": self.memory.secret(role) for role in ROLES}
        done = subprocess.run(
            [
                self._program("psql"),
                *(
                    "-X",
                    "-q",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    str(self.port),
                ),
                *("-U", "postgres", "-d", "postgres", "-f", str(ROLES_SQL)),
                *(
                    "-c",
                    "ALTER ROLE register_owner CREATEDB",
                ),  # tests make their own databases
            ],
            env=self.environment | passwords | {"PGPASSWORD": self.memory.secret("postgres")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerError(
                f"PostgreSQL runs, but its roles could not be made:\n{done.stdout}\n"
                "If its data is older than var/ itself, `make reset` starts afresh."
            )


class Valkey(Server):
    """Valkey without persistence: Redis may vanish at any moment, the truth is in PostgreSQL."""

    name = "Valkey"

    def __init__(
        self,
        place: Place,
        log: Path,
        environment: dict[str, str],
        *,
        folder: str,
        memory: Memory,
    ) -> None:
        super().__init__(place, log, environment)
        self.data = place.folder / folder
        self.password = memory.secret("valkey")
        self.port = memory.port("valkey_port")

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    @contextmanager
    def serving(self) -> Iterator[None]:
        self.data.mkdir(mode=0o700, exist_ok=True)
        settings = self.data / "valkey.conf"
        write_private(
            settings,
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\n"
            f'save ""\nappendonly no\ndir {self.data}\n',
        )
        for path in (self.data, settings):
            self.place.account.own(path)
        with self.running([str(self.place.programs.valkey), str(settings)], self._answers):
            yield

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2, retry=None) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
