"""What every test may use: a clock that stands still, named people, a signing key."""

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.utils.module_loading import autodiscover_modules
from xdist.scheduler import LoadScopeScheduling

from accounts import public_use
from accounts.models import Role, User
from outbox import jobs
from register import badge_keys, signing
from tests import acts_only, roles
from tests.access import internet_nl
from tests.fault_table import FaultTable
from tests.makers import logins, people, reference

ROOT_OF_PROJECT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))  # a Monday
TODAY = NOW.date()


def pytest_addoption(parser):
    parser.addoption("--fault-table", help="print the fault table, and keep it in this file")


def pytest_configure(config):
    """One folder for whatever all workers of this run share."""
    config.pluginmanager.register(FaultTable(config.getoption("--fault-table")))
    if "TEST_RUN_FOLDER" not in os.environ:
        folder = TemporaryDirectory(prefix="register-tests-")
        Path(folder.name).chmod(0o711)  # the servers run as another user when we are root
        os.environ["TEST_RUN_FOLDER"] = folder.name
        config.add_cleanup(folder.cleanup)


def pytest_collection_modifyitems(items):
    """What takes minutes comes first; what needs a program that is not here is left out."""
    items.sort(key=turn_of)
    for item in items:
        asked = [name for marker in item.iter_markers("programs") for name in marker.args]
        if missing := [name for name in asked if not shutil.which(name)]:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}"))


def turn_of(item):
    """The journey on one worker and the crawl on another, then the other portals, then the rest."""
    if item.path.name == "test_journey.py":
        return 0
    if "access" in item.path.parts:
        return 1
    return 2 if any(map(item.get_closest_marker, ("browser", "faults"))) else 3


class SharingScheduling(LoadScopeScheduling):
    """What shares a costly fixture stays with one worker: the tests of a file, and the crawl."""

    def _split_scope(self, nodeid):
        path = nodeid.partition("::")[0]
        return "access" if path.startswith("tests/access/") else path


def pytest_xdist_make_scheduler(config, log):
    return SharingScheduling(config, log)


@pytest.fixture(autouse=True, scope="session")
def registered_jobs():
    autodiscover_modules("tasks")


@pytest.fixture(autouse=True, scope="session")
def every_change_has_its_act():
    """Whatever a test lets the portal do: no history row without who did it (tests/acts_only)."""
    acts_only.start()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every connection to the test database is the application's (tests/roles)."""
    with django_db_blocker.unblock():
        roles.start()
    yield
    roles.stop()


@pytest.fixture(autouse=True)
def owner_where_asked(request):
    """A test that does what the application may not says so, and why: `as_owner("…")`."""
    if not request.node.get_closest_marker("as_owner"):
        yield
        return
    request.getfixturevalue("db")
    with roles.as_owner():
        yield


@pytest.fixture(autouse=True, scope="session")
def every_answer_keeps_the_rules():
    """Whatever a test asks for: nothing from or to elsewhere (internet.nl), and no English."""
    ask = Client.request

    def asked(self, **request):
        answer = ask(self, **request)
        missing = internet_nl.faults(answer.headers)
        assert not missing, f"{request.get('PATH_INFO')}: {missing}"
        if not answer.streaming:  # Django's own word where a field has no empty choice of ours
            assert b"Select an option" not in answer.content, request.get("PATH_INFO")
        return answer

    Client.request = asked
    yield
    Client.request = ask


@pytest.fixture(autouse=True)
def files_and_keys(tmp_path, settings, tmp_path_factory):
    """Private files and mail of each test in its own folder; one key for the whole run."""
    key = tmp_path_factory.getbasetemp() / "seal.p12"
    if not key.exists():
        signing.make_development_key(key, "development")
        badge_keys.make_development_key(key.with_name("badges.pem"), "development")
    settings.CLOCK_FILE = None
    settings.ERASURES_FILE = str(tmp_path / "erasures" / "list.jsonl")
    settings.SIGNING_KEY_FILE = str(key)
    settings.BADGE_KEY_FILE = str(key.with_name("badges.pem"))
    settings.SIGNING_KEY_PASSWORD = "development"
    settings.STORAGES = {
        **django_settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }


@pytest.fixture(autouse=True)
def nothing_by_chance(monkeypatch):
    """One question in fifty sums up the day, which is a query more; who tests that says so."""
    monkeypatch.setattr(public_use, "SUM_ONCE_IN", 10**9)


@pytest.fixture(autouse=True)
def limits_start_anew(request, django_db_blocker):
    """A test that commits leaves its counts in the cache: no table of a model, so never flushed."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames
    if commits or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock():
            cache.clear()


@pytest.fixture
def standing_clock():
    """Monday 23 November 2026, ten o'clock; `standing_clock.move_to(…)` for later."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def scheme(db):
    return reference.scheme()


@pytest.fixture
def owner(db) -> User:
    return people.person("Samira", "El Amrani")


@pytest.fixture
def stranger(db) -> User:
    return people.person("Joost", "Meulen", infix="van der")


@pytest.fixture
def desk(db) -> User:
    return people.person("Bente", "Bos", role=Role.DESK)


@pytest.fixture
def committee(db) -> User:
    return people.person("Cor", "Kamps", role=Role.COMMITTEE)


@pytest.fixture
def login():
    """A client in which this person is logged in; `shown` is what the session has shown."""

    def log_in(user: User, *shown: str, seconds_ago: int = logins.LONG_AGO) -> Client:
        return logins.put_in(Client(), user, *shown, seconds_ago=seconds_ago)

    return log_in


@pytest.fixture
def run_jobs(db):
    """Perform what is due, as the worker does; only these tasks when they are named."""

    def run(*tasks: str) -> int:
        performed = 0
        for row in jobs.lease_due(datetime(2100, 1, 1, tzinfo=ZoneInfo("UTC"))):
            if not tasks or row.task in tasks:
                performed += jobs.perform(row.pk, row.lease)
        return performed

    return run
