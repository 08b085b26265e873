"""A next release makes its tables while people read and write: nobody sees a failed page.

The web process is the release of now, and goes on serving with the tables of the next.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from config.copies import drill
from config.embedded.memory import any_free_port
from tests.config.test_copies import in_database
from tests.faults.house import PROMISED, ROOT, House, wait_until
from tests.faults.visitor import PATIENCE as FOR_A_PAGE
from tests.faults.visitor import Visitor
from tests.makers import logins, people, reference
from tests.roles import APP, owner_connects

CAPTURED = {"title": "Flip-over gemaakt", "kind": "course", "happened_on": "2026-11-20"}
PATIENCE = 10 + FOR_A_PAGE  # seconds: a page may wait behind a lock as well
ADDED = """
    SELECT EXISTS (SELECT FROM information_schema.columns WHERE column_name = 'mood'),
        EXISTS (SELECT FROM pg_constraint WHERE conname = 'mood_is_said' AND convalidated),
        EXISTS (SELECT FROM pg_class WHERE relname = 'by_mood'),
        (SELECT count(*) FROM pg_index WHERE NOT indisvalid)
"""
HALF_AN_INDEX = (False, False, False, 1)
NOTHING, EVERYTHING = (False, False, False, 0), (True, True, True, 0)


@pytest.fixture
def database(transactional_db) -> Iterator[str]:
    """The address of a database as it is now, for its owner: a copy of that of the tests."""
    ours, name = connection.settings_dict["NAME"], f"register_migrating_{uuid4().hex[:12]}"
    connection.close()  # nobody may be in what is copied
    with owner_connects():
        outside(f"CREATE DATABASE {name} TEMPLATE {ours}")
        try:
            with in_database(name):
                call_command("grant_roles")
            yield drill.address(name)
        finally:
            outside(f"DROP DATABASE {name} WITH (FORCE)")


def outside(statement: str) -> None:
    """As the owner, from the server's own database."""
    there = psycopg2.connect(drill.address("postgres"))
    there.autocommit = True
    with there.cursor() as cursor:
        cursor.execute(statement)
    there.close()


def prepared(address: str, release: str, *more: str) -> tuple[int, str]:
    """`prepare_database` of a release, as the owner and in a process of its own."""
    done = subprocess.run(
        [sys.executable, "manage.py", "prepare_database", f"--settings={release}", *more],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


class Person(threading.Thread):
    """Does the same over and over, until it is over; keeps what went wrong."""

    def __init__(self, act: Callable[[], str], over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.act, self.over, self.done = act, over, 0
        self.failures: list[str] = []

    def run(self) -> None:
        while not self.over.is_set():
            try:
                self.act()
                self.done += 1
                time.sleep(0.05)
            except Exception as error:  # whatever it is: somebody saw it
                self.failures.append(f"{type(error).__name__}: {error}")


@pytest.fixture
def visitor(house: House, database: str) -> Visitor:
    """Somebody who is logged in at the web process of the release of now."""
    port = any_free_port()
    address = urlsplit(database)._replace(query=f"options={quote(APP)}").geturl()
    house.start("web", PORT=str(port), DATABASE_URL=address, LIMITS="0")  # it writes on and on
    found = Visitor(f"http://127.0.0.1:{port}", patience=PATIENCE)
    with in_database(urlsplit(database).path[1:]):
        reference.scheme()
        key = logins.session_of(people.person("Samira", "El Amrani"), "password", "mfa")
    found.opener.addheaders = [("User-Agent", "Mozilla/5.0 Test")]
    wait_until(found.is_answered, PROMISED, house.explain)
    found.take_cookie(settings.SESSION_COOKIE_NAME, key)
    assert "Samira" in found.get("/mijn/")
    return found


@contextmanager
def busy(visitor: Visitor) -> Iterator[list[Person]]:
    """People read and write; at the end nobody has seen anything wrong."""
    over = threading.Event()

    def write() -> str:
        page = visitor.post("/mijn/portfolio/activiteit/nieuw/", **CAPTURED)
        assert "bewaard" in page
        return page

    acts = [
        write,
        lambda: visitor.get("/mijn/portfolio/"),
        lambda: visitor.get("/?naam=jansen"),
    ]
    crowd = [Person(act, over) for act in acts]
    visitor.get("/mijn/portfolio/activiteit/nieuw/")
    for one in crowd:
        one.start()
    try:
        yield crowd
    finally:
        over.set()
        for one in crowd:
            one.join(30)


@contextmanager
def long_transaction(address: str) -> Iterator[Callable[[], None]]:
    """Somebody who reads the portfolio in one transaction, and is not done with it."""
    other = psycopg2.connect(address)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM portfolios_learningactivity")
        yield other.rollback
    finally:
        other.close()


def added(address: str) -> tuple[object, ...]:
    with psycopg2.connect(address) as other, other.cursor() as cursor:
        cursor.execute(ADDED)
        found: tuple[object, ...] = cursor.fetchone() or ()
    other.close()
    return found


def leave_half_an_index(address: str) -> None:
    """As a run leaves it that was stopped: nobody reads it, and every write may have to keep it."""
    other = psycopg2.connect(address)
    other.autocommit = True
    with other.cursor() as cursor, pytest.raises(psycopg2.errors.UniqueViolation):
        cursor.execute("CREATE UNIQUE INDEX CONCURRENTLY half ON portfolios_learningactivity(kind)")
    other.close()
    assert added(address) == HALF_AN_INDEX


def test_a_next_release_makes_its_tables_while_people_work(house, database, visitor):
    release = "tests.made_migrations.settings"
    with busy(visitor) as crowd, long_transaction(database) as end_it:
        code, said = prepared(database, release, "--tries=2", "--pause=1")
        assert code == 1
        assert "portfolios.0901_mood got no lock in 2 tries of 2 seconds" in said
        assert "Traceback" not in said
        assert added(database) == NOTHING

        leave_half_an_index(database)
        threading.Timer(4, end_it).start()
        began = time.monotonic()
        code, said = prepared(database, release, "--pause=1")
        house.note("migrated", f"{time.monotonic() - began:.1f} s, of which 4 behind somebody")
        assert code == 0, said
        assert added(database) == EVERYTHING
        done = [one.done for one in crowd]
        wait_until(
            lambda: all(now.done > was for now, was in zip(crowd, done, strict=True)),
            PATIENCE,
            lambda: f"{[(one.done, one.failures[-3:]) for one in crowd]}\n{house.explain()}",
        )
    assert [one.failures for one in crowd] == [[], [], []]
    house.note("pages", f"{sum(one.done for one in crowd)}, slowest {visitor.slowest:.2f} s")
    assert "Traceback" not in house.log("web").read_text()
