"""A provider's own system says who was there: with a key, and never hearing who is known here."""

import re
import sys
import time as wall_clock
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed
from audit.models import Event
from kit.numbers import check_digit
from outbox.models import Job
from portfolios.courses import keys, lists, providers
from portfolios.courses.models import (
    Attendance,
    AttendanceList,
    AttendanceRow,
    ProviderKey,
    SentAttendance,
)
from portfolios.courses.receiving import MOST_ROWS
from register import numbers
from tests.makers import courses, people

pytestmark = pytest.mark.usefixtures("scheme", "standing_clock")


@pytest.fixture
def manager(db):
    return people.person("Noor", "Leraar")


@pytest.fixture
def provider(manager, now):
    return courses.provider(manager, now=now)


@pytest.fixture
def run(provider, now):
    """Two weeks ago."""
    return courses.run(courses.course(provider, now=now), now=now, days=-14)


@pytest.fixture
def made(provider, manager, now):
    """A key, and its secret."""
    return keys.make(provider, purpose="Ons systeem", now=now, by=Actor.self(manager))


@pytest.fixture
def registered(owner):
    return people.registered(owner, since=date(2025, 1, 1))


@pytest.fixture
def matched(run_jobs):
    """The worker, until nobody is left to be looked up."""

    def until_done():
        while run_jobs(lists.MATCH):
            Job.objects.open().update(leased_until=None)

    return until_done


@pytest.fixture
def send(made):
    """What a system sends of a run, and what came back."""

    def post(run, rows, secret=made[1]):
        headers = {"X-Api-Key": secret} if secret else {}
        return Client().post(
            f"/api/v1/uitvoeringen/{run.public_id}/aanwezigheid",
            {"aanwezigen": rows},
            content_type="application/json",
            headers=headers,
        )

    return post


def row(number, name="Piet Jansen", **other):
    return {"registratienummer": number, "naam": name, **other}


def row_of(registration):
    return row(registration.number, registration.person.name)


def test_what_is_sent_becomes_a_proposal_to_who_is_meant(run, send, registered, matched, made):
    answer = send(run, [row_of(registered)])
    assert (answer.status_code, answer.json()) == (
        200, {"rijen": 1, "doorgestuurd": 1, "opmerkingen": []},
    )  # fmt: skip
    assert not Attendance.objects.exists()  # who is meant is looked up afterwards
    matched()
    assert Attendance.objects.get().person == registered.person
    batch = AttendanceList.objects.get()
    assert (batch.run, batch.status, batch.rows_sent) == (run, "sent", 1)
    assert (batch.key, batch.uploaded_by, batch.sent_by) == (made[0], None, None)
    assert not AttendanceRow.objects.exists()


def test_sent_twice_nothing_comes_twice(run, send, registered, matched):
    rows = [row_of(registered), row(numbers.new_number(), "Anna Bos")]
    send(run, rows)
    matched()
    again = send(run, rows).json()
    assert (again["rijen"], again["doorgestuurd"]) == (2, 0)
    assert ["stuurde je al" in one["uitleg"] for one in again["opmerkingen"]] == [True, True]
    matched()
    assert (Attendance.objects.count(), AttendanceList.objects.count()) == (1, 1)


def test_sent_twice_before_anybody_was_looked_up_nothing_comes_twice(
    run, send, registered, matched
):
    for _ in range(2):
        assert send(run, [row_of(registered)]).json()["doorgestuurd"] == 1
    matched()
    assert (Attendance.objects.count(), SentAttendance.objects.count()) == (1, 1)


def test_every_row_with_something_the_matter_is_named_and_the_good_ones_go(run, send, registered):
    number = numbers.new_number()
    answer = send(run, [
        row("", "Piet Jansen"),
        row("12", "Piet Jansen"),
        row(number, ""),
        row(numbers.new_number(), "Anna Bos", datum="gisteren"),
        row_of(registered),
        row_of(registered),
        row(numbers.new_number(), "Anna Bos", datum=run.dates[0].isoformat()),
    ]).json()  # fmt: skip
    said = {one["rij"]: one["uitleg"] for one in answer["opmerkingen"]}
    words = {1: "nummer ontbreekt", 2: "niet compleet", 3: "achternaam ontbreekt",
             4: "geen datum", 6: "ook in rij 5"}  # fmt: skip
    assert {at: words[at] in said[at] for at in words} == dict.fromkeys(words, True)
    assert set(said) == set(words)
    assert {one["uitkomst"] for one in answer["opmerkingen"]} == {"gaatNietMee"}
    assert (answer["rijen"], answer["doorgestuurd"]) == (7, 2)
    assert AttendanceRow.objects.count() == 2  # the others are forgotten at once


def test_what_is_not_asked_for_is_refused_and_nothing_is_taken(run, send, registered):
    good = row_of(registered)
    for wrong in ({"mail": "piet@example.org"}, {"bevestigd": 0}, {"naam": None}):
        assert send(run, [good, good | wrong]).status_code == 400
    assert not AttendanceList.objects.exists()


def test_when_nothing_can_go_no_list_is_kept(run, send):
    assert send(run, [row("12")]).json()["doorgestuurd"] == 0
    assert not AttendanceList.objects.exists()
    assert not AttendanceRow.objects.exists()


def test_what_we_ask_about_goes_when_it_is_confirmed(run, send):
    digits = "0444444" + check_digit("0444444")
    lost = digits[1:]  # as a spreadsheet leaves it
    [asked] = send(run, [row(lost)]).json()["opmerkingen"]
    assert (asked["rij"], asked["uitkomst"]) == (1, "bevestigen")
    assert send(run, [row(lost, bevestigd=True)]).json()["doorgestuurd"] == 1


def test_the_answer_is_the_same_whoever_is_registered(
    provider, now, registered, send, matched, django_assert_max_num_queries
):
    """Byte for byte, with the same questions to the database and none about registrations."""
    name = registered.person.name
    nobody = numbers.new_number()
    seen = []
    course = courses.course(provider, now=now)
    send(courses.run(course, now=now, days=-14), [row(numbers.new_number())])  # begins the counts
    for pair in ((nobody, name), (registered.number, name), (registered.number, "Piet Jansen")):
        run = courses.run(course, now=now, days=-14)
        with django_assert_max_num_queries(60) as asked:
            first = send(run, [row(*pair)])
        matched()
        second = send(run, [row(*pair)])
        queries = [re.sub(r"'[^']*'|\d+", "", one["sql"]) for one in asked.captured_queries]
        assert not [sql for sql in queries if "register_registration" in sql.lower()]
        answers = [
            (each.status_code, each.content, sorted(each.headers)) for each in (first, second)
        ]
        seen.append((answers, queries))
    assert Attendance.objects.count() == 1
    assert seen[0] == seen[1] == seen[2]


def test_without_a_key_that_works_nothing_is_taken(
    run, send, made, provider, manager, desk, now, registered
):
    key, secret = made
    for wrong in (None, "", "rko_BESTAATNIET", secret[:-1], f"{secret}\udcff"[:-1] + "X"):
        answer = send(run, [row_of(registered)], secret=wrong)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert "ApiKey" in answer["WWW-Authenticate"]
    keys.end(key, now=now, by=Actor.self(manager))
    assert send(run, [row_of(registered)]).status_code == 401
    assert not AttendanceList.objects.exists()
    with pytest.raises(NotAllowed, match="al beëindigd"):
        keys.end(key, now=now, by=Actor.self(manager))


def test_a_key_ends_with_its_provider(run, send, made, provider, manager, now):
    providers.leave(provider, now=now, by=Actor.self(manager))
    made[0].refresh_from_db()
    assert (made[0].ended_at, made[0].ended_by) == (now, manager)
    assert send(run, [row(numbers.new_number())]).status_code == 401


def test_a_run_of_another_provider_is_not_there(send, stranger, run, now):
    other = courses.provider(stranger, now=now, name="Een ander")
    theirs = courses.run(courses.course(other, now=now), now=now, days=-14)
    answer = send(theirs, [row(numbers.new_number())])
    assert (answer.status_code, "niet van de opleider" in answer.json()["detail"]) == (404, True)
    theirs.public_id = "00000000-0000-4000-8000-000000000000"  # nobody's
    assert send(theirs, [row(numbers.new_number())]).content == answer.content


def test_a_key_of_a_provider_reads_nothing_of_the_register(made):
    answer = Client().get("/api/v1/gemeenten", headers={"X-Api-Key": made[1]})
    assert answer.status_code == 401


def test_each_key_has_a_budget_of_its_own(run, send, provider, manager, made, now):
    for _ in range(keys.BUDGET.a_minute):
        assert send(run, []).status_code == 400
    late = send(run, [])
    assert (late.status_code, late.json()["title"]) == (429, "Even wachten")
    assert int(late["Retry-After"]) > 0
    _, other = keys.make(provider, purpose="Nog een", now=now, by=Actor.self(manager))
    assert send(run, [], secret=other).status_code == 400


def test_how_many_rows_may_come_is_said(run, send):
    answer = send(run, [row("1")] * (MOST_ROWS + 1))
    assert answer.status_code == 400
    assert f"hooguit {MOST_ROWS} tegelijk" in answer.json()["detail"]
    page = Client().get(reverse("register:developers")).content.decode()
    assert "vijfduizend rijen tegelijk" in page


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "\u202e12", "²", "٣" * 8, "🦊" * 200])
def test_no_text_is_too_strange(run, send, text):
    for rows in ([row(text, text)], [row(numbers.new_number(), text, datum=text)]):
        answer = send(run, rows)
        assert answer.status_code in (200, 400), text


def test_five_thousand_rows_in_one_go(run, send, registered, matched, capsys):
    made_up = [f"{seed:07d}" for seed in range(4_000_000, 4_000_000 + MOST_ROWS - 1)]
    rows = [row(f"{digits}{check_digit(digits)}", "Piet Jansen") for digits in made_up]
    began = wall_clock.perf_counter()
    registered.number = f"RK-9999-999{check_digit('9999999')}"  # none of those
    registered.save(update_fields=["number"])
    answer = send(run, [*rows, row_of(registered)])
    took = wall_clock.perf_counter() - began
    assert answer.json()["rijen"] == MOST_ROWS
    assert answer.json()["doorgestuurd"] == MOST_ROWS
    matched()
    assert Attendance.objects.get().person == registered.person
    with capsys.disabled():
        sys.stdout.write(f"\n{MOST_ROWS} rows in one question: answered in {took:.1f} s\n")


# ---- The pages ----


def at(name, *args):
    return reverse(f"provider:{name}", args=[one.public_id for one in args])


def test_a_manager_makes_a_key_sees_it_once_and_ends_it(login, manager, provider, run, send):
    client = login(manager)
    assert client.post(at("key_new", provider), {"purpose": ""}).status_code == 422
    page = client.post(at("key_new", provider), {"purpose": "Ons rooster"})
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    [secret] = re.findall(r"rko_[A-Z0-9]{32}", page.content.decode())
    shown = client.get(at("keys", provider)).content.decode()
    assert ("Ons rooster" in shown, secret in shown) == (True, False)
    sent = [row(numbers.new_number())]
    assert send(run, sent, secret=secret).json()["doorgestuurd"] == 1
    lists_page = client.get(at("run_lists", run)).content.decode()
    assert ("jullie eigen systeem" in lists_page, str(run.public_id) in lists_page) == (True, True)
    batch = AttendanceList.objects.get()
    assert "door jullie eigen systeem" in client.get(at("list", batch)).content.decode()
    key = ProviderKey.objects.get(purpose="Ons rooster")
    assert "Dit kan niet terug" in client.get(at("key_end", key)).content.decode()
    assert client.post(at("key_end", key)).status_code == 302
    assert send(run, sent, secret=secret).status_code == 401
    verbs = {"providerkey.make", "providerkey.end", "attendancelist.receive"}
    assert verbs <= set(Event.objects.values_list("verb", flat=True))


def test_without_keys_the_page_says_what_one_is_for(login, manager, provider):
    page = login(manager).get(at("keys", provider)).content.decode()
    assert "Er is nog geen sleutel" in page


def test_only_a_manager_makes_and_ends_keys(login, provider, made, stranger, owner, today):
    provider.people.create(person=stranger, role="member", from_on=today)
    for url in (at("keys", provider), at("key_new", provider), at("key_end", made[0])):
        assert login(stranger).get(url).status_code == 409  # and why
        assert login(owner).get(url).status_code == 404
    login(stranger).post(at("key_end", made[0]))
    login(stranger).post(at("key_new", provider), {"purpose": "Van mij"})
    assert ProviderKey.objects.get().ended_at is None


def test_the_page_asks_as_much_for_three_keys_as_for_one(
    login, manager, provider, made, now, django_assert_num_queries
):
    client = login(manager)
    with django_assert_num_queries(7) as first:
        client.get(at("keys", provider))
    for purpose in ("Twee", "Drie"):
        keys.make(provider, purpose=purpose, now=now, by=Actor.self(manager))
    with django_assert_num_queries(len(first.captured_queries)):
        client.get(at("keys", provider))


def test_so_many_keys_work_at_once_and_no_more(provider, manager, now):
    for nth in range(keys.MOST):
        key, _ = keys.make(provider, purpose=str(nth), now=now, by=Actor.self(manager))
    with pytest.raises(NotAllowed, match="Beëindig er eerst een"):
        keys.make(provider, purpose="Te veel", now=now, by=Actor.self(manager))
    keys.end(key, now=now, by=Actor.self(manager))
    keys.make(provider, purpose="Weer een", now=now, by=Actor.self(manager))


def test_the_database_holds_what_is_always_true_of_keys(made, run, manager, now):
    for change in ({"ended_at": now}, {"ended_by": manager},
                   {"ended_by": manager, "ended_at": now - timedelta(days=9)}):  # fmt: skip
        with pytest.raises(IntegrityError, match="provider_key_ended"), transaction.atomic():
            ProviderKey.objects.update(**change)
    facts = {"run": run, "title": "Lijst", "uploaded_at": now, "heading_row": 0,
             "headings": [], "columns": {}}  # fmt: skip
    for by in ({}, {"uploaded_by": manager, "key": made[0]}):
        with pytest.raises(IntegrityError, match="with_a_key"), transaction.atomic():
            AttendanceList.objects.create(**facts, **by)
