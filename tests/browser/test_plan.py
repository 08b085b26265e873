"""Looking at the own work and planning on from there, by the keyboard and at both widths."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

BEGINNER, YEARS, TALKED = "joost@example.org", "samira@example.org", "chantal@example.org"


def test_from_looking_at_the_own_work_to_a_goal_that_works(walk):
    page = walk.demo_person(BEGINNER)
    a_scan_goes_on_and_is_finished(walk, page)
    a_goal_comes_from_it(walk, page)
    a_step_and_a_day_to_look_back(walk, page)
    page = walk.demo_person(YEARS)
    the_years_stand_side_by_side(walk, page)
    there_is_a_next_plan_and_a_way_back(walk, page)
    what_a_talk_proposed_becomes_a_goal(walk, walk.demo_person(TALKED))


def a_scan_goes_on_and_is_finished(walk: Walk, page: Page) -> None:
    page.goto("/mijn/leerplan/")
    page.get_by_role("link", name="Naar je zelfscan").click()
    page.get_by_role("link", name="Verder met je zelfscan").click()
    walk.look(page, "scan-open")
    page.get_by_role("link", name="Werk, inkomen en de streek kennen").click()
    page.get_by_label("In je eigen woorden").focus()
    page.keyboard.type("Ik ken de regelingen, de mensen nog niet.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # from "I do not say" around to the first
    expect(page.get_by_label("Leerling", exact=False).first).to_be_checked()
    walk.look(page, "scan-place")
    press(page, "Bewaren en verder")
    expect(page.get_by_role("heading", level=1)).to_have_text("Signalen zien en begrijpen")
    press(page, "Bewaren en terug")
    press(page, "Zelfscan afronden")
    said(page, "Ik ken de regelingen, de mensen nog niet.")
    walk.look(page, "scan-finished")


def a_goal_comes_from_it(walk: Walk, page: Page) -> None:
    page.goto("/mijn/leerplan/zelfscan/")
    page.locator("summary", has_text="Werk, inkomen en de streek kennen").click()
    page.get_by_role("link", name="Kies een leerdoel hierbij").filter(visible=True).click()
    expect(page.get_by_label("Werk, inkomen en de streek kennen")).to_be_checked()
    page.get_by_label("Werk, inkomen en de streek kennen").uncheck()
    page.get_by_label("Wat wil je anders doen?").fill("Eén bedrijf in de maand bezoeken")
    walk.look(page, "goal-new")
    press(page, "Leerdoel bewaren")
    said(page, "Eén bedrijf in de maand bezoeken")


def a_step_and_a_day_to_look_back(walk: Walk, page: Page) -> None:
    page.get_by_label("Wat ga je doen?").fill("Een collega van de andere kant bellen")
    walk.look(page, "first-step")  # right below the new goal
    press(page, "Stap bewaren")
    press(page, "Gedaan")
    press(page, "Toch niet")
    page.get_by_role("link", name="Dag kiezen", exact=True).click()
    page.get_by_label("Wanneer wil je terugkijken?").fill(
        (walk.today + timedelta(days=30)).isoformat()
    )
    walk.look(page, "review-day")
    press(page, "Dag bewaren")
    goal = page.locator("article", has_text="Eén bedrijf in de maand")
    goal.get_by_role("link", name="Dit lukt me nu").click()
    page.get_by_label("Hoe merk je dat?").fill("Zij bellen nu mij.")
    press(page, "Bewaren")
    said(page, "Zij bellen nu mij.")


def the_years_stand_side_by_side(walk: Walk, page: Page) -> None:
    page.goto("/mijn/leerplan/zelfscan/")
    page.get_by_text("Bekijk dit als tabel").click()
    page.locator("summary", has_text="Luisteren en aansluiten").click()
    said(page, "Ik laat stiltes vallen.")
    walk.look(page, "scans")


def there_is_a_next_plan_and_a_way_back(walk: Walk, page: Page) -> None:
    page.goto("/mijn/")
    page.get_by_role("link", name="Kijk terug op je leerplan").click()
    page.get_by_label("Wat zie je als je terugkijkt?").fill("Het wordt tijd voor iets nieuws.")
    walk.look(page, "review-look")
    press(page, "Ik heb gekeken")
    walk.look(page, "plan")
    page.get_by_role("link", name="Een nieuw plan beginnen").click()
    page.get_by_label("Beter doorvragen in een eerste gesprek").uncheck()
    walk.look(page, "plan-next")
    press(page, "Nieuw plan beginnen")
    page.get_by_role("link", name="Je eerdere plannen").click()
    walk.look(page, "plans-earlier")
    page.locator("main").get_by_role("link", name="Van ").first.click()
    said(page, "Beter doorvragen in een eerste gesprek")
    walk.look(page, "plan-earlier")
    press(page, "Toch verder met dit plan")
    said(page, "Beter doorvragen in een eerste gesprek")


def what_a_talk_proposed_becomes_a_goal(walk: Walk, page: Page) -> None:
    page.goto("/mijn/leerplan/")
    walk.look(page, "plan-proposals")
    page.get_by_role("link", name="Maak er een leerdoel van").first.click()
    page.get_by_label("Wat wil je anders doen?").fill("Vragen in plaats van vertellen")
    walk.look(page, "proposal")
    press(page, "Leerdoel bewaren")
    said(page, "Vragen in plaats van vertellen")
    press(page, "Laten gaan")
    said(page, "Je laat dit gaan.")
