"""The own dossier in ten minutes: by thumb, by keyboard, without a script, at 400 %, and along."""

import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from config.demo.login import PASSWORD
from tests.browser.pages import PHONE, SIDEWAYS
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

SAMIRA, JOOST = "samira@example.org", "joost@example.org"
MOST_TAPS = 8
COUNT_TAPS = """addEventListener("pointerdown", () => {
    sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
}, true)"""
SAVED, NO_CONNECTION = re.compile("Bewaard om"), re.compile("Geen verbinding")
WORDS = " ".join(f"woord{number}" for number in range(2000))
MORE = " En dit, toen het register even stilstond."
NARROW = {"width": 320, "height": 640}  # 1280 pixels at 400 %
AT_400_PERCENT = (
    "/mijn/", "/mijn/portfolio/", "/mijn/portfolio/activiteit/nieuw/", "/mijn/portfolio/tijdlijn/",
    "/mijn/leerplan/", "/mijn/leerplan/zelfscan/", "/mijn/portfolio/meenemen/", "/mijn/delen/",
    "/mijn/wie-keek/", "/mijn/portfolio/weggegooid/",
)  # fmt: skip


def test_a_dossier_is_kept_by_thumb_by_keyboard_and_without_a_script(walk):
    by_thumb(walk)
    by_keyboard(walk)
    without_a_script(walk)
    at_four_hundred_percent(walk)
    what_was_thrown_away_comes_back(walk)
    all_of_it_goes_along(walk)
    a_minute_without_a_connection_loses_nothing(walk)
    nor_does_a_portal_that_stops_and_starts(walk)


def by_thumb(walk: Walk) -> None:
    """From the overview to a kept activity, each touch counted."""
    context = walk.browser.new_context(
        base_url=walk.portal.url, viewport=PHONE, has_touch=True, is_mobile=True, locale="nl-NL"
    )
    page = context.new_page()
    walk.log_in(page, JOOST, PASSWORD)
    context.add_init_script(COUNT_TAPS)
    page.goto("/mijn/")
    page.get_by_role("link", name="Activiteit toevoegen").first.tap()
    page.get_by_label("In één regel").tap()
    page.keyboard.type("Meegelopen op het werkplein")
    page.get_by_label("Meegelopen met iemand").tap()
    page.get_by_role("button", name="Activiteit bewaren").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaard")
    assert 1 <= page.evaluate("Number(sessionStorage.taps)") <= MOST_TAPS
    context.close()


def by_keyboard(walk: Walk) -> None:
    page = walk.demo_person(SAMIRA)
    page.goto("/mijn/portfolio/activiteit/nieuw/")
    go_to(page, "id_title")
    page.keyboard.type("Met het toetsenbord")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first kind
    go_to(page, "id_to_finish")
    page.keyboard.press("Space")
    go_to(page, "Activiteit bewaren")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaard")
    page.goto("/mijn/portfolio/?afmaken=on")
    expect(page.get_by_role("link", name="Met het toetsenbord")).to_be_visible()
    walk.look(page, "to-finish")


def go_to(page: Page, target: str) -> None:
    """Press Tab until this field or button has the focus, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.evaluate("[document.activeElement.id, document.activeElement.innerText]")
        if target in (focus[0], (focus[1] or "").strip()):
            return
    raise AssertionError(f"The keyboard does not come to {target}.")


def without_a_script(walk: Walk) -> None:
    """Capturing, writing, looking back, choosing a goal and taking everything along."""
    context = walk.browser.new_context(
        base_url=walk.portal.url, java_script_enabled=False, locale="nl-NL"
    )
    page = context.new_page()
    walk.log_in(page, SAMIRA, PASSWORD)
    page.goto("/mijn/portfolio/activiteit/nieuw/")
    page.get_by_label("In één regel").fill("Zonder script")
    page.get_by_label("Iets uitgeprobeerd").check()
    press(page, "Activiteit bewaren")
    press(page, "Schrijf er een verhaal bij")
    page.get_by_label("Wat gebeurde er?", exact=False).first.fill("Mevrouw Jansen zweeg.")
    press(page, "Bewaren")
    expect(page.locator("main mark")).to_have_text("Mevrouw Jansen")
    press(page, "Vervang door")
    said(page, "De inwoner zweeg.")
    page.goto("/mijn/leerplan/nieuw/")
    page.get_by_label("Wat wil je anders doen?").fill("Vaker wachten")
    press(page, "Leerdoel bewaren")
    said(page, "Vaker wachten")
    page.goto("/mijn/portfolio/meenemen/")
    press(page, "Neem alles mee")
    said(page, "We maken je bestand")
    context.close()


def at_four_hundred_percent(walk: Walk) -> None:
    page = walk.demo_person(SAMIRA)
    page.set_viewport_size(NARROW)
    for address in AT_400_PERCENT:
        page.goto(address)
        if page.evaluate(SIDEWAYS) > 0:
            walk.wrong.append(f"{address} scrolls sideways at 400 %")
    page.set_viewport_size({"width": 1280, "height": 900})


def what_was_thrown_away_comes_back(walk: Walk) -> None:
    page = walk.demo_person(SAMIRA)
    page.goto("/mijn/portfolio/?zoek=toetsenbord")
    page.get_by_role("link", name="Met het toetsenbord").click()
    page.get_by_role("link", name="Weggooien").click()
    walk.look(page, "throw-away")
    press(page, "Weggooien")
    page.get_by_role("link", name="terugzetten", exact=True).click()
    walk.look(page, "thrown-away")
    press(page, "Terugzetten")
    said(page, "‘Met het toetsenbord’ staat weer in je portfolio")


def all_of_it_goes_along(walk: Walk) -> None:
    """Made by the worker, with a bar that moves by itself; read without a connection."""
    page = walk.demo_person(SAMIRA)
    page.goto("/mijn/portfolio/meenemen/")
    walk.look(page, "take-along")
    page.get_by_role("link", name="Je hele portfolio").first.click()
    fetch = page.get_by_role("button", name="Ophalen")
    expect(fetch).to_be_visible(timeout=90_000)
    walk.look(page, "taken-along")
    with page.expect_download() as download:
        fetch.click()
    folder = walk.portal.folder / "taken"
    with zipfile.ZipFile(download.value.path()) as packed:
        packed.extractall(folder)
    site = walk.browser.new_context(offline=True).new_page()
    site.goto((folder / "index.html").as_uri())
    expect(site.get_by_role("heading", level=1)).to_have_text(re.compile("Samira El Amrani"))
    expect(site.get_by_role("heading", name="Zonder script")).to_have_count(2)
    assert site.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    site.context.close()


def a_minute_without_a_connection_loses_nothing(walk: Walk) -> None:
    page = walk.demo_person(SAMIRA)
    page.goto("/mijn/portfolio/verhalen/")
    press(page, "Verhaal schrijven")
    page.context.set_offline(True)
    page.locator("textarea[name=effect]").fill(WORDS)
    expect(page.locator(".rk-autosave")).to_have_text(NO_CONNECTION)
    page.context.set_offline(False)
    expect(page.locator(".rk-autosave")).to_have_text(SAVED)
    page.reload()
    expect(page.locator("textarea[name=effect]")).to_have_value(WORDS)


def nor_does_a_portal_that_stops_and_starts(walk: Walk) -> None:
    page = walk.demo_person(SAMIRA)
    walk.portal.stop()
    page.locator("textarea[name=effect]").press("Control+End")
    page.keyboard.type(MORE)
    expect(page.locator(".rk-autosave")).to_have_text(NO_CONNECTION)
    walk.portal.start()
    expect(page.locator(".rk-autosave")).to_have_text(SAVED)  # tried again by itself
    page.reload()
    expect(page.locator("textarea[name=effect]")).to_have_value(WORDS + MORE)
