"""A list with mistakes: chosen, looked at, mended, sent, taken on by one, and taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import text_of
from tests.browser.walk import Walk
from tests.register import lists

pytestmark = pytest.mark.browser

DESK = "mirjam@example.org"
NOOR, BRAM = "noor.visser@mensen.example", "bram@mensen.example"
SECRET = "een-heel-lange-zin-om-mee-in-te-loggen"
ROWS = (
    ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Gemeente", "Functie"),
    ("Noor", "", "Visser", NOOR, "Gemeente Utrech", "klantmanager"),
    ("Bram", "van der", "Wal", "bram@", "Utrecht", "consulent"),
    ("Samira", "", "El Amrani", "samira@example.org", "Utrecht", "klantmanager"),
)
PROGRAM = {"name": "lijst.xlsx", "mimeType": "application/x", "buffer": b"MZ" + bytes(200)}


def test_a_list_from_file_to_mail_and_back(walk):
    desk = walk.demo_person(DESK)
    a_wrong_file_is_explained(walk, desk)
    the_list_is_looked_at(walk, desk)
    mistakes_are_mended(walk, desk)
    the_good_are_invited(walk, desk)
    one_goes_on_with_it(walk)
    the_list_is_taken_back(walk, desk)
    the_other_is_told_kindly(walk)


def choose(page: Page, file: dict) -> None:
    page.goto("/desk/uitnodigingen/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Lijst inlezen").click()


def a_wrong_file_is_explained(walk: Walk, page: Page) -> None:
    choose(page, PROGRAM)
    expect(page.get_by_text("geen lijst die wij kunnen lezen").first).to_be_visible()
    walk.look(page, "wrong-file")


def the_list_is_looked_at(walk: Walk, page: Page) -> None:
    data = lists.workbook(ROWS).getvalue()
    choose(page, {"name": "mensen.xlsx", "mimeType": "application/x", "buffer": data})
    expect(page.get_by_label("Mailadres")).to_have_value("3")
    walk.look(page, "columns")
    page.get_by_role("button", name="Lijst nakijken").click()
    expect(page.get_by_role("heading", name="Dit vonden we")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("Bedoel je Gemeente Utrecht?")).to_be_visible()
    expect(page.get_by_text("heeft al een registratie")).to_be_visible()
    walk.look(page, "problems")


def mistakes_are_mended(walk: Walk, page: Page) -> None:
    page.get_by_role("button", name=re.compile("Ja, overal zo")).click()
    expect(page.get_by_text("Gemeente Utrecht staat nu in één rij")).to_be_visible()
    page.get_by_role("link", name="Verbeter rij 3").click()
    page.get_by_label("Mailadres").fill(BRAM)
    walk.look(page, "mend")
    page.get_by_role("button", name="Rij bewaren").click()
    expect(page.get_by_text("Rij 3 is nu goed")).to_be_visible()


def the_good_are_invited(walk: Walk, page: Page) -> None:
    page.get_by_label("Alleen de goede rijen: 2 mensen").check()
    page.get_by_role("button", name="Uitnodigen").click()
    walk.portal.mail_to(NOOR, "uitgenodigd")
    walk.portal.mail_to(BRAM, "uitgenodigd")
    page.reload()
    expect(page.get_by_text("Verstuurd door")).to_be_visible()
    walk.look(page, "sent")


def link_to(walk: Walk, address: str) -> str:
    found = re.search(r"/uitnodiging/\S+", text_of(walk.portal.mail_to(address, "uitgenodigd")))
    assert found
    return found[0].rstrip('">')


def one_goes_on_with_it(walk: Walk) -> None:
    page = walk.somebody("noor")
    page.goto(link_to(walk, NOOR))
    walk.look(page, "invitation")
    page.get_by_role("button", name="Account maken en aanmelden").click()
    expect(page.get_by_role("textbox", name="Privé-mailadres")).to_have_value(NOOR)
    expect(page.get_by_label("Achternaam")).to_have_value("Visser")
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    page.locator("main").get_by_role("button", name="Account maken").click()
    walk.portal.mail_to(NOOR, "code")
    page.locator("input[name=code]").fill(walk.code_for(NOOR))
    page.locator("main form").first.locator("button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("webauthn"))
    page.goto(link_to(walk, NOOR))
    page.get_by_role("button", name=re.compile("Verder als")).click()
    expect(page.get_by_text("Dit zetten we voor je klaar")).to_be_visible()
    walk.look(page, "accept")
    page.get_by_role("button", name="Begin met aanmelden").click()
    expect(page.get_by_label("Waar werk je?")).to_have_value("Gemeente Utrecht")
    sentence = page.get_by_label("Wat voor werk doe je?")
    expect(sentence).to_have_value("Ik werk als klantmanager bij Gemeente Utrecht.")


def the_list_is_taken_back(walk: Walk, page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Lijst terugnemen").click()
    walk.look(page, "undo")
    page.get_by_role("button", name="Ja, neem de lijst terug").click()
    expect(page.get_by_text("Teruggenomen door")).to_be_visible()
    walk.look(page, "undone")


def the_other_is_told_kindly(walk: Walk) -> None:
    page = walk.somebody("bram")
    page.goto(link_to(walk, BRAM))
    expect(page.get_by_text("U heeft niets verkeerd gedaan")).to_be_visible()
    walk.look(page, "withdrawn")
