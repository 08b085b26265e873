"""A positive advice is set aside by two, and an objection brings it back; the register is right
at every moment. Each person in an own browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.talks import (
    accepted,
    asked_for,
    open_case,
    registered,
    renewed_after,
    sign,
    write,
)
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

PERSON, NAME = "songul.taskin@example.org", "Songül Taşkın"
EAST = ("corine@example.org", "achmed@example.org")
WEST = ("rinus@example.org", "sheila@example.org")
RESPONSE = "In het gesprek vertelde ik over een inwoner die zelf koos. Dat staat er niet."
SET_ASIDE = "Artikel 8: in het verslag staat niets over de stem van de inwoner."
OBJECTION = "Mijn dossier gaat daar juist over, en daar is niet naar gevraagd."
UPHELD = "In het tweede gesprek kwam het ruim aan de orde."


def test_set_aside_by_two_and_brought_back_by_an_objection(walk):
    person = walk.demo_person(PERSON)
    period = registered(walk, person)
    responded(walk, person)
    set_aside_by_two(walk, person)
    assert registered(walk, person) == period
    objected(walk, person)
    second_talk(walk, person)
    assert registered(walk, person) == period
    upheld_by_the_other_chamber(walk, person)
    renewed_after(walk, person, period, days=4)


def responded(walk: Walk, person: Page) -> None:
    person.goto("/mijn/gesprek/tweede-lezing/")
    said(person, "Wat de tweede lezer vond")
    person.get_by_label("Jouw zienswijze").fill(RESPONSE)
    walk.look(person, "response")
    press(person, "Verstuur naar de commissie")
    said(person, "De commissie heeft alles")
    walk.look(person, "response-sent")


def set_aside_by_two(walk: Walk, person: Page) -> None:
    first, second = (walk.demo_person(one) for one in WEST)
    own_case(walk, first)
    said(first, RESPONSE)
    walk.look(first, "reading-case")
    first.get_by_label("Meer tijd").check()
    first.get_by_label("Het tweede gesprek is voor").fill(str(walk.today + timedelta(days=200)))
    first.get_by_label("Waarom?").fill(SET_ASIDE)
    press(first, "Voorstellen")
    said(first, "Een ander lid van je kamer tekent mee")
    own_case(walk, second)
    second.get_by_role("link", name="Meetekenen").click()
    walk.look(second, "reading-sign")
    press(second, "Ik teken mee")
    person.goto("/mijn/gesprek/tweede-lezing/")
    said(person, "De commissie besloot: meer tijd")
    said(person, SET_ASIDE)
    walk.look(person, "set-aside")


def own_case(walk: Walk, member: Page) -> None:
    member.goto("/commissie/")
    member.get_by_role("link", name=NAME).click()


def objected(walk: Walk, person: Page) -> None:
    person.goto("/mijn/bezwaar/")
    press(person, "Bezwaar maken")
    person.get_by_label("Waarom ben je het er niet mee eens?").fill(OBJECTION)
    press(person, "Verder")
    press(person, "Bezwaar versturen")
    said(person, "Kamer Oost van de registercommissie")
    walk.look(person, "objection")


def second_talk(walk: Walk, person: Page) -> None:
    """With somebody else; the chamber waits for the report."""
    person.get_by_role("link", name="Kies wat je wilt").click()
    walk.look(person, "second-talk")
    press(person, "Ja, zoek een andere assessor")
    walk.put_clock(walk.ahead + 1)
    assessor = asked_for(walk, NAME)
    accepted(assessor, NAME)
    walk.look(assessor, "second-talk-accepted")
    person.goto("/mijn/gesprek/moment/")
    press(person, "Kies dit moment")
    walk.put_clock(walk.ahead + 30)
    open_case(assessor, NAME)
    press(assessor, "Ja, we hebben elkaar gesproken")
    write(assessor, re.compile("^Verlengen(?! met)"))
    press(assessor, "Onderteken en deel het verslag")
    sign(walk, person)


def upheld_by_the_other_chamber(walk: Walk, person: Page) -> None:
    first, second = (walk.demo_person(one) for one in EAST)
    person.goto("/mijn/bezwaar/")
    person.get_by_role("link", name=re.compile("^Meer tijd")).click()
    said(person, "Je tweede gesprek is gevoerd")
    person.get_by_text("Liever geen hoorzitting").click()
    press(person, "Ik hoef niet gehoord te worden")
    own_case(walk, first)
    first.get_by_label("Gegrond: het besluit verandert").check()
    first.get_by_label("Waarom?").fill(UPHELD)
    walk.look(first, "objection-case")
    press(first, "Voorstellen")
    own_case(walk, second)
    second.get_by_role("link", name="Meetekenen").click()
    press(second, "Ik teken mee")
    said(second, "Besloten. De brief is onderweg.")
