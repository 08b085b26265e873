"""The API: the same truth as the pages, problems in words, budgets and keys."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import PublicUse
from register import api_keys, numbers, publication
from register.models import ApiKey
from tests.makers import people, reference

MEULEN = {"achternaam": "van der Meulen"}


@pytest.fixture
def key(db, now):
    """A key with a small budget, and its secret."""
    by = people.desk_actor()
    return api_keys.make(
        reference.municipality("Duinrade"), purpose="Nakijken", a_day=3, now=now, by=by
    )


def test_number_and_surname_find_what_the_page_shows(listed, ask):
    answer = ask("registraties/_opzoeken", {"registratienummer": listed.number, **MEULEN})
    assert answer.status_code == 200
    assert answer.json() == {
        "registratienummer": listed.number,
        "naam": "Joost van der Meulen",
        "status": "geregistreerd",
        "geregistreerdSinds": "2025-01-01",
        "periodeTot": listed.current_period.until_on.isoformat(),
        "geschorstTot": None,
        "plaats": "Lindehoven",
        "provincie": "Flevoland",
        "soortenWerk": ["Werk en re-integratie"],
        "rollen": [],
    }


def test_another_name_and_a_number_of_nobody_get_the_same_answer(listed, ask):
    wrong = {"registratienummer": listed.number, "achternaam": "Jansen"}
    nobody = {"registratienummer": numbers.new_number(), "achternaam": "Jansen"}
    first, second = (ask("registraties/_opzoeken", each) for each in (wrong, nobody))
    assert (first.status_code, first.content) == (404, second.content)
    assert first["Content-Type"] == "application/problem+json"
    assert set(first.json()) == {"type", "title", "status", "detail"}


def test_hidden_people_are_nowhere(listed, certificate, ask, now):
    pair = {"registratienummer": listed.number, **MEULEN}
    publication.hide(listed, now=now, by=Actor.self(listed.person))
    assert ask("registraties/_opzoeken", pair).status_code == 404
    checked = ask("registraties/_nakijken", {"paren": [pair]}).json()
    assert [one["uitkomst"] for one in checked["uitkomsten"]] == ["nietGevonden"]
    answer = Client().get(f"/api/v1/certificaten/{certificate.code}").json()
    assert answer["vraagHetRegister"]
    assert b"Meulen" not in Client().get(f"/api/v1/certificaten/{certificate.code}").content
    assert [answer[name] for name in ("naam", "registratienummer", "periodeTot")] == [None] * 3


def test_a_list_is_answered_in_its_order(listed, ask):
    nobody = numbers.new_number()
    mistyped = nobody[:-1] + str((int(nobody[-1]) + 1) % 10)
    pairs = [
        {"registratienummer": number, **MEULEN} for number in (nobody, listed.number, mistyped)
    ]
    answer = ask("registraties/_nakijken", {"paren": pairs}).json()
    assert [(one["registratienummer"], one["uitkomst"]) for one in answer["uitkomsten"]] == [
        (nobody, "nietGevonden"), (listed.number, "gevonden"), (mistyped, "nietNagekeken"),
    ]  # fmt: skip
    too_many = ask("registraties/_nakijken", {"paren": pairs * 34})
    assert (too_many.status_code, too_many.json()["status"]) == (400, 400)


def test_a_certificate_says_what_its_page_says(certificate):
    answer = Client().get(f"/api/v1/certificaten/{certificate.code}").json()
    assert (answer["status"], answer["geldtVandaag"]) == ("uitgegeven", True)
    assert (answer["naam"], answer["statusVandaag"]) == ("Joost van der Meulen", "geregistreerd")
    assert Client().get("/api/v1/certificaten/BESTAATNIET").status_code == 404


def test_towns_and_figures(listed):
    towns = Client().get("/api/v1/gemeenten").json()["gemeenten"]
    assert towns == [{"code": "GM0344", "naam": "Lindehoven", "provincie": "Flevoland"}]
    assert Client().get("/api/v1/gemeenten/GM0344").json() == towns[0]
    assert Client().get("/api/v1/gemeenten/GM9999").status_code == 404
    figures = Client().get("/api/v1/cijfers").json()
    assert figures["peildatum"] == "2026-11-23"
    assert {one["aantal"] for table in figures["tabellen"] for one in table["cijfers"]} == {None}
    assert Client().get("/api/v1/cijfers?peildatum=2020-01-01").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "bestaat-niet", None, 404),
        ("GET", "registraties/_opzoeken", None, 405),
        ("DELETE", "gemeenten", None, 405),
        ("POST", "registraties/_opzoeken", "geen json", 400),
        ("POST", "registraties/_opzoeken", "{}", 400),
        ("POST", "registraties/_opzoeken", '{"registratienummer": 5, "achternaam": "Bos"}', 400),
        ("GET", "cijfers?peildatum=gisteren", None, 400),
        ("POST", "registraties/_opzoeken", "a" * 3_000_000, 413),
    ],
)
def test_what_went_wrong_is_a_problem_in_dutch(db, method, path, body, status):
    client = Client(raise_request_exception=False)
    answer = client.generic(method, f"/api/v1/{path}", body or "", "application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer["API-Version"], answer["Cache-Control"]) == ("1.1.0", "no-store")
    assert answer.json()["detail"]


def test_every_answer_says_its_version_and_what_is_left(listed, ask):
    answers = [Client().get("/api/v1/gemeenten") for _ in range(2)]
    assert answers[0]["API-Version"] == "1.1.0"
    assert "no-store" in answers[0]["Cache-Control"]
    assert answers[0]["RateLimit-Policy"] == '"minuut";q=120;w=60, "dag";q=3000;w=86400'
    assert [one["RateLimit"] for one in answers] == ['"minuut";r=119;t=60', '"minuut";r=118;t=60']


def test_a_budget_that_is_used_up_says_when_there_is_more(db, settings, standing_clock):
    settings.PUBLIC_A_MINUTE = 2
    answers = [Client().get("/api/v1/gemeenten") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert (answers[2]["Retry-After"], answers[2].json()["title"]) == ("60", "Even wachten")
    standing_clock.shift(60)
    assert Client().get("/api/v1/gemeenten").status_code == 200


def test_a_key_has_its_own_budget(key, settings, standing_clock):
    settings.PUBLIC_A_DAY = 1
    made, secret = key
    plain = [Client().get("/api/v1/gemeenten").status_code for _ in range(2)]
    assert plain == [200, 429]
    headers = {"X-Api-Key": secret}
    keyed = [Client().get("/api/v1/gemeenten", headers=headers) for _ in range(4)]
    assert [one.status_code for one in keyed] == [200, 200, 200, 429]
    assert '"dag";q=3;' in keyed[0]["RateLimit-Policy"]
    standing_clock.shift(24 * 3600)
    assert Client().get("/api/v1/gemeenten", headers=headers).status_code == 200
    api_keys.end(made, now=made.made_at, by=people.desk_actor())
    refused = Client().get("/api/v1/gemeenten", headers=headers)
    assert (refused.status_code, refused["WWW-Authenticate"][:6]) == (401, "ApiKey")


def test_the_key_itself_is_kept_nowhere(key):
    made, secret = key
    kept = ApiKey.objects.filter(pk=made.pk).values().get()
    assert secret not in str(kept)
    assert len(secret) > 30
    assert (kept["start"], kept["sha256"]) == (secret[:8], api_keys.hash_of(secret))


def test_no_address_is_kept(db):
    Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/gemeenten")
    [row] = PublicUse.objects.values_list("who", "asked")
    assert "192.0.2.7" not in row[0]
    assert len(row[0]) == 64


def test_the_page_for_people_has_every_operation_and_no_script_of_others(db):
    page = Client().get(reverse("register:developers")).content.decode()
    for path in ("registraties/_opzoeken", "registraties/_nakijken", "certificaten/{code}",
                 "gemeenten", "cijfers"):  # fmt: skip
        assert f"/api/v1/{path}" in page
    assert page.count("<script") == 2  # htmx and our own
