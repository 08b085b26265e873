"""What a registered klantmanager does alone: more time, a pause and back, leaving and back."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, hold_the_welcome_talk, press, said

pytestmark = pytest.mark.browser

SAMIRA = "samira@example.org"
PIET, PIETS_NAME = "piet@example.org", "Piet Kuijpers"
DESK = "mirjam@example.org"
A_MINUTE = 60  # seconds, of which the pages themselves take most


def test_a_registration_lasts_through_a_life(walk):
    number = leaving(walk)
    back_by_one_conversation(walk, number)
    a_pause_and_back(walk)
    more_time(walk)


def more_time(walk: Walk) -> None:
    """Three pages and two presses, from the first page after logging in."""
    page = walk.demo_person(SAMIRA)
    walk.put_clock(200)  # her last year has begun
    page.goto("/mijn/registratie/")
    before = ends(page)
    started = time.monotonic()
    page.get_by_role("link", name="Ik heb meer tijd nodig").click()
    press(page, "Geef me 6 maanden meer tijd")
    assert time.monotonic() - started < A_MINUTE
    said(page, "6 maanden meer tijd")
    assert ends(page) == before  # the term moves, the anniversary does not
    walk.look(page, "more-time")
    walk.portal.mail_to(SAMIRA, "6 maanden meer tijd")


def ends(page: Page) -> str:
    return page.locator("#gegevens ~ * dd, .rk-data dd").last.inner_text()


def a_pause_and_back(walk: Walk) -> None:
    page = walk.demo_person(PIET)
    page.goto("/mijn/registratie/")
    page.get_by_role("link", name="Even geen klantmanager").click()
    walk.look(page, "pause")
    press(page, "Zet mijn registratie stil")
    said(page, "Tijdelijk niet actief")
    walk.look(page, "paused")
    walk.put_clock(walk.ahead + 10)
    page.reload()
    press(page, "Ik ben terug")
    said(page, "Welkom terug")
    walk.look(page, "back")
    walk.portal.mail_to(PIET, "weer actief")


def leaving(walk: Walk) -> str:
    """In two clicks; the number is kept."""
    page = walk.demo_person(PIET)
    page.goto("/mijn/registratie/")
    found = re.search(r"RK-\d{4}-\d{4}", page.locator("main").inner_text())
    assert found
    page.get_by_role("link", name="Uitschrijven").click()
    walk.look(page, "leave")
    press(page, "Schrijf mij uit")
    said(page, "Terugkomen kan met één gesprek")
    walk.look(page, "left")
    page.goto("/mijn/portfolio/")  # the dossier stays
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return found[0]


def back_by_one_conversation(walk: Walk, number: str) -> None:
    page = walk.demo_person(PIET)
    page.goto("/mijn/registratie/")
    press(page, "Ik wil terugkomen")
    page.get_by_label("Wat voor werk doe je?").fill("Ik begeleid mensen naar werk.")
    page.get_by_label("Waar werk je?").fill("Gemeente Utrecht")
    page.get_by_label("Werk en re-integratie").check()
    page.get_by_role("radio").first.check()
    walk.look(page, "return")
    press(page, "Bewaren en verder")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("checkbox").last.check()
    press(page, "Aanmelding versturen")
    desk = walk.demo_person(DESK)
    desk.goto("/desk/aanmeldingen/?volgorde=nieuwste")
    desk.get_by_role("link", name=PIETS_NAME).click()
    press(desk, "Ik behandel deze aanmelding")
    desk.get_by_role("link", name="Welkomstgesprek plannen").click()
    press(desk, "Kies dit moment")
    walk.put_clock(walk.ahead + 25)
    hold_the_welcome_talk(walk, PIET, PIETS_NAME)
    desk.goto("/desk/gesprekken/")
    desk.get_by_role("link", name=re.compile(PIETS_NAME)).first.click()
    press(desk, "Toelaten")
    said(desk, number)  # the one of before
    page.goto("/mijn/registratie/")
    said(page, "Geregistreerd")
    walk.look(page, "registered-again")
