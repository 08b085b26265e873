"""Wie mag wat lezen: for this person, with the names the person knows."""

from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from accreditation import assignment, dossiers
from config import reading
from kit import clock
from register import consents, leaving, publication
from tests.accreditation import conftest as talks
from tests.makers import cases, people

SINCE = date(2025, 1, 1)
PAGE = "/mijn/wie-leest-wat/"


def lines(user, today: date) -> dict[str, reading.Reading]:
    return {
        one.thing: one for part in reading.of_person(user, today=today) for one in part.readings
    }


def copy_of(user, today: date) -> reading.Reading:
    return lines(user, today)["Je ingeleverde dossier"]


@pytest.fixture
def assessor(scheme):
    return talks.make_assessor("Hanneke", "Wit")


def test_a_newcomer_is_read_by_nobody(scheme, owner, today):
    found = lines(owner, today)
    assert found["Je ingeleverde dossier"].who == "Niemand: je hebt nu niets ingeleverd"
    assert found["Je naam in het register"].who == "Niemand: je bent niet geregistreerd"
    assert found["Dat je geregistreerd bent, en tot wanneer"].who.startswith("Niemand")


def test_the_copy_is_for_the_assessor_who_took_the_talk(owner, assessor, today, now):
    cycle = talks.handed_in(owner, now=now)
    assert copy_of(owner, today).who.startswith("Nog niemand (ingeleverd op 23 november 2026)")
    assignment.accept(assignment.open_assignment(cycle), now=now, by=talks.by(assessor))
    assert copy_of(owner, today).who == "Hanneke Wit, je assessor"
    assert copy_of(owner, today).until.endswith("Nog niet geopend")
    assert copy_of(owner, today).label == "Bekijken of terugnemen"
    cycle.refresh_from_db()
    dossiers.open_dossier(cycle, now=now, by=talks.by(assessor))
    assert copy_of(owner, today).until.endswith("Geopend op 23 november 2026")
    assert copy_of(owner, today).label == "Naar je gesprek"


def test_the_report_is_for_both_until_the_decision(owner, assessor, today, now, run_jobs):
    talks.shared(owner, assessor, now=now)
    key = "Het verslag van je gesprek"
    assert lines(owner, today)[key].who == "Jij en Hanneke Wit, tot het besluit"


def test_after_the_decision_nobody_else_reads(owner, assessor, today, now):
    report = talks.shared(owner, assessor, now=now)
    cycle = report.conversation.seats.get().cycle
    cycle.decide(today=today, by=Actor.system("test"))
    assert copy_of(owner, today).who == "Niemand meer: het besluit is genomen"
    key = "Het verslag van je gesprek"
    assert lines(owner, today)[key].who == "Alleen jij nog"


def test_an_employer_knows_what_was_consented_and_until_when(owner, today):
    people.registered(owner, since=SINCE)
    place = owner.affiliations.get().organisation
    consents.give(place, "shown", today=today, by=Actor.self(owner))
    found = lines(owner, today)["‘Zien dat ik geregistreerd ben, en tot wanneer’"]
    assert found.who == f"De contactpersoon van {place}"
    assert found.until == "Tot 23 november 2027, of tot je het intrekt"
    after = lines(owner, today + timedelta(days=366))
    assert "Dat je geregistreerd bent, en tot wanneer" in after


def test_who_is_hidden_is_seen_by_nobody(owner, today, now):
    registration = people.registered(owner, since=SINCE)
    assert "Iedereen die je naam of nummer zoekt" in {
        one.who for one in lines(owner, today).values()
    }
    publication.hide(registration, now=now, by=Actor.self(owner))
    found = lines(owner, today)["Je vermelding in het openbare register"]
    assert found.who == "Niemand: je bent verborgen"


def test_who_left_is_not_in_public(owner, today, now):
    registration = people.registered(owner, since=SINCE)
    leaving.leave(registration, today=today, now=now, by=Actor.self(owner))
    found = lines(owner, today)["Je vermelding in het openbare register"]
    assert found.who == "Niemand: je staat er nu niet in"


def test_a_number_that_was_struck_out_answers_so_for_years(owner, today):
    registration = people.registered(owner, since=SINCE)
    cases.removed(registration, today=today)
    found = lines(owner, today)["Je vermelding in het openbare register"]
    assert found.who.startswith("Wie je nummer intypt, ziet dat het is doorgehaald")
    assert found.until == "Tot 23 november 2031"
    later = lines(owner, clock.add_years(today, 5))["Je vermelding in het openbare register"]
    assert later.who == "Niemand meer: de termijn is voorbij"


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")],
)
def test_a_list_in_words(names, words):
    assert reading.listed(names) == words


def test_every_line_leads_somewhere(owner, assessor, login, now, standing_clock):
    talks.shared(owner, assessor, now=now)
    client = login(owner)
    page = client.get(PAGE).content.decode()
    assert "Hanneke Wit" in page
    for part in reading.of_person(owner, today=now.date()):
        for one in part.readings:
            assert not one.url or client.get(one.url).status_code == 200
