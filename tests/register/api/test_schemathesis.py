"""Whatever is asked of the API: an answer that its description names, and never our own mistake."""

import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis import settings as examples

from config.wsgi import application
from register.api.document import document

pytestmark = pytest.mark.django_db
schema = schemathesis.openapi.from_dict(document())
schema.app = application


@schema.parametrize()
@examples(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_the_api_does_what_it_says(case, listed, settings):
    settings.PUBLIC_A_MINUTE = settings.PUBLIC_A_DAY = 1_000_000
    case.call_and_validate()
