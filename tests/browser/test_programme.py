"""A programme is accredited, changed and renewed: a provider, the desk, two who read alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser
TEACHER, DESK, VISITOR = "piet@example.org", "mirjam@example.org", "visitor"
TITLE, NEAR = "Leren van elkaar op de werkplek", "Leergang klantmanager in de wijk"
READERS = {"Hanneke de Wit": "hanneke@example.org", "Winston Brandflu": "winston@example.org"}
FOUND = ("De intervisie is sterk en echt.", "Meer mogen zij vertellen over de cliënt.")


def test_accredited_changed_and_renewed(walk):
    teacher, desk = walk.demo_person(TEACHER), walk.demo_person(DESK)
    asks(walk, teacher)
    readers_are_asked(walk, desk)
    question_and_answer(walk, desk, teacher)
    both_read_alone(walk)
    accredits(walk, desk)
    stands_on_the_list(walk, teacher)
    changes(walk, teacher, desk)
    renews(walk, teacher, desk)


def to_the_programmes(page: Page) -> None:
    page.goto("/opleider/")
    page.get_by_role("link", name="Leerhuis Noord").click()
    page.get_by_role("link", name="Vraag of bekijk erkenning").click()


def asks(walk: Walk, page: Page) -> None:
    to_the_programmes(page)
    walk.look(page, "programmes")
    page.get_by_label("Hoe heet de opleiding?").fill(TITLE)
    press(page, "Begin een aanvraag")
    page.get_by_label("De opleiding in het kort").fill("Een half jaar leren met collega’s.")
    page.locator("textarea[name=answer_0]").fill("Voor wie net begint.")
    press(page, "Bewaren en versturen")
    said(page, "Schrijf hier een antwoord")
    walk.look(page, "programme-unfinished")
    for area in page.locator("textarea[name^=answer_]").all():
        area.fill("Zo doen wij dat, met voorbeelden uit het werk.")
    walk.look(page, "programme-request")
    press(page, "Bewaren en versturen")
    said(page, "Het bureau vraagt twee mensen om te lezen")


def to_the_request(page: Page, title: str) -> None:
    page.goto("/desk/erkenningen/")
    page.get_by_role("link", name=title).first.click()


def readers_are_asked(walk: Walk, page: Page) -> None:
    page.goto("/desk/erkenningen/")
    walk.look(page, "desk-programmes")
    page.locator("#lopend").get_by_role("link", name=TITLE).click()
    walk.look(page, "desk-programme")
    ask_readers(page)
    said(page, "Gevraagd")


def ask_readers(page: Page) -> None:
    for name in READERS:
        page.get_by_role("checkbox", name=name).check()
    press(page, "Vraag hen")


def question_and_answer(walk: Walk, desk: Page, teacher: Page) -> None:
    desk.get_by_text("Schrijf aan de opleider").click()
    desk.get_by_label("Je bericht").fill("Hoe groot is een groep?")
    press(desk, "Verstuur")
    said(desk, "De opleider krijgt een mail")
    teacher.reload()
    said(teacher, "Hoe groot is een groep?")
    teacher.get_by_text("Schrijf een bericht aan het register").click()
    teacher.get_by_label("Je bericht").fill("Ten hoogste tien.")
    press(teacher, "Bericht versturen")
    said(teacher, "Je bericht is verstuurd")
    walk.look(teacher, "programme-thread")


def both_read_alone(walk: Walk) -> None:
    first, second = (walk.demo_person(email) for email in READERS.values())
    for page, found in ((first, FOUND[0]), (second, FOUND[1])):
        page.goto("/beoordelen/")
        walk.look(page, "readings")
        page.get_by_role("link", name=TITLE).click()
        expect(page.get_by_text(FOUND[0])).to_have_count(0)
        page.get_by_label("Wat vond je?").fill(found)
        page.get_by_role("radio", name="Erkennen", exact=False).first.check()
        walk.look(page, "reading")
        press(page, "Lever in")
        said(page, found)
    first.reload()
    said(first, FOUND[1])
    walk.look(first, "both-read")


def decide(page: Page, outcome: str, reason: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{outcome}")).check()
    page.get_by_label("Waarom?").fill(reason)
    press(page, "Leg dit vast")


def accredits(walk: Walk, page: Page) -> None:
    to_the_request(page, TITLE)
    said(page, FOUND[0])
    walk.look(page, "desk-decides")
    decide(page, "Erkennen", "Beide lezers zijn positief.")
    said(page, "Beide lezers zijn positief.")


def stands_on_the_list(walk: Walk, teacher: Page) -> None:
    teacher.reload()
    said(teacher, "Beide lezers zijn positief.")
    walk.look(teacher, "accredited")
    page = walk.somebody(VISITOR)
    page.goto("/opleidingen/")
    said(page, TITLE)
    walk.look(page, "accredited-programmes")


def changes(walk: Walk, teacher: Page, desk: Page) -> None:
    to_the_programmes(teacher)
    teacher.get_by_role("link", name=TITLE).click()
    walk.look(teacher, "programme")
    press(teacher, "Geef een wijziging door")
    teacher.locator("textarea[name=answer_3]").fill(
        "Zo doen wij dat elke maand, met voorbeelden uit het werk."
    )
    press(teacher, "Bewaren en versturen")
    to_the_request(desk, TITLE)
    expect(desk.locator("main ins").filter(has_text="elke maand")).to_be_visible()
    walk.look(desk, "differences")
    decide(desk, "Het is dezelfde opleiding", "Alleen het ritme is anders.")
    teacher.reload()
    said(teacher, "De erkenning loopt door")
    walk.look(teacher, "the-same")


def renews(walk: Walk, teacher: Page, desk: Page) -> None:
    """One of which the term ends within half a year."""
    teacher.goto("/mijn/berichten/")
    said(teacher, f"De erkenning van {NEAR} loopt tot")
    to_the_programmes(teacher)
    teacher.get_by_role("link", name=NEAR).click()
    walk.look(teacher, "renewal-opens")
    press(teacher, "Begin de aanvraag")
    press(teacher, "Bewaren en versturen")
    said(teacher, "Het bureau vraagt twee mensen om te lezen")
    to_the_request(desk, NEAR)
    ask_readers(desk)
    for email, found in zip(READERS.values(), FOUND, strict=True):
        page = walk.demo_person(email)
        page.goto("/beoordelen/")
        page.get_by_role("link", name=NEAR).click()
        page.get_by_label("Wat vond je?").fill(found)
        page.get_by_role("radio", name=re.compile("^Erkennen")).check()
        press(page, "Lever in")
    desk.reload()
    decide(desk, "Erkennen", "Nog steeds een goede opleiding.")
    to_the_programmes(teacher)
    teacher.get_by_role("link", name=NEAR).click()
    said(teacher, "Opnieuw vragen kan vanaf")
    walk.look(teacher, "renewed")
