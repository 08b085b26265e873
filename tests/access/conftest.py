"""What the tests of this package read: every page was asked for once, by everyone."""

import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.db import transaction
from django.test import override_settings

from register import signing
from tests.access.crawl import Answers, Visitor, crawl, taken_back
from tests.access.hostile import attack, with_the_longest_name
from tests.access.world import World
from tests.conftest import NOW


class Lines(logging.Handler):
    """Every line that is logged, with its traceback, as the configured handler writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(configured_formatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def configured_formatter() -> logging.Formatter | None:
    written = (one for one in logging.getLogger().handlers if one.get_name() == "stdout")
    return next(written).formatter


def own_places(folder: Path) -> Any:
    """Files and seal of the world in a folder of their own."""
    key = folder / "seal.p12"
    if not key.exists():
        signing.make_development_key(key, "development")
    location = {"location": str(folder / "files")}
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": location}
    return override_settings(
        SIGNING_KEY_FILE=str(key),
        SIGNING_KEY_PASSWORD="development",
        STORAGES={**configured.STORAGES, "default": storage},
    )


@pytest.fixture(scope="session")
def a_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Enter it for a world of your own; leaving takes everything back."""
    @contextlib.contextmanager
    def enter() -> Iterator[World]:
        folder = tmp_path_factory.mktemp("world")
        with django_db_blocker.unblock(), own_places(folder), transaction.atomic():
            world = World()
            with time_machine.travel(NOW, tick=False):
                yield world
            transaction.set_rollback(True)

    return enter


@pytest.fixture(scope="session")
def answers(a_world) -> Answers:
    """What everyone got from every address, and what was logged meanwhile."""
    lines = Lines()
    root = logging.getLogger()
    root.addHandler(lines)
    try:
        with a_world() as world:
            found = crawl(world)
            found.attacks = list(attack(Visitor(world), found.pages()))
            with taken_back():
                found.longest = list(with_the_longest_name(Visitor(world)))
    finally:
        root.removeHandler(lines)
    found.log = lines.lines
    return found
