"""One set of servers with its addresses: for `run`, or for a test run."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.embedded.account import find_place
from config.embedded.memory import Memory
from config.embedded.processes import MARK, stop_leftovers
from config.embedded.servers import Postgres, Valkey, bare_environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = BASE_DIR / "var"
RUN_LOCK = VAR / "run.lock"
TEST_LOCKS = tuple(VAR / f"test{suffix}.lock" for suffix in ("", "-2", "-3", "-4", "-5", "-6"))
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL", "REDIS_URL")


@dataclass(frozen=True)
class Session:
    """Running servers: their addresses, and the variable that marks all our children."""

    memory: Memory
    addresses: dict[str, str]
    mark: dict[str, str]

    @property
    def as_owner(self) -> dict[str, str]:
        """The environment that makes Django work as the owner of the database."""
        return {"DATABASE_URL": self.addresses["DATABASE_OWNER_URL"]}


@contextmanager
def servers(lock: Path, *, durable: bool) -> Iterator[Session]:
    """PostgreSQL and Valkey for the holder of this lock, unless the environment names others."""
    left = stop_leftovers(lock)
    if left:
        print(f"Stopped {len(left)} process(es) that an earlier start left behind.", flush=True)
    suffix = "" if lock == RUN_LOCK else f"-{lock.stem}"
    data, cache = f"pg{suffix}", f"valkey{suffix}"
    memory = memory_of(lock)
    mark = {MARK: str(lock)}
    given = {name: os.environ[name] for name in ADDRESSES if name in os.environ}
    with ExitStack() as running:
        if not {"DATABASE_URL", "REDIS_URL"} <= given.keys():
            place = find_place(VAR, data, memory)
            bare = bare_environment(mark)
        if "DATABASE_URL" not in given:
            log = VAR / "log" / f"{data}.log"
            postgres = Postgres(place, log, bare, folder=data, memory=memory, durable=durable)
            running.enter_context(postgres.serving())
            given["DATABASE_URL"] = postgres.url("register_app")
            given["DATABASE_OWNER_URL"] = postgres.url("register_owner")
            given["DATABASE_PUBLIC_URL"] = postgres.url("register_public")
        if "REDIS_URL" not in given:
            log = VAR / "log" / f"{cache}.log"
            valkey = Valkey(place, log, bare, folder=cache, memory=memory)
            running.enter_context(valkey.serving())
            given["REDIS_URL"] = valkey.url
        given.setdefault("DATABASE_OWNER_URL", given["DATABASE_URL"])
        given.setdefault("DATABASE_PUBLIC_URL", given["DATABASE_URL"])
        yield Session(memory, given, mark)


def memory_of(lock: Path) -> Memory:
    return Memory(lock.with_suffix(".json"))
