"""Against scraping: a crawler gets hardly anybody, and honest people never notice (C18)."""

import itertools
import random
from datetime import date, timedelta
from string import ascii_lowercase

import pytest
from django.db import connection
from django.test import Client

from accounts import public_use
from accounts.models import PublicUse
from accounts.models.public_use import EVERYBODY
from kit import names
from outbox.models import Letter
from register import numbers
from register.models import PublicEntry
from tests.conftest import TODAY

CROWD = 10_000
SURNAMES = ("Bakker", "Jansen", "de Vries", "Visser", "Smit", "Mulder", "de Boer", "Bos", "Vos",
            "Peters", "Hendriks", "van Dijk", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Smits",
            "de Graaf", "Kok", "Jacobs")  # fmt: skip


def syllables(chance, count):
    return "".join(chance.choice("bdfghjklmnprstvwz") + chance.choice("aeiou")
                   for _ in range(count)).title()  # fmt: skip


@pytest.fixture
def crowd(db, standing_clock):
    """Five hundred people: enough to fill a page of a search."""
    return make_crowd(500)


@pytest.fixture
def whole_register(db, standing_clock):
    return make_crowd(CROWD)


def make_crowd(size):
    """A part with a name that is everywhere, the others with rare ones."""
    chance = random.Random(7)  # noqa: S311
    entries = {}
    while len(entries) < size:
        number = numbers.new_number()
        given = syllables(chance, 2)
        last = chance.choice(SURNAMES) if chance.random() < 0.2 else syllables(chance, 3)
        *infix, own = last.split()
        entries[number] = PublicEntry(
            number=number, name=f"{given} {last}", name_key=names.sort_key(
                given, " ".join(infix), own), status="registered", since_on=date(2025, 1, 1),
            until_on=date(2029, 1, 1), edition_from=1,
        )  # fmt: skip
    PublicEntry.objects.bulk_create(entries.values())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE register_publicentry")
    return list(entries.values())


def search(text, **where):
    return Client(**where).get("/", {"q": text})


def shown_in(page):
    return (
        {entry.number for entry in page.context["found"].shown}
        if page.status_code == 200
        else set()
    )


def pages_of_a_crawler():
    for letters in itertools.product(ascii_lowercase, repeat=3):
        asked = {"q": "".join(letters)}
        while True:
            page = Client().get("/", asked)
            yield page
            if page.status_code != 200 or not page.context["found"].next:
                break
            asked["verder"] = page.context["found"].next


def test_a_crawler_gets_less_than_five_of_a_hundred_before_it_is_stopped(
    whole_register, standing_clock
):
    """It asks all three-letter beginnings and every further page, until twenty were refused."""
    got, refused, asked = set(), 0, 0
    for page in pages_of_a_crawler():
        asked += 1
        standing_clock.shift(1)
        got |= shown_in(page)
        refused += page.status_code == 429
        if refused == 20:
            break
    print(f"crawler: {len(got)} of {CROWD} in {asked} questions")  # noqa: T201
    assert refused == 20
    assert len(got) < 0.05 * CROWD


def test_an_ordinary_visitor_never_meets_a_limit(whole_register, standing_clock):
    """Twenty searches in ten minutes, by names that many have, and opening what was found."""
    for surname in SURNAMES:
        page = search(surname)
        assert page.status_code == 200
        found = sorted(shown_in(page))
        assert Client().get(f"/r/{found[0]}/").status_code == 200
        standing_clock.shift(30)


def test_a_class_behind_one_address_looks_up_people_all_day(crowd, standing_clock):
    """Who is known by a whole name or by number is found, and does not count as a list."""
    for entry in crowd[:40]:
        for asked in (entry.name, entry.number):
            page = search(asked)
            assert entry.number in shown_in(page)
        standing_clock.shift(20)
    assert PublicUse.objects.exclude(who=EVERYBODY).get().shown == 0


def test_when_the_names_are_used_up_whole_names_still_find(crowd, settings):
    settings.PUBLIC_NAMES = 5
    assert search("ba").status_code == 429
    page = search("ba")
    assert (page.status_code, "Retry-After" in page) == (429, True)
    assert "Zoek met een hele naam" in page.content.decode()
    assert shown_in(search(crowd[0].name))
    assert Client().get(f"/r/{crowd[0].number}/").status_code == 200
    assert search("ba", REMOTE_ADDR="192.0.2.9").status_code == 429  # each has its own
    assert search("bakker zz", REMOTE_ADDR="192.0.2.8").status_code == 200  # nobody is no list


def test_an_ipv6_connection_is_one_place(db, standing_clock, settings):
    settings.PUBLIC_A_MINUTE = 3
    codes = [search("ab", REMOTE_ADDR=f"2001:db8:1:1::{n}").status_code for n in range(1, 6)]
    assert codes == [200, 200, 200, 429, 429]
    assert search("ab", REMOTE_ADDR="2001:db8:1:2::1").status_code == 200


def test_too_fast_waits_for_the_next_minute(db, standing_clock, settings):
    settings.PUBLIC_A_MINUTE = 2
    standing_clock.shift(15)
    pages = [Client().get("/r/RK-0000-0000/") for _ in range(3)]
    assert [page.status_code for page in pages] == [404, 404, 429]
    assert pages[2]["Retry-After"] == "45"
    assert "Probeer het over een minuut opnieuw" in pages[2].content.decode()
    standing_clock.shift(45)
    assert Client().get("/r/RK-0000-0000/").status_code == 404


def test_a_day_that_is_used_up_waits_for_tomorrow(db, standing_clock, settings):
    settings.PUBLIC_A_DAY = 1
    assert [search("ab").status_code for _ in range(2)] == [200, 429]
    standing_clock.shift(timedelta(days=1))
    assert search("ab").status_code == 200


def test_the_staff_hear_it_once_when_all_together_saw_many_names(
    crowd, desk, settings, monkeypatch, run_jobs
):
    """And when it is very many, nobody gets lists any more, from wherever."""
    monkeypatch.setattr(public_use, "SUM_ONCE_IN", 1)  # always
    settings.PUBLIC_NAMES_ALARM, settings.PUBLIC_NAMES_STOP = 15, 25
    codes = [search(name, REMOTE_ADDR=f"192.0.2.{n}").status_code
             for n, name in enumerate(SURNAMES[:9], 1)]  # fmt: skip
    assert codes[:3] == [200] * 3
    assert codes[-1] == 429
    assert shown_in(search(crowd[0].name, REMOTE_ADDR="192.0.2.99"))
    run_jobs("accounts.tell_of_public_use")
    run_jobs("accounts.tell_of_public_use")
    [letter] = Letter.objects.filter(kind="accounts/public_use")
    assert letter.person == desk


def test_addresses_are_forgotten_the_next_night(db, standing_clock):
    search("ab")
    public_use.sum_up(public_use.clock.now())
    standing_clock.shift(timedelta(days=1))
    public_use.forget_public_use()
    assert [(use.who, use.day) for use in PublicUse.objects.all()] == [(EVERYBODY, TODAY)]
    standing_clock.shift(timedelta(days=public_use.KEPT_DAYS))
    public_use.forget_public_use()
    assert not PublicUse.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.as_owner("hides a table")
def test_who_asks_is_answered_also_when_nothing_can_be_counted(caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_publicuse RENAME TO away")
        try:
            assert search("ab").status_code == 200
            assert Client().get("/api/v1/gemeenten").status_code == 200
        finally:
            cursor.execute("ALTER TABLE away RENAME TO accounts_publicuse")
    assert public_use.NOT_COUNTED in caplog.text


def test_counting_is_one_question_to_the_database(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        used = public_use.count(
            "iemand", public_use.Budget(1, 1, 1), now=public_use.clock.now(), names=["a", "b"]
        )
    assert (used.asked, used.in_minute, used.names, used.names_of_everybody) == (1, 1, 2, 0)
