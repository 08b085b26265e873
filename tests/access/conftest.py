"""What the tests of this package read: every page was asked for once, by everyone."""

import contextlib
import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test import override_settings
from psycopg2.errors import InsufficientPrivilege

from kit import logs
from register import badge_keys, signing
from tests import roles
from tests.access.crawl import Answers, Visitor, crawl, taken_back
from tests.access.hostile import attack, with_the_longest_name
from tests.access.overposting import overpost
from tests.access.world import World
from tests.conftest import NOW


class Lines(logging.Handler):
    """Every line that is logged, with its traceback, as the configured handler writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(configured_formatter())
        self.addFilter(logs.OfRequest())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def configured_formatter() -> logging.Formatter | None:
    written = (one for one in logging.getLogger().handlers if one.get_name() == "console")
    return next(written).formatter


@contextlib.contextmanager
def listening() -> Iterator[list[str]]:
    lines = Lines()
    logging.getLogger().addHandler(lines)
    try:
        yield lines.lines
    finally:
        logging.getLogger().removeHandler(lines)


def own_places(folder: Path) -> Any:
    """Files and seal of the world in a folder of their own."""
    key = folder / "seal.p12"
    signing.make_development_key(key, "development")
    badge_keys.make_development_key(folder / "badges.pem", "development")
    location = {"location": str(folder / "files")}
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": location}
    return override_settings(
        **dict.fromkeys(("PUBLIC_A_MINUTE", "PUBLIC_A_DAY", "PUBLIC_NAMES"), 1_000_000),
        SIGNING_KEY_FILE=str(key),
        BADGE_KEY_FILE=str(folder / "badges.pem"),
        SIGNING_KEY_PASSWORD="development",
        STORAGES={**configured.STORAGES, "default": storage},
    )


@contextlib.contextmanager
def a_world() -> Iterator[World]:
    """The world in a database of its own, which is gone afterwards.

    Not in one transaction: what a thousand requests wrote and took back would lie in the way of
    each that follows.
    """
    with own_database():
        with transaction.atomic():
            world = World()
        with time_machine.travel(NOW, tick=False):
            yield world


@contextlib.contextmanager
def own_database() -> Iterator[None]:
    """A copy of the empty database of the tests, with the rights that the application has there."""
    usual = connection.settings_dict["NAME"]
    copy = f"{usual}_world"
    beside("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)
    beside("CREATE DATABASE {} TEMPLATE {}", copy, usual)
    connection.settings_dict["NAME"] = copy
    with roles.owner_connects():
        call_command("grant_roles")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        beside("DROP DATABASE {} WITH (FORCE)", copy)


def beside(statement: str, *databases: str) -> None:
    """A statement that no transaction and no connection to these databases may be around.

    The server's own cleaner (autovacuum) may just be there; only a superuser can send it away.
    """
    for tries_left in reversed(range(60)):
        try:
            with roles.owner_connects(), connection._nodb_cursor() as cursor:
                cursor.execute(statement.format(*map(connection.ops.quote_name, databases)))
        except ProgrammingError as error:
            if not tries_left or not isinstance(error.__cause__, InsufficientPrivilege):
                raise
            time.sleep(1)
        else:
            return


@pytest.fixture(scope="session")
def answers(django_db_setup, django_db_blocker, tmp_path_factory) -> Answers:
    """What everyone got from every address, and what was sent and logged meanwhile.

    The world is gone when the first test starts: tests read, they do not ask.
    """
    place = own_places(tmp_path_factory.mktemp("world"))
    with django_db_blocker.unblock(), place, listening() as lines, a_world() as world:
        found = crawl(world)
        found.attacks = list(attack(Visitor(world), found.pages()))
        found.overposts = list(overpost(Visitor(world), found.pages()))
        with taken_back():
            found.longest = list(with_the_longest_name(Visitor(world)))
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (found.role,) = cursor.fetchone()
    found.log = lines
    return found
