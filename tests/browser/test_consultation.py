"""The profession decides: from a proposal over remarks, answers and votes to accepting again."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

STAFF, PROFESSIONAL = "mirjam@example.org", "samira@example.org"
SEATS = ("lotte@example.org", "ruben@example.org", "hatice@example.org")
WEEKS_OPEN, DAYS_TO_START = 6, 20
WHY = "In de code staat nog niets over gesprekken met een camera. Daar krijgen we vragen over."
TITLE = "Ook op afstand dichtbij"
TEXT = "Bel ik met beeld, dan vraag ik eerst of dat schikt en wie er meeluistert."
MORE = " Wie liever langskomt, komt langs."
REMARK = "Vraag ook of iemand wel een rustige plek heeft om te bellen."
ANSWER = "Dat is zo. Wie liever langskomt, komt langs: die zin staat er nu bij."


def test_the_profession_decides(walk):
    proposal = staff_write_a_proposal(walk)
    public = staff_open_it(walk, proposal)
    a_visitor_and_a_klantmanager_react(walk, public)
    staff_answer_and_change_the_text(walk, proposal)
    staff_ask_the_seats(walk, proposal)
    the_seats_agree(walk)
    everyone_reads_the_decision(walk, public)
    a_klantmanager_accepts_again(walk)


def staff_write_a_proposal(walk: Walk) -> str:
    page = walk.demo_person(STAFF)
    page.goto("/desk/regels/")
    walk.look(page, "rules")
    page.get_by_role("button", name=re.compile("Nieuw voorstel.*beroepscode")).click()
    said(page, "Dit is een kopie van wat er nu geldt")
    added = page.get_by_role("group", name="Nieuw artikel")
    added.get_by_label("Titel").fill(TITLE)
    press(page, "Bewaren en verschillen zien")
    said(page, "Schrijf op waarom dit voorstel er ligt")
    walk.look(page, "proposal-with-errors")
    expect(added.get_by_label("Titel")).to_have_value(TITLE)
    added.get_by_label("Tekst").fill(TEXT)
    page.get_by_label("Waarom dit voorstel?").fill(WHY)
    press(page, "Bewaren en verschillen zien")
    said(page, TEXT)
    said(page, "krijgen de nieuwe beroepscode te zien")
    walk.look(page, "draft")
    return page.url


def staff_open_it(walk: Walk, proposal: str) -> str:
    page = walk.demo_person(STAFF)
    day = page.get_by_label("Reageren kan tot en met")
    day.fill((walk.today + timedelta(days=3)).isoformat())
    press(page, "Raadpleging openen")
    said(page, "Kies een dag vanaf")
    day.fill((walk.today + timedelta(weeks=WEEKS_OPEN)).isoformat())
    press(page, "Raadpleging openen")
    said(page, "De raadpleging is open")
    page.get_by_role("link", name="Zo ziet iedereen het").click()
    public = page.url
    page.goto(proposal)
    return public


def a_visitor_and_a_klantmanager_react(walk: Walk, public: str) -> None:
    page = walk.somebody("visitor")
    page.goto("/beroep/")
    page.get_by_role("link", name="Lees het voorstel").last.click()
    page.goto(public)
    said(page, TEXT)
    react(page, "Inwoner", "", wrong=True)
    walk.look(page, "remark-with-errors")
    react(page, "Inwoner", REMARK)
    said(page, "zodra iemand van het bureau heeft gekeken")
    expect(page.get_by_text(REMARK)).to_have_count(0)
    page = walk.demo_person(PROFESSIONAL)
    page.goto(public)
    react(page, "Klantmanager", "Fijn dat dit erin komt.")
    said(page, "Fijn dat dit erin komt.")
    walk.look(page, "consultation")


def react(page: Page, voice: str, text: str, *, wrong: bool = False) -> None:
    form = page.locator("main form").last
    if not wrong:
        form.get_by_label("Voor", exact=True).check()
    form.get_by_label("Ik reageer als").select_option(label=voice)
    form.get_by_role("textbox", name="Uw reactie").fill(text)
    form.get_by_role("button", name="Reactie versturen").click()
    if wrong:
        said(page, "Schrijf uw reactie op")


def staff_answer_and_change_the_text(walk: Walk, proposal: str) -> None:
    walk.put_clock(WEEKS_OPEN * 7 + 1)
    page = walk.demo_person(STAFF)
    page.goto(proposal)
    walk.reload_until(page, "Eerst krijgt elke reactie een antwoord")
    walk.look(page, "answering")
    for answer in (ANSWER, "Dank je wel."):
        waiting = page.locator("main li form").filter(has=page.locator("textarea:text-is('')"))
        waiting.first.get_by_role("textbox").fill(answer)
        waiting.first.get_by_role("button", name="Antwoord bewaren").click()
        said(page, "Het antwoord staat bij de reactie")
    page.get_by_role("link", name="Tekst aanpassen na de reacties").click()
    field = page.get_by_label("Tekst").nth(-2)  # the last one is that of another new article
    expect(field).to_have_value(TEXT)
    field.fill(TEXT + MORE)
    press(page, "Bewaren en verschillen zien")
    said(page, "Wat veranderde er na de opening?")


def staff_ask_the_seats(walk: Walk, proposal: str) -> None:
    page = walk.demo_person(STAFF)
    starts = walk.today + timedelta(days=DAYS_TO_START)
    page.get_by_label("Gaat in op").fill(walk.today.isoformat())
    press(page, "Voorleggen")
    said(page, "Kies een dag vanaf")
    page.get_by_label("Gaat in op").fill(starts.isoformat())
    press(page, "Voorleggen")
    said(page, "Het voorstel ligt nu bij de beroepszetels")
    walk.look(page, "asked")


def the_seats_agree(walk: Walk) -> None:
    for email, agrees in zip(SEATS, (True, False, True), strict=True):
        page = walk.demo_person(email)
        page.goto("/zetel/")
        page.get_by_role("link", name=re.compile("Beroepscode")).first.click()
        if email == SEATS[0]:
            walk.look(page, "seat")
        page.get_by_label("Ja, ik stem in" if agrees else "Nee, ik stem niet in").check()
        page.get_by_label("Waarom?").fill("Dit vraagt het vak." if agrees else "Het is te veel.")
        press(page, "Stem vastleggen")
        said(page, "Je stem is vastgelegd")


def everyone_reads_the_decision(walk: Walk, public: str) -> None:
    page = walk.somebody("visitor")
    page.goto(public)
    said(page, "De beroepszetels stemden in")
    said(page, "Het is te veel.")
    said(page, ANSWER)
    walk.look(page, "decided")
    page.goto("/beroep/")
    expect(page.get_by_text(TITLE)).to_have_count(0)  # not in force yet


def a_klantmanager_accepts_again(walk: Walk) -> None:
    walk.put_clock(WEEKS_OPEN * 7 + 1 + DAYS_TO_START)
    walk.portal.mail_to(PROFESSIONAL, "Er is een nieuwe versie", within=180)
    visitor = walk.somebody("visitor")
    visitor.goto("/beroep/")
    said(visitor, TITLE)
    page = walk.demo_person(PROFESSIONAL)
    page.goto("/mijn/registratie/")
    walk.look(page, "registration")
    page.get_by_role("link", name="Bekijk wat er verandert").click()
    said(page, MORE.strip())
    walk.look(page, "new-version")
    press(page, "Ik aanvaard deze beroepscode")
    said(page, "Je hebt aanvaard wat er nu geldt")
    page.goto("/mijn/registratie/")
    expect(page.get_by_role("link", name="Bekijk wat er verandert")).to_have_count(0)
