"""Photos and files in a real browser: sent by script, chosen again, and without script."""

import pytest
from playwright.sync_api import expect

from config.demo.login import PASSWORD
from tests.browser.pages import PHONE
from tests.makers.uploads import docx, photo, written_pdf

pytestmark = pytest.mark.browser

SAMIRA = "samira@example.org"


def sent(file):
    return {"name": file.name, "mimeType": "application/octet-stream", "buffer": file.read()}


def open_activity(page):
    page.goto("/mijn/portfolio/")
    page.locator("table a").nth(1).click()


def test_files_from_a_screen_and_from_a_phone(walk):
    page = walk.demo_person(SAMIRA)
    open_activity(page)
    page.get_by_label("In één regel").fill("Nog niet bewaard")
    files = page.locator("#bestanden")
    doubtful = written_pdf("Ik sprak mevrouw Jansen over haar werk")
    files.get_by_label("Kies bestanden").set_input_files([sent(photo()), sent(doubtful)])
    expect(files.locator("[data-chosen] li")).to_have_text(["foto.jpg", "verslag.pdf"])
    files.get_by_role("button", name="Toevoegen").click()
    expect(files.locator(".rk-errorsummary")).to_be_focused()
    expect(files.locator("mark")).to_have_text("mevrouw Jansen")
    walk.look(page, "doubt-about-a-file")
    assert page.get_by_label("In één regel").input_value() == "Nog niet bewaard"
    expect(files.locator("[data-chosen] li")).to_have_text(["verslag.pdf"])  # chosen again
    files.get_by_label("Ik heb gekeken").check()
    files.get_by_role("button", name="Toevoegen").click()
    expect(files.locator(".rk-evidence__name")).to_have_count(2)
    expect(page.locator("#melding")).to_have_text("Je bestand is toegevoegd.")
    assert "Bestanden bij" not in page.title()  # only the files were drawn anew
    dropped(page)
    expect(files.locator("[data-chosen] li")).to_have_text(["gevallen.jpg"])
    walk.look(page, "files-of-an-activity")
    page.evaluate("document.querySelectorAll('form[data-guard]').forEach(form => form.reset())")
    page.on("dialog", lambda dialog: dialog.accept())
    files.locator(".rk-evidence__name").first.click()
    walk.look(page, "one-file")
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden").click()
    assert download.value.suggested_filename == "verslag.pdf"
    page.get_by_text("Vervangen door een ander bestand").click()
    page.get_by_label("Kies een ander bestand").set_input_files([sent(docx("Rustige woorden"))])
    page.get_by_role("button", name="Vervangen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("verslag.docx")
    page.get_by_role("link", name="Verwijderen").click()
    walk.look(page, "delete-a-file")
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.locator(".rk-evidence__name")).to_have_count(1)
    page.goto("/mijn/portfolio/bestanden/")
    walk.look(page, "all-files")
    on_a_phone(walk)


def dropped(page):
    """A file that is dropped somewhere on the page, as the browser tells the page of it."""
    page.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["x"], "gevallen.jpg", {type: "image/jpeg"}));
            document.querySelector("h1").dispatchEvent(
                new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
        }"""
    )


def on_a_phone(walk):
    """The camera is one button; and all of it works without a script."""
    context = walk.browser.new_context(
        base_url=walk.portal.url, viewport=PHONE, has_touch=True, is_mobile=True,
        java_script_enabled=False, locale="nl-NL",
    )  # fmt: skip
    page = context.new_page()
    walk.log_in(page, SAMIRA, PASSWORD)
    open_activity(page)
    camera = page.get_by_label("Maak een foto")
    assert camera.get_attribute("capture") == "environment"
    camera.set_input_files([sent(photo("van de camera.jpg"))])
    page.get_by_label("Wat is dit?").fill("Het bord na de les")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Je bestand is toegevoegd.")).to_be_visible()
    expect(page.get_by_role("link", name="Het bord na de les")).to_be_visible()
    page.get_by_label("Kies bestanden").set_input_files([sent(docx("Kenmerk 123456782"))])
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Kies je bestand nog een keer")).to_be_visible()
    expect(page.get_by_label("Dit is geen BSN")).to_be_visible()
    context.close()
