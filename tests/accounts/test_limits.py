"""How often: logins, codes, sign-ups, what sends mail; also behind a proxy and all at once."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import limits
from outbox.models import Job
from portfolios.together import groups
from portfolios.together.models import GroupInvitation
from tests.access.matrix import TABLE

pytestmark = pytest.mark.django_db
INVITATIONS = 20  # an hour
TRIES = 5  # with one address in five minutes
TRIES_FROM_ONE_PLACE = 20  # a minute
PARALLEL = 24
TOO_OFTEN = "Je probeerde het te vaak"


@pytest.fixture
def tried(monkeypatch) -> Counter:
    """Counts how often a password was really looked at."""
    counted = Counter()
    encode = MD5PasswordHasher.encode

    def counting(self, *args):
        counted["passwords"] += 1
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


def wrong_login(number: int, **where: str) -> str:
    """A try with another address each time, so that only the place counts."""
    typed = {"login": f"iemand{number}@voorbeeld.nl", "password": "een verkeerd wachtwoord"}
    return Client(**where).post("/account/login/", typed).content.decode()


# ---- What sends mail to others ----


@pytest.fixture
def group(owner, today, scheme):
    return groups.start("Lindehoven", founder=owner, today=today)


def invite(client: Client, group, number: int, **headers: str):
    url = f"/mijn/intervisie/groep/{group.public_id}/uitnodigen/"
    return client.post(url, {"email": f"collega{number}@voorbeeld.nl"}, headers=headers)


@pytest.fixture
def invited_enough(login, owner, group) -> Client:
    client = login(owner)
    for number in range(INVITATIONS):
        assert invite(client, group, number).status_code == 302
    return client


def test_inviting_stops_at_a_friendly_page_that_says_when(invited_enough, group):
    page = f"/mijn/intervisie/groep/{group.public_id}/"
    answer = invite(invited_enough, group, 99, Referer=f"http://testserver{page}")
    assert answer.status_code == 429
    assert 3500 < int(answer["Retry-After"]) <= 3600
    words = answer.content.decode()
    assert "Het kan weer vanaf" in words
    assert f'href="{page}"' in words
    assert "data-not-arrived" in words  # portal.js puts back what was typed
    assert GroupInvitation.objects.count() == INVITATIONS
    assert invited_enough.get(page).status_code == 200  # reading is not counted


def test_a_script_gets_a_sentence_to_show_beside_what_was_typed(invited_enough, group):
    answer = invite(invited_enough, group, 99, **{"HX-Request": "true"})
    assert (answer.status_code, answer["Content-Type"]) == (429, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("Dit is in korte tijd vaak gedaan. Probeer het over")


def test_one_person_does_not_use_up_the_turns_of_another(
    invited_enough, group, stranger, login, today
):
    group.members.create(person=stranger, moderates=False, from_on=today)
    assert invite(login(stranger), group, 99).status_code == 302


def test_later_it_is_possible_again(login, owner, group, standing_clock, now):
    client = login(owner)
    for number in range(INVITATIONS):
        invite(client, group, number)
    assert invite(client, group, 98).status_code == 429
    standing_clock.move_to(now + timedelta(minutes=59))
    again = invite(client, group, 98)
    assert (again.status_code, again["Retry-After"]) == (429, "60")
    standing_clock.move_to(now + timedelta(minutes=60))
    assert invite(client, group, 98).status_code == 302


def test_every_limit_is_of_an_address_that_exists():
    assert limits.LIMITS.keys() <= TABLE.keys()
    assert limits.ALLAUTH_ACTS.keys() <= TABLE.keys()


# ---- Logins, codes, sign-ups, forgotten passwords ----


def test_guessing_the_password_of_one_account_stops_after_five_tries(owner, tried):
    pages = [
        Client(REMOTE_ADDR=f"10.0.0.{number}")
        .post("/account/login/", {"login": owner.email, "password": f"verkeerd {number}"})
        .content.decode()
        for number in range(12)
    ]
    assert tried["passwords"] == TRIES
    assert [TOO_OFTEN in page for page in pages] == [False] * TRIES + [True] * 7
    assert all(f'value="{owner.email}"' in page for page in pages)  # nothing typed is lost


def test_signing_up_from_one_place_stops_at_a_friendly_page():
    answers = [Client().post("/account/signup/", {}) for _ in range(22)]
    assert [one.status_code for one in answers] == [200] * 20 + [429] * 2
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "over een minuut opnieuw" in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("/account/password/reset/", {"email": "niemand@voorbeeld.nl"}),
        (
            "/account/signup/",
            {
                "last_name": "Vries",
                "email": "niemand@voorbeeld.nl",
                "password1": "paarse fietsen in de regen",
            },
        ),
    ],
)
def test_nobody_gets_more_than_ten_mails_an_hour_that_others_asked_for(
    url, fields, standing_clock, now
):
    for number in range(40):
        standing_clock.move_to(now + timedelta(seconds=80 * number))
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(url, fields)
    assert Job.objects.filter(task="outbox.send_sealed").count() == 10


# ---- Behind a proxy ----


@pytest.mark.parametrize(
    ("proxies", "header"),
    [(0, "198.51.100.{0}"), (1, "198.51.100.{0}, 203.0.113.9"), (1, "1.2.3.{0},203.0.113.9:4431")],
)
def test_a_forged_address_per_try_does_not_escape(settings, tried, proxies, header):
    """The last address is what our own proxy saw; what stands before it, anyone may write."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(TRIES_FROM_ONE_PLACE + 10):
        wrong_login(number, HTTP_X_FORWARDED_FOR=header.format(number))
    assert tried["passwords"] == TRIES_FROM_ONE_PLACE


def test_behind_a_proxy_visitors_do_not_stop_each_other(settings, tried):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(TRIES_FROM_ONE_PLACE + 10):
        wrong_login(number, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert tried["passwords"] == TRIES_FROM_ONE_PLACE + 10


def test_all_addresses_of_one_connection_count_as_one(tried):
    for number in range(TRIES_FROM_ONE_PLACE + 10):
        wrong_login(number, REMOTE_ADDR=f"2001:db8:1:2:{number:x}::{number:x}")
    assert tried["passwords"] == TRIES_FROM_ONE_PLACE
    assert TOO_OFTEN not in wrong_login(99, REMOTE_ADDR="2001:db8:1:3::1")


# ---- The table of the counters ----


def test_old_rows_that_are_thrown_away_take_no_counter_with_them(owner, tried, monkeypatch):
    monkeypatch.setattr(caches["default"], "_max_entries", 50)
    long_ago = timezone.now() - timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO django_cache (cache_key, value, expires) VALUES (%s, '', %s)",
            [(f"{letter}{number}", long_ago) for letter in "!z" for number in range(60)],
        )
    for number in range(9):
        typed = {"login": owner.email, "password": "een verkeerd wachtwoord"}
        Client(REMOTE_ADDR=f"10.0.0.{number}").post("/account/login/", typed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_cache WHERE expires < %s", [timezone.now()])
        assert cursor.fetchone() == (0,)
    assert tried["passwords"] == TRIES


@pytest.mark.django_db(transaction=True)
def test_many_logins_at_once_are_counted_one_by_one(live_server, owner, tried, record_property):
    """Over HTTP, each in a thread of the server with a connection of its own."""
    browsers = [build_opener(HTTPCookieProcessor(CookieJar())) for _ in range(PARALLEL)]
    url = f"{live_server.url}/account/login/"
    typed = {"login": owner.email, "password": "een verkeerd wachtwoord"}
    forms = []
    for browser in browsers:
        page = browser.open(url).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        forms.append(urlencode(typed | {"csrfmiddlewaretoken": token}).encode())

    def log_in(number: int) -> str:
        try:
            return browsers[number].open(url, forms[number]).read().decode()
        except HTTPError as refused:  # 429, when many wait for the same counter
            return refused.read().decode()

    started = time.monotonic()
    with ThreadPoolExecutor(PARALLEL) as threads:
        pages = list(threads.map(log_in, range(PARALLEL)))
    record_property("seconds", round(time.monotonic() - started, 1))
    record_property("tried", tried["passwords"])
    assert 1 <= tried["passwords"] <= TRIES
    refused = [page for page in pages if TOO_OFTEN in page or "Even wachten" in page]
    assert len(refused) == PARALLEL - tried["passwords"]


def test_who_knows_a_password_cannot_fill_the_mailbox(owner):
    typed = {"login": owner.email, "password": "een-lang-wachtwoord"}
    answers = [Client().post("/account/login/", typed).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert Job.objects.filter(task="outbox.send_sealed").count() == 5


def test_counters_that_count_no_more_are_removed_at_night(db):
    cache.set("over", 1, timeout=-1)
    cache.set("counts", 1, timeout=600)
    limits.forget_counters()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM django_cache")
        kept = [key for (key,) in cursor.fetchall()]
    assert any("counts" in key for key in kept)
    assert not any("over" in key for key in kept)
