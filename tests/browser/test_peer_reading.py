"""Looking together: asked from a story, a kind yes, questions beside it, one line, and an end."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import text_of
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser
PEER = "joost@example.org"
LINE = "Vaker wachten tot zij het zelf zegt"


def test_two_people_look_at_a_story_together(walk):
    owner, peer = walk.demo_person("samira@example.org"), walk.demo_person(PEER)
    asks(walk, owner)
    says_yes_and_reads(walk, peer)
    writes_a_line_and_keeps_it_as_an_activity(walk, owner)
    expect_the_line(peer)
    press(owner, "Stop met delen")
    peer.reload()
    said(peer, "Dit wordt niet meer gedeeld")


def asks(walk: Walk, page: Page) -> None:
    page.goto("/mijn/portfolio/verhalen/")
    page.locator("main h2 a, main h3 a").last.click()
    page.get_by_role("link", name="Vraag een collega").click()
    walk.look(page, "peer-ask")
    page.get_by_label("Mailadres van je collega").fill("geen adres")
    press(page, "Vraag het")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    page.get_by_label("Mailadres van je collega").fill(PEER)
    page.get_by_label("Wat wil je de ander vragen?").fill("Zie jij wat ik niet zie?")
    press(page, "Vraag het")
    said(page, "Je vraag is verstuurd")
    said(page, "Tot die tijd leest de ander nog niets")
    walk.look(page, "peer-asked")


def says_yes_and_reads(walk: Walk, page: Page) -> None:
    mail = text_of(walk.portal.mail_to(PEER, "kijk je met me mee"))
    page.goto(re.search(r"http://[^/]+(/\S+)", mail)[1])
    said(page, "Zie jij wat ik niet zie?")
    walk.look(page, "peer-question")
    press(page, "Ja, ik kijk mee")
    said(page, "Samen kijken met Samira El Amrani")
    said(page, "Om samen over te praten")
    walk.look(page, "peer-reads")


def writes_a_line_and_keeps_it_as_an_activity(walk: Walk, page: Page) -> None:
    page.reload()
    said(page, "Jullie kijken samen")
    page.get_by_text("Schrijf een regel").click()
    page.get_by_role("textbox", name="Eén regel").fill(LINE)
    page.get_by_role("region", name="Eén regel van allebei").get_by_role(
        "button", name="Bewaren"
    ).click()
    said(page, "Alleen jullie twee lezen hem")
    walk.look(page, "peer-lines")
    here = page.url
    press(page, "Zet het bij mijn activiteiten")
    said(page, "Het staat in je portfolio")
    page.goto(here)


def expect_the_line(page: Page) -> None:
    page.reload()
    said(page, LINE)
