"""The public search: a page at a time and not too deep, what was almost typed, and what it says."""

import re
from datetime import date
from itertools import chain

import pytest
from django.db import connection, transaction

from bench import crowd
from register import numbers, places, search, spelling
from register.forms import SearchForm
from register.models import FormerName, HiddenEntry, NameWord, Organisation, PublicEntry
from register.search import DEEPEST, MOST_SHOWN, Question, look_up
from register.typed_names import TypedName
from tests.makers import reference

NEXT = re.compile(r'href="/(\?[^"]*verder=[^"]+)" rel="next"')


def entry(place: int, name_key: str, name: str = "", **facts: object) -> PublicEntry:
    given = {"status": "registered", "province": "Utrecht", "edition_from": 1, **facts}
    return PublicEntry.objects.create(
        number=crowd.number_of(place),
        name=name or name_key.title(),
        name_key=name_key,
        since_on=date(2024, 5, 1),
        until_on=date(2028, 5, 1),
        **given,
    )


@pytest.fixture
def bakkers(db) -> list[str]:
    """130 people of whom each answers to "bakker", in the order in which they must come."""
    last = [f"bakker anna {place:03}" for place in range(60)]
    double = [f"bakkersma bram {place:03}" for place in range(30)]
    second = [f"abels bakker cor {place:03}" for place in range(40)]
    for place, key in enumerate([*second, *double, *last]):
        entry(place, key)
    return [*last, *double, *second]


def all_pages(text: str) -> list[list[str]]:
    pages, place = [], ""
    while True:
        found = look_up(Question(text=text), place)
        pages.append([each.name_key for each in found.entries])
        if not found.next:
            return pages
        place = found.next


def test_pages_go_on_where_the_last_one_ended_and_not_too_deep(bakkers):
    pages = all_pages("bakker")
    assert {len(page) for page in pages} == {MOST_SHOWN}
    assert [*chain(*pages)] == bakkers[:DEEPEST]
    assert look_up(Question(text="bakker cor")).entries[0].name_key == "abels bakker cor 000"


def test_people_with_one_name_are_all_met_once(db):
    for place in range(45):
        entry(place, "jong jan de" if place % 2 else "jong jan hendrik de")
    pages = all_pages("jan de jong")
    assert [len(page) for page in pages] == [20, 20, 5]
    assert [*chain(*pages)] == ["jong jan de"] * 22 + ["jong jan hendrik de"] * 23


def test_nobody_makes_an_address_to_list_names(bakkers):
    """A page is good for its own question; anything else is the first page."""
    sealed = look_up(Question(text="bakker")).next
    for text, place in (("bakkersma", sealed), ("bakker", sealed[:-1] + "x"), ("bakker", "x:y:z")):
        assert look_up(Question(text=text), place).is_first
    assert not look_up(Question(text="bakker"), sealed).is_first


def test_the_pages_work_with_and_without_a_script(bakkers, client):
    page = client.get("/", {"q": "bakker"}).content.decode()
    for _ in range(4):
        address = NEXT.search(page)[1].replace("&amp;", "&")
        part = client.get(f"/{address}", headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in part
        page = client.get(f"/{address}").content.decode()
        assert page.count("rk-result__name") == part.count("rk-result__name") == MOST_SHOWN
    assert "We tonen hooguit 100 namen" in page
    assert not NEXT.search(page)
    assert "Naar de eerste namen" in page


def test_what_was_almost_typed_is_offered_and_namesakes_are_explained(db, client):
    for place in range(2):
        entry(place, "amrani samira", "Samira Amrani")
    page = client.get("/", {"q": "Samria Armani"}).content.decode()
    assert "Niemand gevonden die precies ‘Samria Armani’ heet" in page
    assert "Bedoelt u …" in page
    assert page.count("Samira Amrani") == 2
    page = client.get("/", {"q": "Samira Amrani"}).content.decode()
    assert "Bedoelt u" not in page
    assert "Mensen met dezelfde naam" in page
    page = client.get(f"/r/{crowd.number_of(0)}/").content.decode()
    assert "meer mensen met deze naam" in page
    PublicEntry.objects.filter(number=crowd.number_of(1)).delete()
    page = client.get(f"/r/{crowd.number_of(0)}/").content.decode()
    assert "meer mensen met deze naam" not in page


def test_who_is_hidden_is_not_even_almost_found(db, now):
    entry(1, "amrani samira")
    HiddenEntry.objects.create(number=crowd.number_of(1), hidden_at=now)
    for text in ("samira amrani", "samria armani", "rani", crowd.number_of(1)):
        found = look_up(Question(text=text))
        assert (found.entries, found.near) == ([], [])


def test_a_place_also_finds_its_joint_service_and_is_guessed_when_mistyped(db, client):
    service = Organisation.objects.create(
        name="Werkplein De Terpen", kind="joint", town="Dokkum", province="Fryslân"
    )
    service.members.add(reference.municipality("Noardeast-Fryslân", "Fryslân"))
    entry(1, "ypma wytze", town="Dokkum", town_key="dokkum", province="Fryslân")
    entry(2, "ypma jelle", town="", province="Fryslân")
    for town in ("noardeast fryslan", "Gemeente Noardeast-Fryslân", "Dokkum", service.name):
        found = look_up(Question(text="ypma", town=town)).entries
        assert [each.name_key for each in found] == ["ypma wytze"], town
    assert places.likely("Noardoost-Fryslân") == "Noardeast-Fryslân"
    assert places.likely("Dokkum") == ""
    page = client.get("/", {"q": "ypma", "gemeente": "Noardoost Fryslan"}).content.decode()
    assert "Bedoelt u <a" in page


def test_status_is_nothing_to_search_by(bakkers, client):
    page = client.get("/", {"q": "bakker", "status": "suspended"}).content.decode()
    assert page.count("rk-result__name") == MOST_SHOWN


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("RK-4817-3062", "RK-4817-3062"),
        ("rk 4817 3062", "RK-4817-3062"),
        ("48173062", "RK-4817-3062"),
        (" Rk.4817.3062 ", "RK-4817-3062"),
        ("nr. RK–4817–3062", "RK-4817-3062"),
        ("registratienummer: 4817 3062", "RK-4817-3062"),
        ("RK-4817-3063", None),
        ("RK-4187-3062", None),
        ("RK-4817-306", None),
        ("٤٨١٧٣٠٦٢", None),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, number):
    assert numbers.parse(typed) == number


def test_the_database_counts_the_words_of_names(db):
    first = entry(1, "berg jan van den")
    entry(2, "berg aafje van den")
    FormerName.objects.create(number=first.number, name_key="tromp jan")
    assert uses() == {"berg": 2, "van": 2, "den": 2, "jan": 2, "aafje": 1, "tromp": 1}
    first.name_key = "dijk jan van"
    first.save()
    assert uses() == {"dijk": 1, "berg": 1, "van": 2, "den": 1, "jan": 2, "aafje": 1, "tromp": 1}
    FormerName.objects.all().delete()
    PublicEntry.objects.all().delete()
    assert uses() == {}


def uses() -> dict[str, int]:
    return dict(NameWord.objects.values_list("word", "uses"))


def test_a_search_reads_nothing_but_what_is_published(db):
    """Each kind of search, as the role of the public site."""
    entry(1, "amrani samira")
    questions = (
        {"q": "samira"}, {"q": "ran"}, {"q": "v.d. Armani samria", "gemeente": "Dokum"},
        {"q": crowd.number_of(1)}, {},
    )  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE register_public")
        for question in questions:
            form = SearchForm(question)
            if not form.question.is_empty:
                search.look_up(form.question)
        assert search.find(crowd.number_of(1))


def test_a_typed_name_is_read_in_the_forms_of_the_register():
    assert TypedName.read("J. v.d. Berg").exact_keys()[:2] == [
        "j van de berg",
        "j van den berg",
    ]
    assert "berg j van den" in TypedName.read("J. v/d Berg").exact_keys()
    assert TypedName.read("van den Berg").starts() == ["berg"]
    assert TypedName.read("T. de Wit").to_look_up == ["wit"]


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("amrani", "amrani", 0),
        ("armani", "amrani", 1),
        ("jansen", "janssen", 1),
        ("meijer", "meyer", 0.5),
        ("kuypers", "kuijpers", 0.5),
        ("bakker", "visser", 3.5),
    ],
)
def test_how_far_two_words_are(one, other, far):
    assert spelling.distance(one, other) == spelling.distance(other, one) == far
