"""A house with its own database, Valkey and mail server, for each test."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from accreditation import welcome
from register.models import Certificate
from tests.faults.house import House
from tests.faults.mailbox import Mailbox
from tests.faults.valkey import Valkey
from tests.makers import people
from tests.roles import APP

HERE = Path(__file__).parent
pytest.register_assert_rewrite("tests.faults.outcome")  # so that a failure shows its values


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.controller.start()
    yield box
    box.controller.stop()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def environment(
    transactional_db: None, settings: Any, valkey: Valkey, mailbox: Mailbox
) -> dict[str, str]:
    """What points a process at the database, files and servers of this test."""
    made = {
        "REDIS_URL": valkey.url,
        "EMAIL_URL": mailbox.url,
        "FILES_DIR": settings.STORAGES["default"]["OPTIONS"]["location"],
        "SIGNING_KEY_FILE": settings.SIGNING_KEY_FILE,
        "SIGNING_KEY_PASSWORD": settings.SIGNING_KEY_PASSWORD,
        "JOB_LEASE_SECONDS": "30",  # as in production
        "LOG_LEVEL": "WARNING",
    }
    role = {"default": f"options={quote(APP)}", "public": ""}
    for alias, variable in (("default", "DATABASE_URL"), ("public", "DATABASE_PUBLIC_URL")):
        if alias in settings.DATABASES:
            name = settings.DATABASES[alias]["NAME"]  # the one that pytest-django made
            whole = urlsplit(os.environ[variable])._replace(path=name, query=role[alias])
            made[variable] = whole.geturl()
    return os.environ | made


@pytest.fixture
def house(
    environment: dict[str, str],
    tmp_path: Path,
    valkey: Valkey,
    mailbox: Mailbox,
    record_property: Callable[[str, object], None],
) -> Iterator[House]:
    """Nothing runs yet: each test starts what it wants to hurt."""
    made = House(environment, tmp_path, valkey, mailbox, record_property)
    yield made
    made.stop()


@pytest.fixture
def admit(transactional_db: None, today: date) -> Callable[[], Certificate]:
    """Admit somebody new: a number, a code, a certificate to make and a letter to send."""

    def admit_someone() -> Certificate:
        who = people.person(f"Persoon {Certificate.objects.count() + 1}", "Proef")
        welcomed = people.welcomed(who, today=today - timedelta(days=1))
        registration = welcome.admit(welcomed, today=today, by=people.desk_actor())
        return registration.certificates.get()

    return admit_someone
