"""The servers of the estate: PostgreSQL with a copy that follows it, two PgBouncers in transaction
mode, Valkey, and an object store; each with a port and a password of its own.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import psycopg2

from config.embedded.account import Place, find_place
from config.embedded.memory import Memory, any_free_port, write_private
from config.embedded.servers import DATABASE, Postgres, Valkey, bare_environment
from kit.object_store import PATIENCE
from tests.estate.parts import Part

HOST = "127.0.0.1"
BUCKET = "register"
KEYS = {"AWS_ACCESS_KEY_ID": "of-the-register", "AWS_SECRET_ACCESS_KEY": "a-long-secret-of-a-store"}
BOUNCER = """
[databases]
{database} = host={host} port={primary} dbname={database} {first}
[pgbouncer]
listen_addr = {host}
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users.txt
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
server_lifetime = 600
"""


class Servers:
    """`folder/var/run.json` remembers ports and passwords, as of `make run`."""

    def __init__(self, folder: Path) -> None:
        self.var = folder / "var"
        self.logs = self.var / "log"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.memory = Memory(self.var / "run.json")
        self.place: Place = find_place(self.var, "pg", self.memory)
        bare = bare_environment({})
        self.primary = Postgres(
            self.place, self.logs / "pg.log", bare, folder="pg", memory=self.memory,
            durable=True,
        )  # fmt: skip
        self.valkey = Valkey(
            self.place, self.logs / "valkey.log", bare, folder="valkey", memory=self.memory
        )
        self.replica = Replica(self)
        self.bouncers = [self.bouncer(name) for name in ("bouncer-1", "bouncer-2")]
        self.store = ObjectStore(self.var / "objects", self.logs)

    @contextmanager
    def serving(self) -> Iterator[None]:
        with self.primary.serving(), self.valkey.serving():
            try:
                self.replica.make()
                for part in self.parts():
                    part.start()
                self.store.make_bucket()
                yield
            finally:
                for part in self.parts():
                    part.kill()

    def bouncer(self, name: str) -> "Bouncer":
        return Bouncer(
            name, self.place.folder / name, place=self.place, logs=self.logs,
            server=self.primary.url("register_app"),
        )  # fmt: skip

    def parts(self) -> list[Part]:
        return [self.replica.part, *self.bouncers, self.store.part]

    def environment(self) -> dict[str, str]:
        """Where the portal finds them. It asks a second one when the first does not answer."""
        return {
            "DATABASE_URL": self.url("register_app", *(part.port for part in self.bouncers)),
            "DATABASE_PUBLIC_URL": self.url(
                "register_public", self.replica.port, self.primary.port
            ),
            "REDIS_URL": self.valkey.url,
            "FILES_URL": self.store.url,
            **KEYS,
        }

    def url(self, role: str, *ports: int) -> str:
        hosts = ",".join(f"{HOST}:{port}" for port in ports)
        return f"postgres://{role}:{self.memory.secret(role)}@{hosts}/{DATABASE}"


class Replica:
    """A copy that follows the primary by streaming replication."""

    def __init__(self, servers: Servers) -> None:
        self.servers = servers
        self.port = any_free_port()
        self.data = servers.place.folder / "pg-replica"
        self.part = Part(
            "replica",
            [
                self.program("postgres"), "-D", str(self.data), "-p", str(self.port),
                f"-clisten_addresses={HOST}", "-cunix_socket_directories=",
                "-chot_standby_feedback=on",
            ],
            logs=servers.logs,
            answers=lambda: can_connect(servers.url("register_app", self.port)),
            **as_account(servers.place),
        )  # fmt: skip

    def program(self, name: str) -> str:
        return str(self.servers.place.programs.postgres / name)

    def make(self) -> None:
        memory = self.servers.memory
        self.data.mkdir(mode=0o700)
        self.servers.place.account.own(self.data)
        asked = ["-h", HOST, "-p", str(self.servers.primary.port), "-U", "postgres",
                 "-D", str(self.data), "-R", "-X", "stream", "-c", "fast"]  # fmt: skip
        options = as_account(self.servers.place)
        options["env"] |= {"PGPASSWORD": memory.secret("postgres")}
        subprocess.run([self.program("pg_basebackup"), *asked], check=True, **options)

    def stand_still(self) -> None:
        """It goes on answering, with what it has now."""
        self.sql("SELECT pg_wal_replay_pause()")
        while self.sql("SELECT pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.05)

    def follow(self) -> None:
        self.sql("SELECT pg_wal_replay_resume()")

    def sql(self, statement: str) -> Any:
        """As its administrator; gives the first value."""
        connection = psycopg2.connect(
            host=HOST, port=self.port, user="postgres", dbname=DATABASE,
            password=self.servers.memory.secret("postgres"),
        )  # fmt: skip
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            value = cursor.fetchone()[0]
        connection.close()
        return value


class Bouncer(Part):
    """PgBouncer in transaction mode: each transaction of a client may be on another connection.

    `first` is what each of its connections says first, `size` how many it keeps.
    """

    def __init__(
        self,
        name: str,
        folder: Path,
        *,
        place: Place,
        logs: Path,
        server: str,
        first: str = "",
        size: int = 10,
    ) -> None:
        self.port = any_free_port()
        self.folder, self.place = folder, place
        self.server, self.first, self.size = urlsplit(server), first, size
        self.url = self.server._replace(
            netloc=f"{self.server.username}:{self.server.password}@{HOST}:{self.port}", query=""
        ).geturl()
        super().__init__(
            name, [str(shutil.which("pgbouncer")), str(folder / "settings")], logs=logs,
            answers=lambda: can_connect(self.url), **as_account(place),
        )  # fmt: skip

    def start(self) -> Part:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        users = f'"{self.server.username}" "{self.server.password}"\n'
        write_private(self.folder / "users.txt", users)
        settings = BOUNCER.format(
            database=self.server.path.strip("/"), host=HOST, primary=self.server.port,
            port=self.port, folder=self.folder,
            size=self.size,
            first=f"connect_query='{self.first}'" if self.first else "",
        )  # fmt: skip
        write_private(self.folder / "settings", settings)
        for path in (self.folder, *self.folder.iterdir()):
            self.place.account.own(path)
        return super().start()


def can_connect(url: str) -> bool:
    try:
        psycopg2.connect(url, connect_timeout=2).close()
    except psycopg2.Error:
        return False
    return True


def as_account(place: Place) -> dict[str, Any]:
    """How a server is started: nothing of ours, and not as root."""
    return {"cwd": place.folder, "env": bare_environment({}), "umask": 0o077,
            **place.account.options}  # fmt: skip


class ObjectStore:
    """A store that speaks S3, with its data in a folder."""

    def __init__(self, folder: Path, logs: Path) -> None:
        self.port = any_free_port()
        self.endpoint = f"http://{HOST}:{self.port}"
        self.url = f"s3://{BUCKET}?endpoint={self.endpoint}&region=us-east-1"
        folder.mkdir(parents=True, exist_ok=True)
        keys = {
            "NANIO_ACCESS_KEY": KEYS["AWS_ACCESS_KEY_ID"],
            "NANIO_SECRET_KEY": KEYS["AWS_SECRET_ACCESS_KEY"],
        }
        self.part = Part(
            "store",
            [
                sys.executable, "-m", "nanio", "serve", "--data-dir", str(folder), "--host", HOST,
                "--port", str(self.port), "--log-level", "warning", "--no-access-log",
            ],
            logs=logs, answers=self.answers, env=os.environ | keys,
        )  # fmt: skip

    def answers(self) -> bool:
        try:
            urllib.request.urlopen(self.endpoint, timeout=2).close()  # noqa: S310  our own
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def make_bucket(self) -> None:
        client = boto3.client(
            "s3", endpoint_url=self.endpoint, region_name="us-east-1", config=PATIENCE,
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )  # fmt: skip
        client.create_bucket(Bucket=BUCKET)
