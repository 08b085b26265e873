"""What somebody sees of the own registration; what the desk sees of its work, its letters and
its figures, and what it takes out."""

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

OWNER, DESK = "samira@example.org", "mirjam@example.org"
QUESTION = "Voer je zelf gesprekken met inwoners?"


def test_what_each_may_know(walk):
    the_owner_sees_everything(walk)
    desk = walk.demo_person(DESK)
    the_desk_sees_what_waits(walk, desk)
    a_letter_is_read_before_anyone_gets_it(walk, desk)
    the_figures_are_drawn_and_taken_out(walk, desk)
    a_choice_is_kept_and_its_list_taken_out(walk, desk)
    a_question_is_read_before_it_goes(walk, desk)


def the_owner_sees_everything(walk: Walk) -> None:
    page = walk.demo_person(OWNER)
    page.goto("/mijn/registratie/")
    said(page, "Wat er nog komt")
    walk.look(page, "registration")
    page.get_by_role("link", name="Alles wat er gebeurde").click()
    said(page, "Toegelaten tot het register")
    walk.look(page, "happened")
    page.goto("/mijn/registratie/")
    page.locator("main").get_by_role("link", name="Wie mag wat lezen").click()
    said(page, "Alleen jij")
    walk.look(page, "who-reads")


def the_desk_sees_what_waits(walk: Walk, page: Page) -> None:
    page.goto("/desk/")
    said(page, "Nieuwe aanmeldingen")
    said(page, "Ligt bij een ander")
    walk.look(page, "what-waits")


def a_letter_is_read_before_anyone_gets_it(walk: Walk, page: Page) -> None:
    page.get_by_role("link", name="Brieven bekijken").click()
    walk.look(page, "letters")
    page.get_by_role("link", name="Je aanmelding is afgewezen").click()
    said(page, "deze mensen bestaan niet")
    walk.look(page, "letter")
    page.get_by_role("link", name="Bekijk met opmaak").click()
    expect(page.get_by_role("heading", name="Je aanmelding is afgewezen")).to_be_visible()


def the_figures_are_drawn_and_taken_out(walk: Walk, page: Page) -> None:
    page.goto("/desk/cijfers/")
    expect(page.locator("main svg.rk-chart")).to_have_count(8)
    page.get_by_text("Bekijk de getallen").nth(2).click()
    walk.look(page, "figures")
    page.get_by_role("link", name="Per jaar").click()
    assert "Toegelaten, per route" in openpyxl.load_workbook(taken(page, "Excel")).sheetnames


def taken(page: Page, form: str) -> io.BytesIO:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"als {form}").click()
    return io.BytesIO(waiting.value.path().read_bytes())


def a_choice_is_kept_and_its_list_taken_out(walk: Walk, page: Page) -> None:
    page.goto("/desk/aanmeldingen/?status=submitted")
    page.get_by_text("Deze keuze bewaren").click()
    press(page, "Keuze bewaren")
    expect(page.locator(".rk-errorsummary")).to_be_visible()
    walk.look(page, "choice-without-a-name")
    page.get_by_label("Naam van je keuze").fill("Nieuw")
    press(page, "Keuze bewaren")
    said(page, "Je keuze ‘Nieuw’ is bewaard")
    page.get_by_text("Deze lijst meenemen").click()
    book = openpyxl.load_workbook(taken(page, "Excel"))
    page.reload()
    page.get_by_text("Deze lijst meenemen").click()
    said(page, f"{book.worksheets[0].max_row - 1} rijen, Excel")
    walk.look(page, "worklist")


def a_question_is_read_before_it_goes(walk: Walk, page: Page) -> None:
    page.goto("/desk/aanmeldingen/?status=in_review")
    page.locator("main table th a").first.click()
    page.get_by_label("Je vraag").fill(QUESTION)
    press(page, "Bekijk eerst de brief")
    said(page, "Zo leest de aanmelder het")
    expect(page.get_by_label("Je vraag")).to_have_value(QUESTION)
    walk.look(page, "letter-before")
