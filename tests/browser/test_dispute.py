"""Somebody says that a row of a provider's list is wrong; the provider answers, and is believed."""

import pytest
from playwright.sync_api import Page

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser
TEACHER, LISTED = "piet@example.org", "samira@example.org"
WORDS = "Ik was er de tweede dag niet bij."


def test_a_dispute_is_asked_answered_and_decided_by_who_it_is_about(walk):
    page = walk.demo_person(LISTED)
    asks(walk, page)
    answers(walk, walk.demo_person(TEACHER))
    decides(walk, page)


def asks(walk: Walk, page: Page) -> None:
    page.goto("/mijn/cursussen/aanwezig/")
    page.get_by_text("Er klopt iets niet").first.click()
    page.get_by_label("Wat klopt er niet?").first.fill(WORDS)
    walk.look(page, "dispute")
    press(page, "Vraag het de opleider")
    said(page, "De opleider antwoordt uiterlijk op")


def answers(walk: Walk, page: Page) -> None:
    page.goto("/opleider/")
    page.get_by_role("link", name="Leerhuis Noord").click()
    page.get_by_role("link", name="Lees en antwoord").click()
    said(page, WORDS)
    walk.look(page, "disputes")
    press(page, "Volgens ons klopt het")
    said(page, "Schrijf een antwoord")
    page.get_by_role("textbox", name="Je antwoord").fill("Je tekende die ochtend de lijst.")
    press(page, "Volgens ons klopt het")
    said(page, "Je antwoord is verstuurd")


def decides(walk: Walk, page: Page) -> None:
    page.reload()
    said(page, "Je tekende die ochtend de lijst.")
    walk.look(page, "answered")
    press(page, "Bewaar in mijn dossier")
    said(page, "Het staat in je portfolio")
