"""Two journeys of the committee, by pages only, each person in an own browser:
refused by two, objected, upheld by the other chamber, admitted; and a measure with its hearing."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import text_of
from tests.browser.walk import Walk, hold_the_welcome_talk, press, said

pytestmark = pytest.mark.browser

APPLICANT, NAME = "malgorzata@example.org", "Małgorzata Nowak-Jagiełło"
CHARGED = "piet@example.org"
DESK = "mirjam@example.org"
EAST = ("corine@example.org", "achmed@example.org")
WEST = ("rinus@example.org", "sheila@example.org")
OBJECTION = "Ik spreek elke week inwoners over werk en inkomen."
UPHELD = "Artikel 2: de aanmelder begeleidt inwoners met een uitkering."
FACTS = "De rechter stelde vast dat gegevens van inwoners zijn doorgegeven."
MINUTES = "Piet vertelde wat er gebeurde en wat hij nu anders doet."


def test_the_committee_decides(walk):
    refused_by_two(walk)
    objected(walk)
    upheld_by_the_other_chamber(walk)
    admitted(walk)
    charged(walk)
    heard_and_decided(walk)


def refused_by_two(walk: Walk) -> None:
    person = walk.demo_person(APPLICANT)
    person.goto("/mijn/aanmelding/")
    person.get_by_label("Je antwoord").fill("Ik voer elke week gesprekken.")
    press(person, "Antwoord versturen")
    desk = walk.demo_person(DESK)
    desk.goto("/desk/aanmeldingen/")
    desk.get_by_role("link", name=NAME).click()
    desk.get_by_text("Voorstellen om af te wijzen").click()
    desk.get_by_label("Waarom kan dit niet?").fill("Artikel 2: je spreekt geen inwoners.")
    desk.get_by_label("Hoe kan het wel?").fill("Meld je opnieuw aan als dat verandert.")
    press(desk, "Leg voor aan de commissie")
    member = walk.demo_person(EAST[0])
    member.goto("/commissie/")
    walk.look(member, "what-waits")
    member.get_by_role("link", name=NAME).click()
    press(member, "Meetekenen en afwijzen")
    said(member, "De aanmelding is afgewezen")


def objected(walk: Walk) -> None:
    person = walk.demo_person(APPLICANT)
    person.goto("/mijn/aanmelding/")
    walk.look(person, "refused")
    person.get_by_role("link", name="Naar bezwaar").click()
    walk.look(person, "objections")
    press(person, "Bezwaar maken")
    person.get_by_label("Waarom ben je het er niet mee eens?").fill(OBJECTION)
    press(person, "Bewaren, ik ga later verder")
    said(person, "Bewaard. Je kunt later verder")
    press(person, "Bezwaar maken")
    expect(person.get_by_label("Waarom ben je het er niet mee eens?")).to_have_value(OBJECTION)
    walk.look(person, "objection-write")
    press(person, "Verder")
    said(person, OBJECTION)
    walk.look(person, "objection-send")
    press(person, "Bezwaar versturen")
    said(person, "Kamer West van de registercommissie")
    walk.look(person, "objection")
    receipt = text_of(walk.portal.mail_to(APPLICANT, "We hebben je bezwaar ontvangen"))
    assert "Tot dan verandert er niets voor jou" in receipt


def upheld_by_the_other_chamber(walk: Walk) -> None:
    own = walk.demo_person(EAST[1])
    own.goto("/commissie/")
    expect(own.locator("main").get_by_role("link", name=NAME)).to_have_count(0)
    first, second = (walk.demo_person(one) for one in WEST)
    first.goto("/commissie/")
    first.get_by_role("link", name=NAME).click()
    first.get_by_label("Gegrond: het besluit verandert").check()
    first.get_by_label("Waarom?").fill(UPHELD)
    walk.look(first, "committee-case")
    press(first, "Voorstellen")
    said(first, "Een ander lid van je kamer tekent mee")
    second.goto("/commissie/")
    second.get_by_role("link", name=NAME).click()
    second.get_by_role("link", name="Meetekenen").click()
    walk.look(second, "committee-sign")
    press(second, "Ik teken mee")
    said(second, "Besloten. De brief is onderweg.")
    person = walk.demo_person(APPLICANT)
    person.reload()
    said(person, UPHELD)
    walk.look(person, "objection-upheld")


def admitted(walk: Walk) -> None:
    desk = walk.demo_person(DESK)
    desk.goto("/desk/aanmeldingen/")
    desk.get_by_role("link", name=NAME).click()
    desk.get_by_role("link", name="Welkomstgesprek plannen").click()
    press(desk, "Kies dit moment")
    expect(desk.locator("main")).not_to_contain_text("Kies dit moment")
    walk.put_clock(walk.ahead + 25)
    hold_the_welcome_talk(walk, APPLICANT, NAME)
    desk.goto("/desk/gesprekken/")
    desk.get_by_role("link", name=re.compile(NAME)).first.click()
    press(desk, "Toelaten")
    said(desk, "is toegelaten met nummer RK-")


def charged(walk: Walk) -> None:
    person = walk.demo_person(CHARGED)
    person.goto("/mijn/registratie/")
    number = re.search(r"RK-\d{4}-\d{4}", person.locator("main").inner_text())
    assert number
    desk = walk.demo_person(DESK)
    desk.goto("/desk/zaken/")
    walk.look(desk, "desk-cases")
    desk.get_by_role("link", name="Een verwijt voorleggen").click()
    desk.get_by_label("Registratienummer").fill(number[0])
    desk.get_by_label("Ernstige schending").check()
    desk.get_by_label("De feiten").fill(FACTS)
    press(desk, "Leg voor aan een kamer")
    said(desk, "Schrijf het kenmerk van de uitspraak op")
    walk.look(desk, "charge")
    desk.get_by_label("Wie stelde dit vast?").fill("Rechtbank Midden-Nederland")
    desk.get_by_label("Kenmerk van de uitspraak").fill("ECLI:NL:RBMNE:2026:1906")
    desk.get_by_label("Datum van de uitspraak").fill("2026-01-15")
    press(desk, "Leg voor aan een kamer")
    said(desk, "Het dossier is open")
    person.goto("/mijn/registratie/")
    person.get_by_role("link", name="Lees je dossier").click()
    said(person, FACTS)
    person.get_by_label("Wie komt er met je mee?").fill("mr. De Graaf")
    press(person, "Bewaren")
    walk.look(person, "my-measure")


def chamber_of(walk: Walk, person: Page) -> tuple[Page, Page]:
    is_east = "Kamer Oost" in person.locator("main").inner_text()
    first, second = (walk.demo_person(one) for one in (EAST if is_east else WEST))
    return first, second


def heard_and_decided(walk: Walk) -> None:
    person = walk.demo_person(CHARGED)
    first, second = chamber_of(walk, person)
    first.goto("/commissie/")
    first.get_by_role("link", name="Piet Kuijpers").click()
    day = walk.today + timedelta(days=15)
    first.get_by_label("Dag").fill(day.isoformat())
    first.get_by_label("Hoe laat").fill("09:00")
    first.get_by_label("Waar", exact=True).fill("Utrecht, Stationsplein 1")
    press(first, "Plan de hoorzitting")
    said(first, "De hoorzitting is gepland")
    walk.put_clock(walk.ahead + 16)
    first.reload()
    first.get_by_label("Verslag van de hoorzitting").fill(MINUTES)
    press(first, "Verslag toevoegen")
    person.reload()
    said(person, MINUTES)
    first.get_by_label("Schorsen").check()
    first.get_by_label("Hoeveel maanden?").fill("2")
    first.get_by_label("Waarom?").fill("Artikel 6 van de code.")
    walk.look(first, "measure-committee")
    press(first, "Voorstellen")
    second.goto("/commissie/")
    second.get_by_role("link", name="Piet Kuijpers").click()
    second.get_by_role("link", name="Meetekenen").click()
    press(second, "Ik teken mee")
    said(second, "Besloten. De brief is onderweg.")
    person.reload()
    said(person, "Dit besluit is nog niet definitief")
    walk.look(person, "measure-imposed")
    visitor = walk.somebody("visitor")
    visitor.goto("/?q=Kuijpers")
    expect(visitor.locator("#resultaten")).to_contain_text("Piet Kuijpers")
    expect(visitor.locator("#resultaten")).not_to_contain_text("Geschorst")
    walk.put_clock(walk.ahead + 45)
    walk.reload_until(person, "Dit besluit is definitief")
    walk.look(person, "measure-final")
