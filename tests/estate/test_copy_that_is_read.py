"""The public pages read a copy of the database while it is fresh, and else the primary."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, connections
from django.http import HttpResponse
from django.test import RequestFactory

from kit.replica import base
from register.reading import from_published_copy
from tests.estate.servers import HOST, Servers


@pytest.fixture(scope="module")
def servers():
    with TemporaryDirectory(dir=os.environ["TEST_RUN_FOLDER"]) as name:
        folder = Path(name)
        folder.chmod(0o711)  # the servers run as another user when we are root
        made = Servers(folder)
        with made.primary.serving():
            made.replica.make()
            made.replica.part.start()
            with psycopg2.connect(made.primary.url("register_owner")) as owner:
                owner.cursor().execute(
                    "CREATE TABLE words (word text); GRANT SELECT ON words TO register_public"
                )
            try:
                yield made
            finally:
                made.replica.part.kill()


@pytest.fixture
def public(servers, settings):
    """A connection as the public pages have it: the copy first, the primary last."""
    settings.PUBLIC_LAG_SECONDS = 4
    base._left_alone_until.clear()
    found = {
        **connections["default"].settings_dict,
        "NAME": "register",
        "USER": "register_public",
        "PASSWORD": servers.memory.secret("register_public"),
        "HOST": f"{HOST},{HOST}",
        "PORT": f"{servers.replica.port},{servers.primary.port}",
        "OPTIONS": {"connect_timeout": 2},
        "CONN_HEALTH_CHECKS": True,
    }
    connections.settings["of_this_test"] = found
    made = connections["of_this_test"] = base.DatabaseWrapper(found, alias="of_this_test")
    follows_again(servers, made)
    yield made
    made.close()
    del connections["of_this_test"], connections.settings["of_this_test"]


@pytest.fixture(autouse=True)
def may_connect(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def write(servers, word):
    with psycopg2.connect(servers.primary.url("register_owner")) as owner:
        owner.cursor().execute("INSERT INTO words VALUES (%s)", [word])


def begin_request(connection):
    """As Django does: once in a request the connection is looked at."""
    connection.close_if_unusable_or_obsolete()


def reads_copy(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        return cursor.fetchone()[0]


def test_a_copy_that_is_fresh_is_read_and_one_that_stands_still_is_not(servers, public):
    assert reads_copy(public)
    assert public.copies_behind()[0] < 4
    servers.replica.stand_still()
    try:
        write(servers, "later")
        wait_until_behind(public, 4)
        begin_request(public)
        assert not reads_copy(public)
        with public.cursor() as cursor:
            cursor.execute("SELECT 1 FROM words WHERE word = 'later'")
            assert cursor.fetchone()
        public.close()
        assert not reads_copy(public)  # a new connection looks as well
    finally:
        servers.replica.follow()
    follows_again(servers, public)
    public.close()
    assert not reads_copy(public), "it is left alone for some seconds"
    base._left_alone_until.clear()
    public.close()
    assert reads_copy(public)


def test_a_copy_that_is_killed_is_not_missed(servers, public):
    assert reads_copy(public)
    servers.replica.part.kill()
    try:
        begin_request(public)
        assert not reads_copy(public)
        assert public.copies_behind() == [base.NEVER]
    finally:
        servers.replica.part.start()


def test_a_copy_that_was_made_a_primary_is_none(servers, public):
    """As after a mistake: it answers, follows nobody, and keeps what people asked to be gone."""
    alone = {**public.settings_dict, "PORT": f"{servers.primary.port},{servers.primary.port}"}
    connections.settings["made_primary"] = alone
    made = connections["made_primary"] = base.DatabaseWrapper(alone, alias="made_primary")
    try:
        assert made.copies_behind() == [base.NEVER]
        assert not reads_copy(made)
        assert not made.reads_copy
        assert made.is_usable()
    finally:
        made.close()
        del connections["made_primary"], connections.settings["made_primary"]


def test_each_host_has_its_port_or_none_has():
    assert base.places({"host": "copy,primary"}) == [
        {"host": "copy", "port": "5432"}, {"host": "primary", "port": "5432"}
    ]  # fmt: skip
    with pytest.raises(ImproperlyConfigured):
        base.places({"host": "copy,primary", "port": 5433})


def wait_until_behind(connection, seconds):
    wait(lambda: connection.copies_behind()[0] > seconds)


def follows_again(servers, connection):
    """A copy that was started looks for its primary each five seconds."""

    def is_up_to_date():
        write(servers, "weer bij")
        return connection.copies_behind()[0] < 1

    wait(is_up_to_date)


def wait(condition):
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_a_public_page_whose_connection_goes_is_asked_once_more():
    asked = []

    @from_published_copy
    def page(request):
        asked.append(request.path)
        with connections["default"].cursor() as cursor:
            if len(asked) == 1 or request.method == "POST":
                connections["default"].connection.close()  # as when its server went away
            cursor.execute("SELECT 1")
        return HttpResponse("er is weer iemand")

    assert page(RequestFactory().get("/")).content == b"er is weer iemand"
    assert len(asked) == 2
    with pytest.raises(InterfaceError):
        page(RequestFactory().post("/"))
    assert len(asked) == 3, "what may have written is not asked again"
