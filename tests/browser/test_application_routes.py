"""Applying by each of the four routes, and a question that is answered with a file."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import text_of
from tests.browser.walk import Walk, press, said
from tests.makers.uploads import pdf, photo

pytestmark = pytest.mark.browser

SECRET = "mijn-lange-zin-om-in-te-loggen"
QUESTION = "Uit welk land is je diploma, en heb je er een verklaring bij?"
ANSWER = "Uit Libanon. De verklaring zit erbij."
ROUTES = (
    ("Diploma", "Anneloes", "^Diploma(?! uit)"),
    ("Opleiding", "Bilal", "^Erkende opleiding"),
    ("Ervaring", "Carmen", "^Ervaring"),
    ("Buitenland", "Dounia", "^Diploma uit een ander land"),
)


def test_four_ways_in_and_a_question_with_a_file(walk, tmp_path):
    for number, (last_name, given_name, route) in enumerate(ROUTES):
        page = signed_up(walk, given_name, last_name, looks=number == 0)
        applies(walk, page, route, looks=number == 0)
    the_desk_finds_all_four(walk)
    the_desk_asks(walk)
    a_file_is_refused_and_another_sent(walk, tmp_path)
    the_desk_reads_answer_and_file(walk)


def address(given_name: str) -> str:
    return f"{given_name.lower()}@example.org"


def signed_up(walk: Walk, given_name: str, last_name: str, *, looks: bool) -> Page:
    """From the question whether this is something for me, to an account."""
    page = walk.somebody(given_name)
    page.goto("/iets-voor-mij/")
    said(page, "Vier manieren om binnen te komen")
    if looks:
        walk.look(page, "for-me")
    page.locator("main").get_by_role("link", name="Account maken").click()
    page.get_by_label("Voornaam").fill(given_name)
    page.get_by_label("Achternaam").fill(last_name)
    page.get_by_role("textbox", name="Privé-mailadres").fill(address(given_name))
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    press(page, "Account maken")
    page.locator("input[name=code]").fill(walk.code_for(address(given_name)))
    page.locator("main form").first.locator("button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/mijn/aanmelding/$"))  # where the question led to
    return page


def applies(walk: Walk, page: Page, route: str, *, looks: bool) -> None:
    expect(page.get_by_role("link", name=re.compile("iets voor jou is"))).to_be_visible()
    press(page, "Aanmelding beginnen")
    page.get_by_label("Wat voor werk doe je").fill("Ik begeleid mensen naar werk of school.")
    press(page, "Bewaren en later verder")  # a draft is never lost
    page.get_by_role("link", name="Verder met aanmelden").click()
    expect(page.get_by_label("Wat voor werk doe je")).to_have_value(re.compile("naar werk of"))
    page.get_by_label("Waar werk je?").fill("Gemeente Assen")
    page.get_by_label("Jongeren").check()
    page.get_by_role("radio", name=re.compile(route)).check()
    press(page, "Bewaren en verder")
    if "opleiding" in route:
        names_the_programme(walk, page)
    page.get_by_label("Ik ken de beroepscode").check()
    page.get_by_label("Ik gebruik het competentieprofiel").check()
    press(page, "Aanmelding versturen")
    said(page, "Wat gebeurt er nu?")
    said(page, "We verwachten te besluiten rond")
    if looks:
        walk.look(page, "handed-in")


def names_the_programme(walk: Walk, page: Page) -> None:
    """Which, and when; no proof is asked."""
    walk.look(page, "which-programme")
    page.get_by_label("Welke opleiding volgde je?").select_option(
        label="Effectieve Klantmanager Sociaal Domein (Leerhuis Noord)"
    )
    page.get_by_label("Wanneer begon je?").fill((walk.today - timedelta(days=600)).isoformat())
    page.get_by_label("Wanneer rondde je haar af?").fill(
        (walk.today - timedelta(days=30)).isoformat()
    )
    press(page, "Bewaren en verder")


def the_desk_finds_all_four(walk: Walk) -> None:
    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/aanmeldingen/")
    walk.look(desk, "worklist")
    desk.get_by_label("Volgorde").select_option("nieuwste")
    press(desk, "Laat zien")
    for last_name, given_name, _ in ROUTES:
        expect(desk.get_by_role("link", name=f"{given_name} {last_name}")).to_be_visible()
        desk.get_by_role("checkbox", name=re.compile(given_name)).check()
    press(desk, "Verdelen")
    said(desk, "4 aanmeldingen liggen nu bij")
    desk.get_by_label("Route").select_option("foreign")
    desk.get_by_role("textbox", name="Naam", exact=True).fill("dounia")
    press(desk, "Laat zien")
    expect(desk.get_by_role("link", name="Dounia Buitenland")).to_be_visible()
    expect(desk.get_by_role("link", name="Anneloes Diploma")).to_have_count(0)
    walk.look(desk, "narrowed")


def the_desk_asks(walk: Walk) -> None:
    desk = walk.demo_person("mirjam@example.org")
    desk.get_by_role("link", name="Dounia Buitenland").click()
    press(desk, "Ik behandel deze aanmelding")
    desk.get_by_label("Je vraag").fill(QUESTION)
    press(desk, "Vraag versturen")
    said(desk, "Je vraag is verstuurd")
    assert QUESTION in text_of(walk.portal.mail_to(address("Dounia"), QUESTION))
    assert "Uiterlijk op" in text_of(walk.portal.mail_to(address("Dounia"), "Uiterlijk op"))


def a_file_is_refused_and_another_sent(walk: Walk, folder: Path) -> None:
    locked, good, picture = (folder / name for name in ("dicht.pdf", "verklaring.pdf", "foto.jpg"))
    locked.write_bytes(pdf(password="dicht").read())
    good.write_bytes(pdf().read())
    picture.write_bytes(photo().read())
    page = walk.somebody("Dounia")
    page.goto("/mijn/aanmelding/")
    walk.look(page, "question")
    page.get_by_role("textbox", name="Je antwoord").fill(ANSWER)
    page.get_by_label("Bestand erbij").first.set_input_files(locked)
    press(page, "Antwoord versturen")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    said(page, "zit een wachtwoord")
    expect(page.get_by_role("textbox", name="Je antwoord")).to_have_value(ANSWER)
    walk.look(page, "file-refused")
    page.get_by_label("Bestand erbij").first.set_input_files([good, picture])
    press(page, "Antwoord versturen")
    said(page, "Je antwoord is verstuurd")
    said(page, "verklaring.pdf")
    walk.look(page, "answered")
    with page.expect_download() as download:
        page.get_by_role("link", name="verklaring.pdf").click()
    assert download.value.path().read_bytes() == good.read_bytes()


def the_desk_reads_answer_and_file(walk: Walk) -> None:
    desk = walk.demo_person("mirjam@example.org")
    desk.reload()
    said(desk, ANSWER)
    walk.look(desk, "answer-at-the-desk")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="verklaring.pdf").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    press(desk, "Gelezen, geen antwoord nodig")
    said(desk, "Genoteerd dat het bericht gelezen is")
