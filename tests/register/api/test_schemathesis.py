"""Whatever is asked of the API: an answer that its description names, and never our own mistake."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as examples
from schemathesis.specs.openapi.checks import negative_data_rejection

from accounts.actors import Actor
from accounts.public_use import Budget
from config.wsgi import application
from portfolios.courses import keys
from register.api import door
from register.api.document import document
from tests.makers import courses, people

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_dict(document())


def from_somewhere(environ, start_response):
    """The portal, asked from an address, as a real server says it.

    The client of schemathesis asks for what is compressed, and does not unpack it.
    """
    said = environ | {"REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "identity"}
    return application(said, start_response)


schema.app = from_somewhere


@pytest.fixture
def one_connection():
    """The transaction of a test outlives a request, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@examples(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_it_says(case, listed, settings, one_connection):
    settings.PUBLIC_A_MINUTE = settings.PUBLIC_A_DAY = 1_000_000
    case.call_and_validate()


@pytest.fixture
def keyed(scheme, now, monkeypatch):
    """A run of a provider, and the header with its key; much may be asked with it."""
    monkeypatch.setattr(keys, "BUDGET", Budget(a_minute=1_000_000, a_day=1_000_000))
    manager = people.person("Noor", "Leraar")
    provider = courses.provider(manager, now=now)
    run = courses.run(courses.course(provider, now=now), now=now, days=-14)
    _, secret = keys.make(provider, purpose="Ons systeem", now=now, by=Actor.self(manager))
    return run, {door.KEY_HEADER: secret}


@schema.include(path_regex="aanwezigheid").parametrize()
@examples(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_what_is_taken_only_with_a_key_does_what_it_says(case, keyed, one_connection):
    run, headers = keyed
    case.path_parameters = {"uitvoering": str(run.public_id)}
    # A case that is wrong in its address or key only is right by now.
    case.call_and_validate(headers=headers, excluded_checks=[negative_data_rejection])
