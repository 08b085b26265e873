"""What every answer says to the browser: nothing from elsewhere, nothing kept, no session early."""

import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from config.urls import handler400, handler403, handler404, handler500
from tests.access.internet_nl import faults
from tests.access.matrix import OUTSIDE

pytestmark = pytest.mark.django_db
__all__ = ["handler400", "handler403", "handler404", "handler500"]


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("stuk/", breaks)]


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
    inside = [one for one in inside if one.who != "guest" or one.status == 200]  # has no account
    assert not [one for one in inside if "no-store" not in one.headers.get("cache-control", "")]


def test_reading_as_a_stranger_at_the_door_sets_no_session(answers):
    """Only a form sets a cookie, and that is the one that guards it."""
    outside = [one for one in answers.everyone if one.who == "anonymous" and one.method == "GET"]
    assert not [one for one in outside if settings.SESSION_COOKIE_NAME in one.cookies]
    for one in outside:
        assert not one.cookies or b"csrfmiddlewaretoken" in one.body, one


def test_only_pages_about_nobody_are_for_search_engines(answers):
    allowed = {
        one.row for one in answers.everyone
        if one.status == 200 and "x-robots-tag" not in one.headers
    }  # fmt: skip
    assert allowed == {
        "register:search", "register:profession", "pages:about", "pages:help", "pages:privacy",
        "pages:processing", "pages:accessibility", "pages:disclosure", "register:open_figures",
        "register:developers",
        "register:text", "accredited_programmes",
    }  # fmt: skip
    question = Client().get("/", {"q": "vries"})
    assert question["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_logging_out_clears_what_the_browser_kept_but_not_the_remembered_browser(owner, login):
    client = login(owner)
    assert "Clear-Site-Data" not in client.get("/account/logout/")
    answer = client.post("/account/logout/")
    assert (answer["Clear-Site-Data"], answer["Cache-Control"]) == (
        '"cache", "storage"',
        "no-store",
    )


def test_what_differs_by_htmx_says_so(answers):
    """A fragment that a cache took for the page would be half a page."""
    fragments = {one.row for one in answers.pages() if one.htmx and one.status == 200
                 and one.body and b"<html" not in one.body}  # fmt: skip
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
    assert not faults(response.headers)
    assert settings.SESSION_COOKIE_NAME not in response.cookies


@pytest.mark.urls("tests.access.test_headers")
def test_and_the_page_about_our_own_mistake():
    response = Client(raise_request_exception=False).get("/stuk/", follow=False)
    assert response.status_code in (302, 500)
    assert not faults(response.headers)


# ---- Nothing from elsewhere ----

ROOT = Path(__file__).parent.parent.parent
RESOURCE = re.compile(
    r"""<(?:script|img|iframe|source|audio|video|embed|object|track|form)\b[^>]*?
        \s(?:src|srcset|data|poster|action)\s*=\s*["']\s*(?:https?:|//)
      | <link\b[^>]*?\shref\s*=\s*["']\s*(?:https?:|//)
      | url\(\s*["']?\s*(?:https?:|//)
      | @import\s""",
    re.VERBOSE | re.IGNORECASE,
)


def test_nothing_of_a_page_comes_from_elsewhere(answers):
    files = [*(ROOT / "templates").rglob("*"), *(ROOT / "static").rglob("*")]
    texts = [one for one in files if one.suffix in (".html", ".css", ".js", ".svg")]
    assert not [one.name for one in texts if RESOURCE.search(one.read_text())]
    assert not [page for page in answers.pages() if RESOURCE.search(page.text)]
    scripts = [one for one in files if one.suffix == ".js"]
    assert scripts
    assert not [one.name for one in scripts if re.search(r"[\"'`]\s*(https?:)?//", one.read_text())]


# ---- As in production ----


@pytest.fixture
def production(tmp_path):
    """The answers of a process with the settings of production, on the database of this test."""
    at = connection.settings_dict
    user = ":".join(quote(at[name], safe="") for name in ("USER", "PASSWORD") if at[name])
    where = f"{quote(at['HOST'], safe='')}:{at['PORT']}/{at['NAME']}"
    database = f"postgres://{user}@{where}"
    environment = os.environ | {
        "DATABASE_URL": database, "DATABASE_PUBLIC_URL": database,
        "TESTING": "0", "DEBUG": "0", "DEMO": "0", "BASE_URL": "https://register.example",
        "ALLOWED_HOSTS": "register.example", "SECRET_KEY": "x" * 60, "TRUSTED_PROXY_COUNT": "1",
        "EMAIL_URL": f"file://{tmp_path}/mail", "LOG_LEVEL": "CRITICAL",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.access.production", str(tmp_path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.django_db(transaction=True)
def test_in_production_everything_is_by_https_and_every_cookie_is_bound_to_this_site(production):
    wrong = [f"{one['asked']}: {missing}" for one in production["answers"]
             if (missing := faults(one["headers"], https=one["https"]))]  # fmt: skip
    assert not wrong, "\n".join(wrong)
    statuses = [one["status"] for one in production["answers"]]
    assert statuses == [200, 200, 404, 302, 200, 200, 200, 200, 304, 301, 403, 400, 301, 200, 403]
    to_https = production["answers"][-3]["headers"]["Location"]
    assert to_https == "https://register.example/"
    cookies = production["sessions"]
    for one in production["answers"]:
        cookies |= one["cookies"]
    assert cookies.keys() == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in cookies.values():
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_a_researcher_finds_where_to_report():
    answer = Client().get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    found = dict(lines)
    assert len(found) == len(lines)
    assert found.keys() >= {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"}
    left = datetime.fromisoformat(found["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=366)
    assert urlsplit(found["Policy"]).path == "/kwetsbaarheid-melden/"
    assert Client().get(urlsplit(found["Canonical"]).path).status_code == 200
