"""The pages that say what went wrong: the right status, calm words, the number of the request."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import RequestFactory

from config import errors


@pytest.fixture
def request_(rf: RequestFactory):
    request = rf.get("/ergens/")
    request.user = AnonymousUser()
    request.request_id = "abc123"
    return request


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (
            lambda r: errors.handler400(r, SuspiciousOperation()),
            400,
            "We begrijpen deze vraag niet",
        ),
        (lambda r: errors.handler400(r, RequestDataTooBig()), 413, "Dit is te groot"),
        (lambda r: errors.handler403(r, PermissionError()), 403, "Deze pagina is niet voor u"),
        (errors.csrf_failure, 403, "De pagina stond te lang open"),
        (lambda r: errors.handler404(r, LookupError()), 404, "Deze pagina is er niet"),
        (
            lambda r: errors.not_allowed(r, "Al ingeleverd & klaar"),
            409,
            "Al ingeleverd &amp; klaar",
        ),
        (errors.handler429, 429, "Even wachten"),
        (errors.handler500, 500, "Er ging iets mis bij ons"),
        (errors.unavailable, 503, "We zijn er zo weer"),
        (errors.no_room, 507, "Er is nu geen ruimte"),
    ],
)
def test_each_page_says_what_happened(request_, answer, status, words):
    response = answer(request_)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "abc123" in response.content.decode()


def test_a_refusal_before_anyone_is_known_still_has_a_page(rf):
    assert errors.csrf_failure(rf.post("/ergens/")).status_code == 403


@pytest.mark.parametrize("answer", [errors.handler500, errors.unavailable])
def test_when_all_is_broken_no_query_is_made(rf, answer):
    # Without the db mark a query is an error; the request has neither user nor session.
    assert answer(rf.get("/")).status_code in (500, 503)
