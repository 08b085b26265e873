"""A guild: a method card from draft to published by separate people, and used in a story."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser
WRITER, CO_WRITER = "samira@example.org", "ayse@example.org"
READERS = ("shaida@example.org", "wim@example.org")
USER = "chantal@example.org"
GUILD, CARD = "Gilde gesprek zonder scherm", "Het scherm weg"
LINE = "Ik draaide het scherm weg en het gesprek werd rustig."
SECRET = "Dit blijft helemaal van mij."


def test_a_card_from_draft_to_published_by_separate_people_and_then_used(walk):
    writer = walk.demo_person(WRITER)
    begins_a_guild(walk, writer)
    writes(walk, writer)
    joins_and_adds(walk.demo_person(CO_WRITER))
    asks_for_readers(walk, writer)
    for number, address in enumerate(READERS):
        reads_along(walk, walk.demo_person(address), first=not number)
    publishes(walk, writer)
    uses(walk, walk.demo_person(USER))
    reads_what_happened(walk, writer)


def begins_a_guild(walk: Walk, page: Page) -> None:
    page.goto("/mijn/intervisie/")
    page.get_by_role("link", name="Kennis van het vak").click()
    walk.look(page, "cards")
    page.get_by_role("link", name="Gildes", exact=True).click()
    walk.look(page, "guilds")
    page.get_by_role("link", name="Gilde beginnen").click()
    page.get_by_label("Hoe heet het gilde?").fill(GUILD)
    page.get_by_label("Over welk thema gaat het?").select_option(label="Motiveren en gesprek")
    walk.look(page, "guild-new")
    press(page, "Gilde beginnen")
    said(page, "Je gilde is er")


def writes(walk: Walk, page: Page) -> None:
    press(page, "Kaart schrijven")
    page.get_by_label("Titel").fill(CARD)
    page.get_by_label("Wat is het?").fill("Je typt niet tijdens het gesprek.")
    expect(page.locator(".rk-autosave")).to_contain_text("bewaard", ignore_case=True)
    page.get_by_label("Wanneer gebruik je het?").fill("Bij een eerste gesprek.")
    page.get_by_label("Hoe doe je het, stap voor stap?").fill("Zeg wat je doet.\nDraai het weg.")
    page.get_by_label("Praktijk").check()
    walk.look(page, "draft-edit")
    press(page, "Bewaren", exact=True)
    said(page, "De kaart is bewaard")


def joins_and_adds(page: Page) -> None:
    page.goto("/mijn/kennis/gildes/")
    page.get_by_role("link", name=GUILD).click()
    press(page, "Doe mee")
    page.get_by_role("link", name=CARD).click()
    page.get_by_role("link", name="Verder schrijven").click()
    page.get_by_label("Wat doet het met de eigen regie").fill("Iemand vertelt in eigen tempo.")
    press(page, "Bewaren", exact=True)


def asks_for_readers(walk: Walk, page: Page) -> None:
    page.reload()
    said(page, "Iemand vertelt in eigen tempo.")
    walk.look(page, "draft")
    press(page, "Vraag om meelezers")
    said(page, "De kaart staat bij ‘Meelezen’")


def reads_along(walk: Walk, page: Page, *, first: bool) -> None:
    page.goto("/mijn/kennis/meelezen/")
    if first:
        walk.look(page, "reading")
    press(page, f"Ik lees mee met ‘{CARD}’")
    page.get_by_label("Akkoord").check()
    page.get_by_label("In je eigen woorden").fill("Dit kan ik morgen doen.")
    if first:
        walk.look(page, "review")
    press(page, "Laat het weten")
    said(page, "De schrijvers krijgen bericht")


def publishes(walk: Walk, page: Page) -> None:
    page.reload()
    walk.look(page, "draft-read")
    press(page, "Publiceren")
    said(page, "De kaart is gepubliceerd")
    walk.look(page, "card")


def uses(walk: Walk, page: Page) -> None:
    page.goto("/mijn/portfolio/verhalen/")
    press(page, "Verhaal schrijven")
    page.get_by_role("textbox", name="Titel").fill("Een gesprek zonder toetsenbord")
    page.get_by_label("Wat gebeurde er?").fill(SECRET)
    press(page, "Bewaren", exact=True)
    page.get_by_role("link", name="Naar de methodekaarten").click()
    page.get_by_label(CARD).check()
    walk.look(page, "story-cards")
    press(page, "Bewaren", exact=True)
    page.get_by_role("link", name="Vertel wat er gebeurde").click()
    page.get_by_label("Wat gebeurde er?").fill(LINE)
    press(page, "Bekijk wat anderen zien")
    said(page, "Zo lezen anderen het")
    walk.look(page, "use-preview")
    press(page, "Deel dit")
    said(page, "Je regel staat bij de kaart")


def reads_what_happened(walk: Walk, page: Page) -> None:
    page.reload()
    said(page, LINE)
    source = page.content()
    assert SECRET not in source
    assert "Chantal" not in source
    walk.look(page, "card-used")
