"""A provider from asking to be one to the first kept attendance: by a list, and by the door."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser
TEACHER, DESK = "chantal@example.org", "mirjam@example.org"
LISTED, SCANS = "samira@example.org", "ayse@example.org"
NAME, COURSE = "Leerplaats De Brug", "Luisteren naar wat niet gezegd wordt"


def test_from_asking_to_the_first_kept_attendance(walk):
    teacher = walk.demo_person(TEACHER)
    asks(walk, teacher)
    lets_in(walk, walk.demo_person(DESK))
    lists_a_course(walk, teacher)
    finds_it(walk, walk.demo_person(LISTED))
    number = number_of(walk.demo_person(LISTED))
    sends_a_list(walk, teacher, number)
    keeps_by_list(walk, walk.demo_person(LISTED))
    keeps_by_door(walk, teacher, walk.demo_person(SCANS))
    knows_nothing(teacher)


def asks(walk: Walk, page: Page) -> None:
    page.goto("/opleiders/")
    walk.look(page, "about-providers")
    page.get_by_role("link", name="Opleider worden").click()
    page.get_by_label("Hoe heet de opleider?").fill(NAME)
    page.get_by_label("Wat doet de opleider?").fill("Wij oefenen gesprekken.")
    page.get_by_label("Mailadres voor vragen").fill("vragen@brug.example")
    walk.look(page, "provider-apply")
    press(page, "Vraag aan")
    said(page, "Het bureau kijkt ernaar")


def lets_in(walk: Walk, page: Page) -> None:
    page.goto("/desk/opleiders/")
    walk.look(page, "desk-providers")
    page.get_by_role("link", name=NAME).click()
    walk.look(page, "desk-provider")
    press(page, "Laat toe")
    said(page, "kan nu cursussen aanbieden")


def lists_a_course(walk: Walk, page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Cursus toevoegen").click()
    page.get_by_label("Titel").fill(COURSE)
    page.get_by_label("Cursus", exact=True).check()
    page.get_by_label("Waar gaat het over?").fill("Een dag oefenen.")
    page.get_by_label("Wat doe je daarna anders?").fill("Je hoort wat er niet gezegd wordt.")
    page.get_by_role("group", name="Bij welke competenties past het?").get_by_role(
        "checkbox"
    ).first.check()
    page.get_by_label("Prijs in euro’s").fill("0")
    walk.look(page, "course-new")
    press(page, "Zet in de lijst")
    page.get_by_role("link", name="Uitvoering toevoegen").click()
    page.get_by_label("Op welke dag?").fill(walk.today.isoformat())
    page.get_by_label("Vanaf").fill("00:00")
    page.get_by_label("Tot").fill("23:59")
    page.get_by_label("Waar is het?").fill("De Brug, Deventer")
    page.get_by_label("Provincie").select_option(label="Overijssel")
    walk.look(page, "run-new")
    press(page, "Toevoegen", exact=True)
    said(page, "De uitvoering staat erbij")
    walk.look(page, "run")


def finds_it(walk: Walk, page: Page) -> None:
    page.goto("/mijn/leerplan/")
    page.goto("/mijn/cursussen/?waar=Overijssel")
    walk.look(page, "catalogue")
    page.get_by_role("link", name=COURSE).click()
    walk.look(page, "course")
    press(page, "Bewaar", exact=True)
    said(page, "Alleen jij ziet dat")
    page.get_by_role("link", name="Bekijk de brief").click()
    walk.look(page, "course-letter")


def number_of(page: Page) -> str:
    page.goto("/mijn/registratie/")
    found = re.search(r"RK-\d{4}-\d{4}", page.locator("main").inner_text())
    assert found
    return found[0]


def sends_a_list(walk: Walk, page: Page, number: str) -> None:
    page.get_by_role("link", name="Een lijst doorgeven").click()
    walk.look(page, "run-lists")
    rows = f"Naam\tNummer\nSamira El Amrani\t{number}\nJan van den Berg\tRK-48\n"
    page.get_by_label("Of plak de lijst hier").fill(rows)
    press(page, "Lijst inlezen")
    walk.look(page, "columns")
    press(page, "Lijst nakijken")
    expect(page.get_by_role("heading", name="Dit vonden we")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("is niet compleet")).to_be_visible()
    walk.look(page, "problems")
    press(page, "Versturen")
    said(page, "1 rij is verstuurd")
    walk.look(page, "sent")


def keeps_by_list(walk: Walk, page: Page) -> None:
    page.goto("/mijn/cursussen/aanwezig/")
    walk.reload_until(page, COURSE)
    walk.look(page, "attendances")
    press(page, re.compile(f"Bewaar in mijn dossier.*{COURSE}"))
    said(page, "Het staat in je portfolio")
    expect(page.get_by_label("In één regel: wat deed je?")).to_have_value(COURSE)


def keeps_by_door(walk: Walk, teacher: Page, page: Page) -> None:
    teacher.get_by_role("link", name="Wie was er?").click()
    teacher.get_by_role("link", name=COURSE).click()
    teacher.get_by_role("link", name="Code bij de deur").click()
    walk.look(teacher, "door")
    address = teacher.locator(".rk-code").inner_text()
    page.goto(address)
    walk.look(page, "at-the-door")
    press(page, "Bewaar in mijn dossier")
    said(page, "Het staat in je portfolio")


def knows_nothing(page: Page) -> None:
    page.goto("/opleider/")
    page.get_by_role("link", name=NAME).click()
    for name in ("Samira", "Ayşe"):
        expect(page.get_by_text(name)).to_have_count(0)
