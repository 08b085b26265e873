"""Whatever is asked of the API: an answer that its description names, and never our own mistake."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as examples

from config.wsgi import application
from register.api.document import document

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_dict(document())


def from_somewhere(environ, start_response):
    """The portal, asked from an address, as a real server says it."""
    return application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)


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
