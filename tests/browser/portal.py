"""The portal as a newcomer starts it: `make run` in a copy of the tree, on free ports."""

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
from psycopg2.extensions import cursor

from config.embedded.commands import outside_environment

ROOT = Path(__file__).parent.parent.parent
# Each worker of a parallel run has ports of its own: two that start at once could take the same.
FIRST_PORT = str(8020 + 20 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]))
STARTS_WITHIN = 480  # seconds, with a demo world to build on shared cores
OPEN_JOBS = """
    SELECT 1 FROM outbox_job
    WHERE done_at IS NULL AND dead_at IS NULL AND due_at <= now() LIMIT 1
"""
ADDRESS = re.compile(r"Register Klantmanagers\s+(http://localhost:\d+)")


class Portal:
    """A running portal: its address, its folder and the mail it sent."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder, self.log = folder, folder / "run.log"
        self.settings = settings
        self.url = ""

    def start(self) -> None:
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                ["make", "run"],
                cwd=self.folder,
                env=outside_environment() | {"PORT": FIRST_PORT} | self.settings,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait_until_ready()

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """As by Ctrl-C."""
        if self.runs:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    def wait_until_ready(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            text = self.log.read_text()
            if found := ADDRESS.search(text):
                self.url = found[1]
                return
            if not self.runs:
                break
            time.sleep(0.5)
        raise AssertionError(f"The portal did not start:\n{self.log.read_text()[-4000:]}")

    @contextmanager
    def sql(self, database: str = "postgres") -> Iterator[cursor]:
        """The portal's own PostgreSQL, as its administrator."""
        facts = json.loads((self.folder / "var" / "run.json").read_text())
        connection = psycopg2.connect(
            host="127.0.0.1", port=facts["postgres_port"], user="postgres",
            password=facts["postgres"], dbname=database,
        )  # fmt: skip
        connection.autocommit = True
        try:
            yield connection.cursor()
        finally:
            connection.close()

    def wait_until_idle(self, within: float = 600) -> None:
        """Until the certificates of the demo world are made, so that no test shares the cores."""
        until = time.monotonic() + within
        with self.sql("register") as sql:
            while time.monotonic() < until:
                sql.execute(OPEN_JOBS)
                if not sql.fetchone():
                    return
                time.sleep(1)
        raise AssertionError(f"The demo world was not finished in {within} seconds.")

    def mails_to(self, address: str) -> Iterator[EmailMessage]:
        """Every mail to an address, the newest first."""
        for path in sorted((self.folder / "var" / "mail").glob("*"), reverse=True):
            yield from messages_in(path, to=address)

    def mail_to(
        self, address: str, containing: str | re.Pattern[str] = "", within: float = 90
    ) -> EmailMessage:
        """The newest mail to an address with this text in it; waits for it."""
        if isinstance(containing, str):
            containing = re.compile(re.escape(containing))
        until = time.monotonic() + within
        while time.monotonic() < until:
            for message in self.mails_to(address):
                if containing.search(text_of(message)):
                    return message
            time.sleep(0.5)
        raise AssertionError(f"No mail to {address} with {containing.pattern}")


class Standing(Portal):
    """A portal that somebody else started, and stops."""

    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder)
        self.url = url

    runs = True


def messages_in(path: Path, *, to: str) -> Iterator[EmailMessage]:
    """What one file of Django's file backend holds for somebody, the last one first."""
    for part in reversed(path.read_bytes().split(b"-" * 79 + b"\n")):
        if f"\nTo: {to}\n".encode() in part:  # parsing a thousand letters takes seconds
            yield message_from_bytes(part, policy=policy.default)  # type: ignore[misc]


def text_of(message: EmailMessage) -> str:
    """Subject and every part of a message as text."""
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([message["Subject"], *map(str, parts)])


def copy_of_the_tree(folder: Path) -> Path:
    """What is in git (and what is about to be), with the environment that was made already."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    for made in ("static", "signing"):  # what takes long to make and is the same everywhere
        if (ROOT / "var" / made).exists():
            shutil.copytree(ROOT / "var" / made, folder / "var" / made)
    return folder


@contextmanager
def running_portal(**settings: str) -> Iterator[Portal]:
    """`make run` with these variables until the end of the block, then stopped as by Ctrl-C."""
    with temporary_tree() as folder:
        shutil.rmtree(folder / "var")
        copy_with_owners(built_world() / "var", folder / "var")
        with running_in(folder, **settings) as portal:
            yield portal


@contextmanager
def temporary_tree() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)  # the servers run as another user when we are root
        yield copy_of_the_tree(folder)


def built_world() -> Path:
    """A tree in which the first `make run` has built the demo world; once for a whole test run."""
    folder = Path(os.environ["TEST_RUN_FOLDER"]) / "world"
    with (folder.parent / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with temporary_tree() as tree:
                with running_in(tree) as portal:
                    portal.wait_until_idle()
                forget_ports(tree / "var" / "run.json")
                copy_with_owners(tree, folder)
    return folder


def forget_ports(memory: Path) -> None:
    """So that two copies that start at the same moment do not take each other's servers."""
    facts = json.loads(memory.read_text())
    kept = {name: fact for name, fact in facts.items() if not name.endswith("_port")}
    memory.write_text(json.dumps(kept))


def copy_with_owners(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", source, target], check=True)


@contextmanager
def running_in(folder: Path, **settings: str) -> Iterator[Portal]:
    portal = Portal(folder, **settings)
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()
