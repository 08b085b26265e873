"""The desk's pages of editions, and my own entry."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Role
from register import holding, publication
from register.models import HeldEntry, HiddenEntry, Publication
from tests.makers import people

SINCE = date(2025, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(today, now, standing_clock):
    return lambda: publication.publish(today=today, now=now, by=Actor.system("test"))


@pytest.fixture
def registration(owner):
    return people.registered(owner, since=SINCE)


@pytest.fixture
def bureau(login, desk, standing_clock):
    return login(desk)


def test_staff_see_what_changes_and_publish_after_a_question(
    registration, owner, bureau, publish, today
):
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    page = bureau.get(reverse("desk_register:edition")).content.decode()
    assert "Samira El Amrani" in page
    assert "Status: geregistreerd wordt <strong>tijdelijk niet actief</strong>" in page
    none = bureau.get(reverse("desk_register:edition"), {"soort": "added"}).content.decode()
    assert "Hier is niets gevonden" in none
    asked = bureau.get(reverse("desk_register:publish")).content.decode()
    assert "Veranderd: 1" in asked
    assert Publication.objects.count() == 1
    bureau.post(reverse("desk_register:publish"))
    assert Publication.objects.count() == 2
    empty = bureau.get(reverse("desk_register:edition")).content.decode()
    assert "Er is niets veranderd" in empty


def test_holding_back_asks_for_a_reason_and_releasing_ends_it(registration, bureau, publish):
    publish()
    url = reverse("desk_register:entry_hold", args=[registration.number])
    assert bureau.get(url).status_code == 404  # nothing changes
    registration.show_place(shows_town=False, by=Actor.self(registration.person))
    wrong = bureau.post(url, {"reason": "", "days": "3"})
    assert wrong.status_code == 422
    assert "Schrijf op waarom" in wrong.content.decode()
    assert bureau.post(url, {"reason": "Vraag loopt.", "days": "3"}).status_code == 302
    held = HeldEntry.objects.get()
    assert "Vraag loopt." in bureau.get(reverse("desk_register:edition")).content.decode()
    again = bureau.post(url, {"reason": "Nog eens.", "days": "3"})
    assert (again.status_code, "al tegengehouden" in again.content.decode()) == (422, True)
    bureau.post(reverse("desk_register:entry_release", args=[held.public_id]))
    held.refresh_from_db()
    assert held.status == "released"


def test_an_older_edition_is_compared_checked_and_gone_back_to(
    registration, owner, bureau, publish, today
):
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    publish()
    older = reverse("desk_register:older_edition", args=[1])
    assert "tijdelijk niet actief" in bureau.get(older, {"met": "2"}).content.decode()
    checked = bureau.post(reverse("desk_register:edition_check", args=[1]))
    assert "De uitgave klopt" in checked.content.decode()
    url = reverse("desk_register:roll_back", args=[1])
    assert bureau.post(url, {"reason": ""}).status_code == 422
    assert bureau.post(url, {"reason": "Verkeerd."}).status_code == 302
    page = bureau.get(reverse("desk_register:editions")).content.decode()
    assert "Terug naar uitgave 1: Verkeerd." in page
    waits = bureau.get(reverse("desk_register:edition")).content.decode()
    assert "Er verschijnt nu niet vanzelf een uitgave" in waits
    assert bureau.get(reverse("desk_register:roll_back", args=[3])).status_code == 404


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["edition", "editions"])
def test_lists_ask_as_often_for_three_rows_as_for_one(name, bureau, publish, now, today, desk):
    by = Actor(people.person("Nog", "Een", role=Role.DESK), Role.DESK)

    def one_more(number: int) -> None:
        made = people.registered(people.person("Lijst", f"Iemand{number}"), since=SINCE)
        holding.hold(made, reason="Even wachten.", days=2, today=today, now=now, by=by)
        publish()

    url = reverse(f"desk_register:{name}")
    one_more(1)
    bureau.get(url)
    few = queries_of(bureau, url)
    one_more(2)
    one_more(3)
    assert queries_of(bureau, url) == few


# ---- My entry ----


def test_my_entry_shows_exactly_what_everybody_sees(registration, owner, login, publish):
    client = login(owner)
    url = reverse("registration:entry")
    before = client.get(url).content.decode()
    assert "Na de volgende uitgave sta je erin" in before
    publish()
    mine = client.get(url).content.decode()
    public = Client().get(reverse("register:entry", args=[registration.number])).content.decode()
    start, end = '<article class="rk-verify"', "</article>"
    assert (
        mine[mine.index(start) : mine.index(end)] == public[public.index(start) : public.index(end)]
    )
    client.post(reverse("registration:entry_place"), {"plaats": "provincie"})
    changed = client.get(url).content.decode()
    assert "Plaats: Lindehoven wordt <strong>niet te zien</strong>" in changed
    assert "werkt in Lindehoven" in changed  # until tonight
    publish()
    assert "werkt in de provincie Flevoland" in client.get(url).content.decode()


def test_hiding_and_showing_again_is_one_button_each(registration, owner, login, publish):
    publish()
    client, url = login(owner), reverse("registration:entry")
    assert reverse("registration:hide") in client.get(url).content.decode()
    client.post(reverse("registration:hide"))
    hidden = client.get(url).content.decode()
    assert "Je bent verborgen" in hidden
    assert "rk-verify" not in hidden
    client.post(reverse("registration:show"))
    assert "rk-verify" in client.get(url).content.decode()


def test_staff_look_at_who_hid_and_the_entry_stays_hidden(registration, owner, login, publish):
    publish()
    login(owner).post(reverse("registration:hide"))
    desk, url = (
        login(people.person("Mirjam", "Balie", role="desk")),
        reverse("desk_register:hidden"),
    )
    assert registration.shown_name in desk.get(url).content.decode()
    assert "Vermeldingen die iemand verborg" in desk.get("/desk/").content.decode()
    desk.post(reverse("desk_register:hidden_looked", args=[registration.number]))
    assert "Niemand om naar te kijken" in desk.get(url).content.decode()
    assert HiddenEntry.objects.filter(number=registration.number).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_hidden_entries_costs_the_same_for_one_and_for_three(
    count, login, today, now, django_assert_num_queries, standing_clock, scheme
):
    for number in range(count):
        made = people.registered(people.person("Verborgen", f"Nummer{number}"), since=today)
        publication.hide(made, now=now, by=Actor.self(made.person))
    desk = login(people.person("Mirjam", "Balie", role="desk"))
    desk.get(reverse("desk_register:hidden"))
    with django_assert_num_queries(4):
        desk.get(reverse("desk_register:hidden"))
