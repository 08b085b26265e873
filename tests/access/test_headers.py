"""What every answer says to the browser: nothing from elsewhere, nothing kept, no session early."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from tests.access.matrix import OUTSIDE

pytestmark = pytest.mark.django_db
__all__ = ["handler400", "handler403", "handler404", "handler500"]


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("stuk/", breaks)]


def faults(headers: dict[str, str]) -> list[str]:
    """What is missing in these headers (names in lower case)."""
    policy = dict(part.strip().partition(" ")[::2]
                  for part in headers.get("content-security-policy", "").split(";"))  # fmt: skip
    wanted = {
        "default-src 'none'": policy.get("default-src") == "'none'",
        "frame-ancestors 'none'": policy.get("frame-ancestors") == "'none'" or "sandbox" in policy,
        "nothing unsafe": not any("unsafe" in value or "*" in value for value in policy.values()),
        "referrer": headers.get("referrer-policy") == "same-origin",
        "nosniff": headers.get("x-content-type-options") == "nosniff",
        "opener": headers.get("cross-origin-opener-policy") == "same-origin",
    }
    return [name for name, is_there in wanted.items() if not is_there]


def lower(response: HttpResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in response.items()}


def test_every_answer_keeps_everything_at_home(answers):
    found = [f"{answer}: {missing}" for answer in answers.all
             if (missing := faults(answer.headers))]  # fmt: skip
    assert not found, "\n".join(found)


def test_a_private_file_comes_in_a_sandbox(answers):
    files = [one for one in answers.everyone
             if one.headers.get("content-type") == "application/pdf"]  # fmt: skip
    assert files
    assert all("sandbox" in one.headers["content-security-policy"] for one in files)
    assert all(one.headers["content-disposition"].startswith("attachment") for one in files)


def test_a_page_of_somebody_who_is_logged_in_is_not_kept(answers):
    inside = [one for one in answers.all if one.who not in OUTSIDE and one.row != "account_logout"]
    assert not [one for one in inside if "no-store" not in one.headers.get("cache-control", "")]


def test_reading_as_a_stranger_at_the_door_sets_no_session(answers):
    """Only a form sets a cookie, and that is the one that guards it."""
    outside = [one for one in answers.everyone if one.who == "anonymous" and one.method == "GET"]
    assert not [one for one in outside if settings.SESSION_COOKIE_NAME in one.cookies]
    for one in outside:
        assert not one.cookies or b"csrfmiddlewaretoken" in one.body, one


def test_what_differs_by_htmx_says_so(answers):
    """A fragment that a cache took for the page would be half a page."""
    fragments = {one.row for one in answers.pages() if one.htmx and one.status == 200
                 and b"<html" not in one.body}  # fmt: skip
    assert fragments == {"register:search"}
    for one in answers.everyone:
        if one.row in fragments and one.method == "GET":
            assert "HX-Request" in one.headers.get("vary", "")


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (400, lambda client: client.get("/", headers={"Host": "elders.example"})),
        (404, lambda client: client.get("/bestaat-niet/")),
        (403, lambda client: client.post("/account/login/", {})),
        (413, lambda client: client.post("/account/login/", {"login": "a" * 3_000_000})),
        (405, lambda client: client.post("/over-registratie/", {})),
    ],
)
def test_so_do_the_pages_about_what_went_wrong(status, ask):
    response = ask(Client(enforce_csrf_checks=status == 403))
    assert response.status_code == status
    assert not faults(lower(response))
    assert settings.SESSION_COOKIE_NAME not in response.cookies


@pytest.mark.urls("tests.access.test_headers")
def test_and_the_page_about_our_own_mistake():
    response = Client(raise_request_exception=False).get("/stuk/", follow=False)
    assert response.status_code in (302, 500)
    assert not faults(lower(response))
