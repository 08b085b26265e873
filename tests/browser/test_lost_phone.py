"""The lost phone: from the login page to being logged in again, two members of staff between.

And a role from search to letter, on the same portal.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authenticator import code_of_app
from tests.browser.portal import text_of
from tests.browser.test_logins import (
    by_keyboard,
    code_from_mail,
    fill_in,
    headed,
    is_in,
    log_out,
    sign_up,
    type_password,
)
from tests.browser.walk import Walk

pytestmark = pytest.mark.browser

ADDRESS = "loes@voorbeeld.nl"
NAME = "Loes Proef"
STOP = re.compile(r"http://\S+(/account/telefoon-kwijt/stoppen/\S+)")


def test_the_lost_phone_and_a_role(walk):
    page = somebody_with_an_app(walk)
    the_answer_is_on_the_page(walk, page)
    two_of_the_staff_help(walk)
    a_day_later_the_person_is_in(walk, page)
    a_role_takes_two(walk, page)


def somebody_with_an_app(walk: Walk) -> Page:
    page = sign_up(walk, "loes", ADDRESS)
    by_keyboard(page, "Nu niet")
    expect(page).to_have_url(re.compile("/mijn/$"))
    page.goto("/account/2fa/totp/activate/")
    fill_in(page, code_of_app(page.locator("strong.rk-code").inner_text()))
    by_keyboard(page, "App aanzetten")
    headed(page, "Bewaar je herstelcodes")
    log_out(page)
    return page


def the_answer_is_on_the_page(walk: Walk, page: Page) -> None:
    visitor = walk.somebody("visitor")
    visitor.goto("/account/telefoon-kwijt/")
    walk.look(visitor, "lost-as-a-visitor")
    expect(visitor.get_by_role("button", name="Vraag het register om hulp")).to_have_count(0)
    type_password(page, ADDRESS)
    headed(page, "Laat zien dat jij het bent")
    page.get_by_text("Ik ben mijn telefoon kwijt").click()
    page.get_by_role("link", name="Vraag ons om je te helpen").click()
    headed(page, "Ik ben mijn telefoon kwijt")
    walk.look(page, "lost-after-the-password")
    by_keyboard(page, "Vraag het register om hulp")
    expect(page.locator("main")).to_contain_text("We kregen je vraag")
    walk.look(page, "lost-asked")
    mail = text_of(walk.portal.mail_to(ADDRESS, "je kunt de tweede stap niet meer zetten"))
    visitor.goto(STOP.search(mail)[1])
    headed(visitor, "Wil je het herstel stoppen?")
    walk.look(visitor, "stop-link")  # and leaves it as it is


def two_of_the_staff_help(walk: Walk) -> None:
    first, second = (walk.demo_person(f"{who}@example.org") for who in ("mirjam", "yusuf"))
    first.goto("/desk/")
    walk.look(first, "desk-with-a-reset")
    first.get_by_role("link", name="Mensen die niet meer kunnen inloggen").click()
    walk.look(first, "resets")
    first.get_by_role("link", name=NAME).click()
    walk.look(first, "reset-to-check")
    by_keyboard(first, "Ik heb gezien wie het is")
    expect(first.locator(".rk-errorsummary")).to_be_focused()
    walk.look(first, "reset-errors")
    first.get_by_label("Videogesprek met identiteitsbewijs").check()
    by_keyboard(first, "Ik heb gezien wie het is")
    expect(first.locator("main")).to_contain_text("Een collega keurt het goed")
    walk.look(first, "reset-checked-by-me")
    second.goto("/desk/herstel/")
    second.get_by_role("link", name=NAME).click()
    walk.look(second, "reset-to-approve")
    by_keyboard(second, "Goedkeuren")
    expect(second.locator("main")).to_contain_text("De bedenktijd loopt")
    second.get_by_text("Dit stoppen").click()
    walk.look(second, "reset-approved")
    walk.portal.mail_to(ADDRESS, "Morgen kun je weer inloggen")


def a_day_later_the_person_is_in(walk: Walk, page: Page) -> None:
    walk.put_clock(2)
    walk.portal.mail_to(ADDRESS, "Je kunt weer inloggen")
    desk = walk.somebody("yusuf@example.org")
    desk.goto("/desk/herstel/")
    walk.look(desk, "resets-done")
    page.context.clear_cookies()  # the browser was closed meanwhile
    type_password(page, ADDRESS)
    expect(page).to_have_url(re.compile("/account/login/code/confirm/"))
    fill_in(page, code_from_mail(walk, ADDRESS, "code om in te loggen"))
    by_keyboard(page, "Verder")
    headed(page, "Is dit je eigen apparaat?")
    by_keyboard(page, "Nee, dit is een gedeelde computer")
    is_in(page)
    page.goto("/mijn/berichten/")
    expect(page.locator("main").get_by_role("link", name="Je kunt weer inloggen")).to_be_visible()
    page.goto("/mijn/gegevens/")
    expect(page.locator("main")).to_contain_text("Herstel van het account goedgekeurd")


def a_role_takes_two(walk: Walk, page: Page) -> None:
    administrator = walk.demo_person("edwin@example.org")
    administrator.goto("/desk/rollen/")
    walk.look(administrator, "roles-as-administrator")
    administrator.get_by_label("Wie?").fill("loes pr")
    by_keyboard(administrator, "Zoeken")
    walk.look(administrator, "roles-found")
    administrator.get_by_role("link", name=NAME).click()
    by_keyboard(administrator, "Voorstellen")
    expect(administrator.locator(".rk-errorsummary")).to_be_focused()
    walk.look(administrator, "role-errors")
    administrator.get_by_label("Welke rol?").select_option("Kwaliteitslezer")
    administrator.get_by_label("Waarom?").fill("Leest mee bij de steekproef.")
    by_keyboard(administrator, "Voorstellen")
    expect(administrator.locator("main")).to_contain_text("Een collega bevestigt het")
    walk.look(administrator, "roles-proposed")
    desk = walk.somebody("mirjam@example.org")
    desk.goto("/desk/rollen/")
    walk.look(desk, "roles-as-desk")
    desk.get_by_role("button", name=f"Bevestigen voor {NAME}").click()
    if "/account/reauthenticate/" in desk.url:  # that takes who you are once more
        desk.get_by_label("Wachtwoord").fill("samen-leren-2026")
        desk.locator("main form").first.get_by_role("button").first.click()
    expect(desk.locator("main")).to_contain_text("krijgt bericht")
    walk.portal.mail_to(ADDRESS, "Je hebt een nieuwe rol")
    page.goto("/mijn/rollen/")
    headed(page, "Maak een passkey")  # a role counts at once, and asks for one
    own = walk.demo_person("hanneke@example.org")
    own.goto("/mijn/rollen/")
    walk.look(own, "my-roles")
    own.get_by_role("link", name="Rol teruggeven").click()
    walk.look(own, "give-back")
    administrator.goto("/desk/rollen/")
    administrator.get_by_role("link", name=re.compile("Hanneke de Wit, assessor")).click()
    walk.look(administrator, "role-end")
