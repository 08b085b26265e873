"""Somebody is looked up and noted about, takes another name; then a death is reported by a citizen,
checked by staff, and from that moment no letter leaves and nobody finds the name."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.portal import text_of
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

PERSON, NAME = "piet@example.org", "Piet Kuijpers"
RENAMED = "Piet Kuijpers-Blom"
COLLEAGUE = "samira@example.org"  # whose reminders go on
REPORTER = "marit@mensen.example"
DESK = "mirjam@example.org"


def test_a_person_is_known_and_mourned(walk):
    looked_up(walk)
    renamed(walk)
    reported(walk)
    checked(walk)
    before = mails_to(walk, PERSON)
    nothing_leaves_any_more(walk, before)


def mails_to(walk: Walk, address: str) -> int:
    return len(list(walk.portal.mails_to(address)))


def looked_up(walk: Walk) -> None:
    desk = walk.demo_person(DESK)
    desk.goto("/desk/mensen/")
    walk.look(desk, "people")
    desk.get_by_label("Naam, registratienummer of mailadres").fill("kuijpers")
    press(desk, "Zoeken")
    walk.look(desk, "people-found")
    desk.get_by_role("link", name=NAME).click()
    said(desk, "Zo leest deze persoon het zelf")
    desk.get_by_text("Notitie schrijven").click()
    desk.get_by_label("Je notitie").fill("Belde over een moment in het voorjaar.")
    press(desk, "Notitie bewaren")
    walk.look(desk, "person")
    desk.get_by_role("link", name=re.compile("Welkom|toegelaten", re.IGNORECASE)).first.click()
    walk.look(desk, "letter-of-person")


def renamed(walk: Walk) -> None:
    person = walk.demo_person(PERSON)
    person.goto("/mijn/registratie/")
    person.get_by_role("link", name="Lees de notities").click()
    said(person, "Belde over een moment in het voorjaar.")
    walk.look(person, "my-notes")
    person.goto("/mijn/registratie/")
    person.get_by_role("link", name="Je naam in het register veranderen").click()
    person.get_by_label("Achternaam").fill("Kuijpers-Blom")
    press(person, "Naam veranderen")
    said(person, "Je naam is veranderd")
    press(person, "Laat me ook op deze naam vinden")
    said(person, "Vindbaar op deze naam")
    walk.look(person, "my-name")
    walk.portal.mail_to(PERSON, "Je naam in het register is veranderd")


def reported(walk: Walk) -> None:
    visitor = walk.somebody("visitor")
    visitor.goto("/hulp/")
    visitor.get_by_role("link", name="Een overlijden melden").click()
    visitor.get_by_label("Wie is er overleden?").fill(NAME)
    visitor.get_by_label("Partner of familie").check()
    press(visitor, "Overlijden melden")
    said(visitor, "Vul uw naam in")
    walk.look(visitor, "death-report")
    visitor.get_by_label("Uw naam").fill("Marit Kuijpers")
    visitor.get_by_label("Uw mailadres").fill(REPORTER)
    press(visitor, "Overlijden melden")
    said(visitor, "Wij wensen u sterkte")
    walk.look(visitor, "death-reported")
    walk.portal.mail_to(REPORTER, "Wij hebben uw melding ontvangen")


def checked(walk: Walk) -> None:
    desk = walk.demo_person(DESK)
    desk.goto("/desk/")
    desk.get_by_role("link", name="Meldingen van een overlijden").click()
    walk.look(desk, "deaths")
    desk.get_by_role("link", name=NAME).click()
    desk.get_by_label(RENAMED).check()
    press(desk, "Overlijden vastleggen")
    said(desk, "Schrijf op hoe je dit hebt nagegaan")
    walk.look(desk, "death")
    desk.get_by_label(RENAMED).check()
    desk.get_by_label("Hoe heb je dit nagegaan?").fill("Gebeld met de teamleider.")
    desk.get_by_label("Stuur de melder een condoleancebrief").check()
    press(desk, "Overlijden vastleggen")
    said(desk, "Vanaf nu gaat er geen brief meer naar deze persoon")
    walk.look(desk, "death-confirmed")
    letter = text_of(walk.portal.mail_to(REPORTER, "Gecondoleerd"))
    assert "Na 6 maanden wordt het gewist" in letter
    person = walk.demo_person(PERSON)
    person.goto("/mijn/")
    expect(person).to_have_url(re.compile("/account/login/"))


def nothing_leaves_any_more(walk: Walk, before: int) -> None:
    visitor = walk.somebody("visitor")
    visitor.goto("/?q=Kuijpers")
    expect(visitor.locator("#resultaten")).not_to_contain_text("Piet")
    colleague = mails_to(walk, COLLEAGUE)
    walk.put_clock(walk.ahead + 300)
    for _ in range(60):  # until the reminders of that day went out
        if mails_to(walk, COLLEAGUE) > colleague:
            break
        visitor.wait_for_timeout(2000)
    assert mails_to(walk, COLLEAGUE) > colleague
    visitor.goto("/?q=Kuijpers")
    expect(visitor.locator("#resultaten")).to_contain_text("Niemand gevonden")
    assert mails_to(walk, PERSON) == before
    desk = walk.demo_person(DESK)
    desk.goto("/desk/overlijden/")
    desk.get_by_role("link", name=RENAMED).click()
    walk.reload_until(desk, "Dossier gewist")
