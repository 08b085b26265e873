"""What the launcher can be asked: run, exec, manage, drill, reset."""

import os
import shutil
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from config.embedded import portal
from config.embedded.account import was_made_for
from config.embedded.processes import only_launcher, start, stop_leftovers, stopped_by_signals
from config.embedded.servers import address
from config.embedded.session import (
    ADDRESSES,
    BASE_DIR,
    RUN_LOCK,
    TEST_LOCKS,
    VAR,
    memory_of,
    servers,
)

TEST_SETTINGS = {
    "TESTING": "1",
    "DEBUG": "0",
    "DEMO": "0",
    "SECRET_KEY": "only-for-tests",
    "BASE_URL": "http://localhost:8000",
}


def run() -> int:
    """Servers, database, then web, worker and beat until Ctrl-C; the servers stop last."""
    with only_launcher([RUN_LOCK]) as lock:
        if lock is None:
            print(f"Already running as process {RUN_LOCK.read_text()}.", file=sys.stderr)
            return 1
        try:
            with stopped_by_signals(), servers(lock, durable=True) as session:
                environment = portal.make_environment(session)
                portal.prepare_database(session, environment)
                portal.seed_when_empty(environment)
                portal.serve(environment)
        except KeyboardInterrupt:
            print("Stopped.", flush=True)
            return 0
        finally:
            stop_leftovers(lock, seconds=2)  # a killed honcho leaves its processes
        print("A process stopped by itself: the log above says which and why.", file=sys.stderr)
        return 1


def execute(command: list[str]) -> int:
    """Run a command beside throwaway servers, as the owner of the database; gives its exit code.

    The reading role is left out: a test is one transaction on one connection, and becomes another
    role with SET ROLE. Runs at the same time get servers of their own; a later run reuses them.
    """
    with only_launcher(TEST_LOCKS) as lock:
        if lock is None:
            print(f"{len(TEST_LOCKS)} test runs are busy already.", file=sys.stderr)
            return 1
        with stopped_by_signals(), servers(lock, durable=False) as session:
            mail = {"EMAIL_URL": os.environ.get("EMAIL_URL", f"file://{VAR}/mail-test")}
            settings = TEST_SETTINGS | mail | session.addresses | session.as_owner
            environment = os.environ | settings | session.mark
            del environment["DATABASE_PUBLIC_URL"]
            return _in_foreground(command, environment)


def outside_environment() -> dict[str, str]:
    """The environment without what `exec` added: for a test that starts `make run` itself.

    The mark stays: if the test run is killed, the next one stops that portal too.
    """
    added = {*TEST_SETTINGS, *ADDRESSES, "EMAIL_URL"}
    return {name: value for name, value in os.environ.items() if name not in added}


def manage(arguments: list[str]) -> int:
    """Run a manage.py command on the development database, whether or not `run` is running."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
    with only_launcher([RUN_LOCK]) as lock:
        if lock is None:
            return _in_foreground(command, dict(os.environ))
        with stopped_by_signals(), servers(lock, durable=True) as session:
            environment = portal.make_environment(session)
            portal.prepare_database(session, environment)
            return _in_foreground(command, environment)


def drill() -> int:
    """Make a copy of the development database and put it back, as its owner."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), "drill"]
    with only_launcher([RUN_LOCK]) as lock:
        if lock is None:
            owner = os.environ.get("DATABASE_OWNER_URL") or address(
                memory_of(RUN_LOCK), "register_owner"
            )
            return _in_foreground(command, os.environ | {"DATABASE_URL": owner})
        with stopped_by_signals(), servers(lock, durable=True) as session:
            environment = portal.make_environment(session)
            portal.prepare_database(session, environment)
            portal.seed_when_empty(environment)
            return _in_foreground(command, environment | session.as_owner)


def _in_foreground(command: list[str], environment: dict[str, str]) -> int:
    """Run to the end. Ctrl-C is the child's own affair; SIGTERM is handed on to it."""
    child = start(command, dies_by=signal.SIGTERM, env=environment)
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    code = child.wait()
    return 128 - code if code < 0 else code


def reset() -> int:
    """Throw away all development and test data: everything in var/, and what lies elsewhere."""
    with ExitStack() as held:
        locks = (RUN_LOCK, *TEST_LOCKS)
        if not all(held.enter_context(only_launcher([lock])) for lock in locks):
            print("First stop what is running.", file=sys.stderr)
            return 1
        for lock in locks:
            stop_leftovers(lock)
            folder = memory_of(lock).get("folder")
            if folder and was_made_for(Path(folder), VAR):
                shutil.rmtree(folder)
        shutil.rmtree(VAR)
    return 0
