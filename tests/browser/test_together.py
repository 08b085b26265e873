"""Learning together: a group of six from two municipalities; a mentor; a client with a phone."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.pages import PHONE, complaints, look
from tests.browser.portal import text_of
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser
GROUP = "Intervisie over de grens"
FOUNDER = "samira@example.org"
OTHERS = tuple(f"{name}@example.org" for name in ("joost", "ayse", "tomasz", "deniz", "chantal"))
THOUGHTS = ("stilte", "haast", "grenzen", "ruimte", "twijfel", "rust")
LINES = {
    address: f"Ik neem mee: meer {thought}."
    for address, thought in zip((FOUNDER, *OTHERS), THOUGHTS, strict=True)
}
ABSENT = "deniz@example.org"


# ---- A group of six ----


def test_a_group_of_six_from_invitation_to_six_private_lines(walk):
    founder = walk.demo_person(FOUNDER)
    starts_and_invites(walk, founder)
    for address in OTHERS:
        joins(walk.demo_person(address))
    proposes_moments(walk, founder)
    for number, address in enumerate(OTHERS):
        says_when(walk.demo_person(address), number)
    chooses(walk, founder)
    in_every_calendar(walk)
    follows_a_method(walk, founder)
    logs_for_all(walk, founder)
    one_corrects(walk)
    six_private_lines(walk)
    a_line_becomes_a_story(walk, founder)


def starts_and_invites(walk: Walk, page: Page) -> None:
    page.goto("/mijn/intervisie/")
    page.get_by_role("link", name="Groep beginnen").click()
    page.get_by_label("Hoe heet de groep?").fill(GROUP)
    press(page, "Groep maken")
    for address in OTHERS:
        page.get_by_label("Mailadres van je collega").fill(address)
        press(page, "Uitnodigen")
    walk.look(page, "together-group")


def joins(page: Page) -> None:
    page.goto("/mijn/intervisie/")
    said(page, GROUP)
    press(page, "Ik doe mee")
    said(page, "Je hoort nu bij")


def to_group(page: Page) -> None:
    page.goto("/mijn/intervisie/")
    page.get_by_role("link", name=GROUP, exact=True).click()


def proposes_moments(walk: Walk, page: Page) -> None:
    to_group(page)
    page.get_by_role("link", name="Datum plannen").click()
    for number in (1, 2):
        day = walk.today + timedelta(days=13 + number)
        page.get_by_label(f"Dag {number}").fill(day.isoformat())
        page.get_by_label(f"Tijd {number}").fill("10:00")
    page.get_by_label("Waar?").fill("Raadhuis, kamer 3")
    walk.look(page, "together-moments")
    press(page, "Voorstellen")
    choose_answers(page, "Ja", "Ja")


def says_when(page: Page, number: int) -> None:
    to_group(page)
    page.get_by_role("link", name="Zeg wanneer je kunt").click()
    choose_answers(page, ("Nee", "Misschien")[number % 2], "Ja")


def choose_answers(page: Page, *answers: str) -> None:
    for row, answer in zip(page.locator("fieldset").all(), answers, strict=True):
        row.get_by_label(answer, exact=True).check()
    press(page, "Bewaren")


def chooses(walk: Walk, page: Page) -> None:
    to_group(page)
    page.get_by_role("link", name="Zeg wanneer je kunt").click()
    said(page, "6 kunnen")
    walk.look(page, "together-poll")
    row = page.get_by_role("row").filter(has_text="Past het best")
    with page.expect_navigation():
        row.get_by_role("button", name="Kies dit").click()
    said(page, "Je kreeg een uitnodiging voor je agenda")
    walk.look(page, "together-planned")


def in_every_calendar(walk: Walk) -> None:
    keys = set()
    for address in (FOUNDER, *OTHERS):
        mail = walk.portal.mail_to(address, f"SUMMARY:Intervisie: {GROUP}")
        [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
        [event] = Calendar.from_ical(part.get_content()).walk("VEVENT")
        keys.add((str(event["uid"]), int(event["sequence"]), event.decoded("dtstart")))
    assert len(keys) == 1


def follows_a_method(walk: Walk, page: Page) -> None:
    page.goto("/mijn/intervisie/manieren/")
    walk.look(page, "together-methods")
    page.get_by_role("link", name="Incidentmethode").click()
    page.get_by_role("link", name="Groot op het scherm").click()
    expect(page.locator(".rk-wall__clock")).to_have_text("10:00")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".rk-wall__clock")).to_have_text(re.compile(r"9:5\d"))
    page.get_by_role("button", name="Volgende stap").click()
    expect(page.locator("[aria-current=step] h2")).to_have_text("Vragen naar feiten")
    walk.look(page, "together-wall")


def logs_for_all(walk: Walk, page: Page) -> None:
    to_group(page)
    page.get_by_role("link", name="Bijeenkomst vastleggen").click()
    page.get_by_label("Waar ging het over?").fill("Wanneer help je te veel?")
    page.get_by_label("Incidentmethode").check()
    page.get_by_label("Deniz").uncheck()
    press(page, "Bijeenkomst vastleggen")
    said(page, "De bijeenkomst is vastgelegd")


def one_corrects(walk: Walk) -> None:
    page = walk.demo_person(ABSENT)
    to_session(page)
    said(page, "Er staat dat jij er niet bij was")
    press(page, "Ik was er wel bij")
    said(page, "Er staat dat jij er wel bij was")


def to_session(page: Page) -> None:
    page.goto("/mijn/intervisie/")
    page.get_by_role("link", name="Wanneer help je te veel?").first.click()


def six_private_lines(walk: Walk) -> None:
    for address, line in LINES.items():
        page = walk.demo_person(address)
        to_session(page)
        page.get_by_label("Wat neem jij mee?").fill(line)
        press(page, "Bewaren")
        said(page, "Alleen jij leest die")
    for address, own in LINES.items():
        page = walk.demo_person(address)
        to_session(page)
        expect(page.get_by_label("Wat neem jij mee?")).to_have_value(own)
        source = page.content()
        assert not [one for other, one in LINES.items() if other != address and one in source]


def a_line_becomes_a_story(walk: Walk, page: Page) -> None:
    to_session(page)
    walk.look(page, "together-session")
    press(page, "Maak er een verhaal van")
    said(page, "Je regel staat nu in een nieuw verhaal")
    assert LINES[FOUNDER] in page.locator("main form").first.inner_html()


# ---- A mentor, and a client with a phone ----


def test_a_mentor_and_a_client_who_answers_in_arabic_and_in_dutch(walk):
    owner = walk.demo_person("tomasz@example.org")
    asks_a_mentor(walk, owner)
    mentor = walk.demo_person("shaida@example.org")
    says_yes(walk, mentor)
    plans_the_rehearsal(walk, owner)
    cards = makes_cards(walk, owner)
    for number, language in enumerate(("ar", "nl", "nl")):
        answers_on_a_phone(walk, cards[number], language)
    owner.reload()
    said(owner, "Nog niets te lezen")


def asks_a_mentor(walk: Walk, page: Page) -> None:
    page.goto("/mijn/mentoren/")
    walk.look(page, "mentors")
    page.get_by_role("link", name="Vraag Shaida Abdoel").click()
    page.get_by_label("Wat zoek je in een mentor?").fill("Ik wil leren om stil te zijn.")
    walk.look(page, "mentor-ask")
    press(page, "Vraag het")
    said(page, "Je krijgt bericht")


def says_yes(walk: Walk, page: Page) -> None:
    page.goto("/mijn/mentoren/")
    page.get_by_role("link", name=re.compile("Tomasz")).click()
    said(page, "Ik wil leren om stil te zijn.")
    page.get_by_label("Wil je er iets bij zeggen?").fill("Graag!")
    walk.look(page, "mentor-answer")
    press(page, "Ja, ik loop mee")
    said(page, "Jullie lopen samen op")


def plans_the_rehearsal(walk: Walk, page: Page) -> None:
    page.reload()
    said(page, "Graag!")
    page.get_by_label("Wat spreken jullie af?").fill("Elke maand een uur.")
    press(page, "Bewaren")
    page.get_by_role("link", name="Gesprek plannen").click()
    page.get_by_label("Proefgesprek").check()
    page.get_by_label("Op welke dag?").fill((walk.today + timedelta(days=9)).isoformat())
    page.get_by_label("Hoe laat?").fill("14:00")
    page.get_by_label("Waar?").fill("Het café bij het station")
    walk.look(page, "mentor-meet")
    press(page, "Plannen")
    said(page, "Proefgesprek")
    walk.look(page, "mentorship")
    for address in ("tomasz@example.org", "shaida@example.org"):
        assert "METHOD:REQUEST" in text_of(walk.portal.mail_to(address, "Proefgesprek met"))
    page.get_by_role("link", name="Proefgesprek", exact=True).click()
    said(page, "Begin met je verhaal")
    walk.look(page, "rehearsal")


def makes_cards(walk: Walk, page: Page) -> list[str]:
    page.goto("/mijn/feedback/")
    page.get_by_role("link", name="Vraag feedback").first.click()
    page.get_by_label("Inwoners").check()
    page.get_by_label("Hoe noem je deze vraag?").fill("Gesprekken in de winter")
    walk.look(page, "feedback-new")
    press(page, "Verder")
    page.get_by_label("Hoeveel kaarten?").fill("4")
    page.get_by_label("In welke taal").select_option("ar")
    walk.look(page, "feedback")
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak kaarten").click()
    return links_in(download.value.path(), walk)


def links_in(path, walk: Walk) -> list[str]:
    """What the QR codes say: the words that a screen reader says for them."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        said_of = [str(each.Alt) for each in pdf.objects
                   if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]  # fmt: skip
    found = [re.search(r"(/kaart/\S+)", one) for one in said_of]
    return [one[1] for one in found if one]


def answers_on_a_phone(walk: Walk, link: str, language: str) -> None:
    context = walk.browser.new_context(
        base_url=walk.portal.url, locale=language, viewport=PHONE, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    wrong = complaints(page)
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    for faces in page.locator(".rk-faces").all():
        faces.locator("label").first.tap()
    page.locator("textarea").fill("شكراً" if language == "ar" else "Fijn gesprek")
    page.get_by_role("checkbox").check()
    walk.wrong += look(page, f"card-{language}")
    page.locator("form").first.get_by_role("button").last.tap()
    expect(page.locator(".rk-bigcode")).to_have_text(re.compile("^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$"))
    walk.wrong += look(page, f"card-thanks-{language}")
    page.goto(link)
    expect(page.locator(".rk-bigcode")).to_have_count(0)
    assert wrong == []
    context.close()
