"""Sharing: from a goal to a guest with link and code, who comments; and the door that shuts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import text_of
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

GUEST = "buurvrouw@voorbeeld.nl"
LINK = re.compile(r"http://\S+(/gedeeld/\S+)")
COMMENT = "Wat deed je toen zij zweeg?"


def test_sharing_with_a_guest_until_it_is_withdrawn(walk):
    owner = walk.demo_person("samira@example.org")
    shares_a_goal(walk, owner)
    guest, door = comes_in(walk)
    comments(walk, guest)
    sees_who_looked_and_stops(walk, owner)
    guest.goto(door)
    said(guest, "Dit wordt niet meer gedeeld")
    walk.look(guest, "guest-over")
    a_colleague_reads_signed_in(walk)


def shares_a_goal(walk: Walk, page: Page) -> None:
    page.goto("/mijn/leerplan/")
    page.get_by_role("link", name=re.compile("^Aanpassen van ‘")).first.click()
    page.get_by_role("link", name="Deel dit met iemand").click()
    walk.look(page, "share-new")
    press(page, "Bekijk wat de ander ziet")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    walk.look(page, "share-errors")
    page.get_by_label("Mailadres van de ander").fill(GUEST)
    page.get_by_label("Lezen en reageren").check()
    page.get_by_label("Een paar woorden erbij").fill("Ik ben benieuwd wat jij ervan vindt.")
    press(page, "Bekijk wat de ander ziet")
    said(page, "Zo ziet de ander het")
    said(page, "Dit is van jou, je hoeft het niet te geven")
    walk.look(page, "share-preview")
    press(page, "Terug en aanpassen")
    expect(page.get_by_label("Mailadres van de ander")).to_have_value(GUEST)
    press(page, "Bekijk wat de ander ziet")
    press(page, "Deel dit")
    said(page, "Gedeeld. De ander krijgt een mail.")
    walk.look(page, "share-made")


def comes_in(walk: Walk) -> tuple[Page, str]:
    mail = text_of(walk.portal.mail_to(GUEST, "deelt iets met u"))
    door = LINK.search(mail)[1]
    page = walk.somebody("guest")
    page.goto(door)
    said(page, "Er is iets met u gedeeld")
    expect(page.locator("main")).not_to_contain_text("Samira")
    walk.look(page, "guest-door")
    press(page, "Stuur mij een code")
    walk.look(page, "guest-code")
    page.get_by_role("textbox", name="Code").fill("BBBB-BBBB")
    press(page, "Verder")
    said(page, "Deze code klopt niet")
    walk.look(page, "guest-wrong-code")
    page.get_by_role("textbox", name="Code").fill(walk.code_for(GUEST))
    press(page, "Verder")
    said(page, "Samira El Amrani laat u dit lezen")
    walk.look(page, "guest-reads")
    return page, door


def comments(walk: Walk, page: Page) -> None:
    first = page.locator("article").first
    first.get_by_text("Schrijf een reactie").click()
    first.get_by_role("textbox", name="Reactie").fill("Bel mij op 06-12345678.")
    press(page, "Reactie plaatsen")
    said(page, "Kijk nog even")
    walk.look(page, "guest-comment-guarded")
    page.locator("article").first.get_by_role("textbox", name="Reactie").fill(COMMENT)
    press(page, "Reactie plaatsen")
    said(page, COMMENT)


def sees_who_looked_and_stops(walk: Walk, page: Page) -> None:
    walk.portal.mail_to("samira@example.org", "Er is een reactie op wat je deelt")
    page.goto("/mijn/wie-keek/")
    said(page, GUEST)
    walk.look(page, "who-looked")
    page.goto("/mijn/delen/")
    walk.look(page, "shares")
    page.get_by_role("row").filter(has_text=GUEST).get_by_role("link").last.click()
    said(page, COMMENT)
    walk.look(page, "share-with-comment")
    press(page, "Stop met delen")
    said(page, "De ander kan het vanaf nu niet meer lezen")
    said(page, COMMENT)
    walk.look(page, "share-withdrawn")


def a_colleague_reads_signed_in(walk: Walk) -> None:
    page = walk.demo_person("joost@example.org")
    page.goto("/mijn/met-mij-gedeeld/")
    walk.look(page, "shared-with-me")
    page.get_by_role("link", name="Van Samira El Amrani").click()
    said(page, "Samira El Amrani laat je dit lezen")
    walk.look(page, "shared")
    page.get_by_role("link", name="Verwijderen").first.click()
    walk.look(page, "comment-delete")
