"""Notes of a talk survive: an hour without connection, a restart of the server, a second tab."""

import re

import pytest
from playwright.sync_api import Page, expect

from config.demo.login import PASSWORD
from tests.browser.walk import BY_NAME, Walk, press, said

pytestmark = pytest.mark.browser

WHO = "hawa@example.org"  # had the talk; the report is not written yet
SAVED = re.compile("Bewaard om")
OFFLINE = re.compile("Geen verbinding")
A_DRAFT = "Object.keys(localStorage).some(name => name.startsWith('rk-draft:'))"
EVERYTHING_STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


def test_notes_survive(walk):
    assessor = assessor_of(walk, WHO)
    page = open_the_talk(walk, assessor)
    a_note_keeps_itself(walk, page)
    an_hour_without_connection(walk, page, assessor)
    the_server_restarts(walk, page)
    a_second_tab_does_not_write_over(walk, page)
    page = a_draft_on_the_device_only_when_chosen(page)
    the_notes_begin_the_report(walk, page)


def assessor_of(walk: Walk, email: str) -> str:
    page = walk.demo_person(email)
    page.goto("/mijn/gesprek/")
    text = page.locator("main").inner_text()
    return next(
        one.email for name, one in BY_NAME.items() if one.role == "assessor" and name in text
    )


def open_the_talk(walk: Walk, assessor: str) -> Page:
    page = walk.demo_person(assessor)
    page.goto("/assessor/dossiers/")
    page.get_by_role("link", name=re.compile("Hawa")).first.click()
    page.get_by_role("link", name="Naar het gespreksscherm").click()
    expect(page.get_by_role("heading", name=re.compile("In gesprek met Hawa"))).to_be_visible()
    return page


def note(page: Page, part: str):
    return page.locator(f"textarea[name={part}]")


def line(page: Page):
    return page.locator("form[data-talk] .rk-autosave")


def add(page: Page, part: str, text: str) -> None:
    note(page, part).press("Control+End")
    page.keyboard.type(text)


def nothing_is_stored(page: Page, *words: str) -> None:
    stored = page.evaluate(EVERYTHING_STORED)
    assert not [word for word in words if word in stored]


def a_note_keeps_itself(walk: Walk, page: Page) -> None:
    for part in ("questions", "craft"):
        note(page, part).fill("")  # what the demo world has there
    note(page, "questions").focus()
    page.keyboard.type("Begint over haar mentor.")
    page.keyboard.press("Control+Enter")
    expect(note(page, "craft")).to_be_focused()
    page.keyboard.type("Belt eerst.")
    page.keyboard.press("Control+S")
    expect(line(page)).to_have_text(SAVED)
    page.reload()
    expect(note(page, "craft")).to_have_value("Belt eerst.")
    walk.look(page, "talk")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="Dossier erbij").first.click()
    expect(page.get_by_role("heading", name="Leerdoelen")).to_be_visible()
    expect(note(page, "craft")).to_be_hidden()
    page.get_by_role("link", name="Terug naar je notities").click()
    expect(note(page, "craft")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})


def an_hour_without_connection(walk: Walk, page: Page, assessor: str) -> None:
    """Meanwhile the session ends as well, as it does for who has a role."""
    page.clock.install()
    page.goto(page.url.partition("#")[0])
    page.context.set_offline(True)
    add(page, "craft", " Dit is zonder verbinding getypt.")
    page.clock.run_for(3_000)
    expect(line(page)).to_have_text(OFFLINE)
    page.clock.run_for(3_600_000)
    nothing_is_stored(page, "zonder verbinding")
    elsewhere = walk.somebody("the assessor, elsewhere")
    walk.log_in(elsewhere, assessor, PASSWORD)
    elsewhere.goto("/mijn/sessies/")
    elsewhere.get_by_role("button", name="Overal uitloggen, behalve hier").click()
    page.context.set_offline(False)
    page.clock.run_for(6_000)
    expect(line(page)).to_have_text(re.compile("Je bent niet meer ingelogd"))
    nothing_is_stored(page, "zonder verbinding")
    tab = page.context.new_page()
    walk.log_in(tab, assessor, PASSWORD)
    tab.close()
    page.bring_to_front()
    page.clock.run_for(6_000)
    expect(line(page)).to_have_text(SAVED)
    page.clock.resume()
    page.reload()
    expect(note(page, "craft")).to_have_value("Belt eerst. Dit is zonder verbinding getypt.")


def the_server_restarts(walk: Walk, page: Page) -> None:
    walk.portal.stop()
    add(page, "client", "Getypt toen de server weg was.")
    expect(line(page)).to_have_text(OFFLINE)
    page.get_by_role("button", name="Bewaar je notities").click()  # loses nothing
    expect(line(page)).to_have_text(re.compile("Dat kan nu niet"))
    walk.portal.start()
    expect(line(page)).to_have_text(SAVED, timeout=30_000)
    page.reload()
    expect(note(page, "client")).to_have_value("Getypt toen de server weg was.")


def a_second_tab_does_not_write_over(walk: Walk, page: Page) -> None:
    second = page.context.new_page()
    second.goto(page.url)
    add(second, "ahead", "Van de tweede tab.")
    expect(line(second)).to_have_text(SAVED)
    second.close()
    add(page, "ahead", "Van de eerste tab.")
    expect(line(page)).to_have_text(re.compile("in een ander venster bewaard"))
    press(page, "Bewaar je notities")
    said(page, "Van de tweede tab.")
    expect(note(page, "ahead")).to_have_value("Van de eerste tab.")
    walk.look(page, "both-notes")
    press(page, "Bewaar je notities")
    said(page, "Je notities zijn bewaard.")
    expect(note(page, "ahead")).to_have_value("Van de eerste tab.")


def a_draft_on_the_device_only_when_chosen(page: Page) -> Page:
    """The window closes before anything could be saved; in a new one the words are there."""
    page.get_by_text("Valt je verbinding weg?").click()
    press(page, "Bewaar ook een versleuteld concept")
    page.context.set_offline(True)
    add(page, "together", "Alleen op dit apparaat.")
    wait_for_a_draft(page, True)
    nothing_is_stored(page, "Alleen op dit apparaat")
    page.close()
    page, address = page.context.new_page(), page.url
    page.context.set_offline(False)
    page.goto(address)
    expect(note(page, "together")).to_have_value("Alleen op dit apparaat.")
    expect(line(page)).to_have_text(SAVED)
    wait_for_a_draft(page, False)
    return page


def wait_for_a_draft(page: Page, there: bool) -> None:
    for _ in range(50):
        if page.evaluate(A_DRAFT) == there:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"A draft on the device: not {there}")


def the_notes_begin_the_report(walk: Walk, page: Page) -> None:
    page.get_by_role("link", name="Naar het verslag").click()
    press(page, "Maak een verslag van mijn notities")
    said(page, "Je notities staan in het verslag")
    expect(page.locator("textarea[name=ahead_told]")).to_have_value("Van de eerste tab.")
    walk.look(page, "report-from-notes")
