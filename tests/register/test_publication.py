"""Editions: what changes, what stays hidden, and that only allowed facts are published."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from kit import clock
from outbox.models import Letter
from register import allow_list, differences, publication, search
from register.models import Publication, PublicEntry
from register.search import Question
from tests.makers import cases, people, reference

SINCE = date(2025, 1, 1)


@pytest.fixture
def publish(today, now):
    def act():
        return publication.publish(today=today, now=now, by=Actor.system("test"))

    return act


def names_found(**question):
    return [entry.name for entry in search.search(Question(**question))]


def test_the_public_sees_nobody_before_the_edition_and_everybody_after(owner, publish):
    people.registered(owner, since=SINCE)
    assert names_found(text="amrani") == []
    edition = publish()
    assert (edition.number, edition.entries, edition.added) == (1, 1, 1)
    assert names_found(text="amrani") == ["Samira El Amrani"]


def test_only_the_allowed_facts_are_published():
    assert PublicEntry.FACTS == (
        "number", "name", "name_key", "status", "suspended_until", "since_on", "until_on",
        "town", "town_key", "province", "kinds_of_work", "badges",
    )  # fmt: skip
    assert tuple(allow_list.LISTED) == tuple(allow_list.REMOVED) == PublicEntry.FACTS
    columns = {field.name for field in PublicEntry._meta.fields}
    assert columns == {"id", "edition_from", "edition_until", *PublicEntry.FACTS}


def test_an_edition_holds_the_differences_field_by_field(owner, publish, today):
    registration = people.registered(owner, since=SINCE)
    publish()
    registration.pause(today=today, by=Actor.self(owner))
    change = differences.since_last_edition(today).of(registration.number)
    assert change.fields == [("status", "registered", "paused")]
    edition = publish()
    assert (edition.added, edition.changed, edition.removed, edition.entries) == (0, 1, 0, 1)
    assert search.find(registration.number).status == "paused"


def test_who_left_is_gone_from_the_next_edition(owner, publish, today):
    registration = people.registered(owner, since=SINCE)
    publish()
    registration.leave(today=today, by=Actor.self(owner))
    assert publish().removed == 1
    assert search.find(registration.number) is None


def test_a_removed_number_answers_for_years_without_a_name(owner, publish, today):
    registration = people.registered(owner, since=SINCE)
    publish()
    cases.removed(registration, today=today)
    publish()
    entry = search.find(registration.number)
    assert (entry.status, entry.name, entry.town) == ("removed", "", "")
    assert names_found(text="amrani") == []
    assert search.search(Question(text=registration.number)) == []
    page = Client().get(reverse("register:entry", args=[registration.number]))
    assert b"is doorgehaald" in page.content
    assert b"Amrani" not in page.content
    five_years_on = clock.add_years(today, 5)
    assert allow_list.facts(registration, five_years_on - timedelta(days=1))
    assert allow_list.facts(registration, five_years_on) is None


def test_hiding_works_at_once_and_over_every_edition(owner, publish, now):
    registration = people.registered(owner, since=SINCE)
    publish()
    publication.hide(registration, now=now, by=Actor.self(owner))
    assert names_found(text="amrani") == []
    publish()
    assert search.find(registration.number) is None
    publication.show(registration, now=now, by=Actor.self(owner))
    assert names_found(text="amrani") == ["Samira El Amrani"]


def test_a_night_without_changes_makes_no_edition(owner, publish, standing_clock):
    people.registered(owner, since=SINCE)
    publish()
    publication.publish_tonight()
    assert Publication.objects.count() == 1


@pytest.mark.parametrize(
    "text",
    ["samira", "El Amrani", "elamrani", "AMRANI samira", "Sámirà el-amrani", "amra"],
)
def test_names_are_found_in_any_order_with_or_without_accents(owner, publish, text):
    people.registered(owner, since=SINCE)
    publish()
    expected = [] if text == "elamrani" else ["Samira El Amrani"]
    assert names_found(text=text) == expected


def test_municipality_finds_only_who_shows_the_town(owner, stranger, publish):
    town = reference.municipality("Duinrade", "Zeeland")
    people.registered(owner, since=SINCE, organisation=town)
    hidden = people.registered(stranger, since=SINCE, organisation=town)
    hidden.shows_town = False
    hidden.save()
    publish()
    assert names_found(text="amrani", town="Duinrade") == ["Samira El Amrani"]
    assert search.find(hidden.number).town == ""
    assert search.find(hidden.number).province == "Zeeland"


def test_a_search_is_found_by_number_however_typed(owner, publish):
    registration = people.registered(owner, since=SINCE)
    publish()
    typed = registration.number.lower().replace("-", " ")
    assert names_found(text=typed) == ["Samira El Amrani"]


def test_hiding_and_showing_are_each_confirmed_by_one_letter(owner, now):
    registration = people.registered(owner, since=SINCE)
    for _ in range(2):
        publication.hide(registration, now=now, by=Actor.self(owner))
    for _ in range(2):
        publication.show(registration, now=now, by=Actor.self(owner))
    kinds = Letter.objects.filter(person=owner).order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["register/hidden", "register/shown"]
