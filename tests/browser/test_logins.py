"""Logging in, in a real browser: passkey, app with codes, code by mail, own device, a new role.

The main act of each page is done by keyboard, at the width of a phone; one portal for all.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.authenticator import Device, code_of_app
from tests.browser.pages import PHONE, WIDE
from tests.browser.portal import text_of
from tests.browser.walk import Walk

pytestmark = pytest.mark.browser

SECRET = "paarse fiets langs kanaal"
MOST_TABS = 40
PATIENCE = 240  # seconds: at the start the worker still makes the certificates of the demo world
FOCUSED = "(document.activeElement.innerText || document.activeElement.value || '').trim()"
CODE = re.compile(r"^([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})\s*$", re.MULTILINE)


# ---- What every journey does ----


def by_keyboard(page: Page, name: str) -> None:
    """On a phone, with Tab and Enter only: the act must be reached and its focus be seen."""
    page.set_viewport_size(PHONE)
    page.locator("#inhoud").focus()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            page.keyboard.press("Enter")
            page.wait_for_timeout(100)
            page.set_viewport_size(WIDE)
            return
    raise AssertionError(f"{name!r} cannot be reached by keyboard at {page.url}")


def headed(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def code_from_mail(walk: Walk, address: str, about: str) -> str:
    text = text_of(walk.portal.mail_to(address, about, within=PATIENCE))
    return CODE.findall(text)[-1]


def fill_in(page: Page, code: str) -> None:
    page.locator("main input[name=code]").fill(code)


def sign_up(walk: Walk, who: str, address: str) -> Page:
    page = walk.somebody(who)
    page.goto("/account/signup/")
    page.get_by_label("Voornaam").fill(who.title())
    page.get_by_label("Achternaam").fill("Proef")
    page.get_by_role("textbox", name="Privé-mailadres").fill(address)
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    by_keyboard(page, "Account maken")
    expect(page).to_have_url(re.compile("/account/confirm-email/"))
    fill_in(page, code_from_mail(walk, address, "bevestig"))
    by_keyboard(page, "Verder")
    headed(page, "Maak een passkey")
    return page


def log_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Uitloggen").click()
    expect(page).not_to_have_url(re.compile("/account/"))


def type_password(page: Page, address: str) -> None:
    page.goto("/account/login/?next=/mijn/leerplan/")
    page.get_by_label("Mailadres").fill(address)
    page.get_by_label("Wachtwoord").fill(SECRET)
    by_keyboard(page, "Inloggen")


def is_in(page: Page) -> None:
    expect(page).to_have_url(re.compile("/mijn/leerplan/$"))


# ---- The journeys ----


def test_from_sign_up_to_a_passkey_and_in_again(walk):
    address = "noor@voorbeeld.nl"
    page = sign_up(walk, "noor", address)
    device = Device(page)
    walk.look(page, "offer-of-a-passkey")
    device.agree(False)
    by_keyboard(page, "Maak een passkey")
    expect(page.get_by_role("alert")).to_contain_text("Het is niet gelukt")
    walk.look(page, "passkey-cancelled")
    device.agree(True)
    by_keyboard(page, "Maak een passkey")
    headed(page, "Bewaar je herstelcodes")
    assert [key["isResidentCredential"] for key in device.passkeys] == [True]
    expect(page.get_by_role("button", name="Print de codes")).to_be_visible()
    walk.look(page, "recovery-codes")
    by_keyboard(page, "Ik heb ze bewaard")
    expect(page).to_have_url(re.compile("/mijn/$"))
    page.goto("/account/2fa/recovery-codes/")
    headed(page, "Je herstelcodes")
    walk.look(page, "recovery-codes-once")
    page.goto("/account/2fa/")
    walk.look(page, "hub-with-a-passkey")
    page.get_by_role("link", name="Naam veranderen van Computer").click()
    page.get_by_label("Hoe noem je dit apparaat?").fill("Laptop thuis")
    walk.look(page, "rename-passkey")
    by_keyboard(page, "Naam bewaren")
    expect(page.locator("main")).to_contain_text("Laptop thuis")
    walk.look(page, "passkeys")
    page.get_by_role("link", name=re.compile("^Verwijderen.*Laptop thuis")).click()
    walk.look(page, "remove-passkey")
    page.goto("/account/2fa/webauthn/add/")
    by_keyboard(page, "Maak een passkey")
    expect(page.get_by_role("alert")).to_contain_text("staat al een passkey")

    log_out(page)
    page.goto("/account/login/?next=/mijn/leerplan/")
    walk.look(page, "login")
    by_keyboard(page, "Inloggen met een passkey")
    is_in(page)
    log_out(page)
    type_password(page, address)
    headed(page, "Laat zien dat jij het bent")
    walk.look(page, "second-step-passkey")
    page.get_by_text("Ik ben mijn telefoon kwijt").click()
    walk.look(page, "second-step-lost")
    by_keyboard(page, "Gebruik je passkey")
    headed(page, "Is dit je eigen apparaat?")
    by_keyboard(page, "Nee, dit is een gedeelde computer")
    is_in(page)


def test_an_app_with_codes(walk):
    address = "omar@voorbeeld.nl"
    page = sign_up(walk, "omar", address)
    by_keyboard(page, "Nu niet")
    expect(page).to_have_url(re.compile("/mijn/$"))
    page.locator(".rk-person summary").click()
    page.get_by_role("link", name="Inloggen en beveiliging").click()
    walk.look(page, "hub-with-nothing")
    by_keyboard(page, "App met codes aanzetten")
    headed(page, "App met codes aanzetten")
    secret = page.locator("strong.rk-code").inner_text()
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", secret)
    walk.look(page, "activate-app")
    fill_in(page, "000000")
    by_keyboard(page, "App aanzetten")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    walk.look(page, "activate-app-wrong")
    fill_in(page, code_of_app(secret))
    by_keyboard(page, "App aanzetten")
    headed(page, "Bewaar je herstelcodes")
    recovery = page.locator("main ol li").first.inner_text()
    by_keyboard(page, "Ik heb ze bewaard")
    headed(page, "Inloggen en beveiliging")
    walk.look(page, "hub-with-an-app")
    page.get_by_role("link", name="App met codes uitzetten").click()
    walk.look(page, "deactivate-app")

    log_out(page)
    type_password(page, address)
    headed(page, "Laat zien dat jij het bent")
    walk.look(page, "second-step-app")
    fill_in(page, "000000")
    by_keyboard(page, "Inloggen")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    walk.look(page, "second-step-wrong")
    fill_in(page, code_of_app(secret))
    by_keyboard(page, "Inloggen")
    headed(page, "Is dit je eigen apparaat?")
    by_keyboard(page, "Nee, dit is een gedeelde computer")
    is_in(page)

    log_out(page)  # the phone is lost: one of the recovery codes
    type_password(page, address)
    fill_in(page, recovery)
    by_keyboard(page, "Inloggen")
    by_keyboard(page, "Nee, dit is een gedeelde computer")
    is_in(page)
    page.goto("/account/2fa/")
    expect(page.locator("main")).to_contain_text("Je hebt nog 9 herstelcodes")


def test_a_code_by_mail_and_an_own_device(walk):
    address = "pien@voorbeeld.nl"
    page = sign_up(walk, "pien", address)
    by_keyboard(page, "Nu niet")
    expect(page).to_have_url(re.compile("/mijn/$"))
    log_out(page)
    type_password(page, address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vul de code in")
    walk.look(page, "mailed-code")
    fill_in(page, "AAAA-AAAA")
    by_keyboard(page, "Verder")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    walk.look(page, "mailed-code-wrong")
    fill_in(page, code_from_mail(walk, address, "code om in te loggen"))
    by_keyboard(page, "Verder")
    headed(page, "Is dit je eigen apparaat?")
    walk.look(page, "own-device")
    by_keyboard(page, "Dit is mijn eigen apparaat: 30 dagen onthouden")
    is_in(page)
    log_out(page)
    type_password(page, address)
    is_in(page)  # remembered: no code
    elsewhere = walk.somebody("pien elsewhere")
    type_password(elsewhere, address)
    expect(elsewhere).to_have_url(re.compile("/account/login/code/confirm/"))


def test_a_role_given_while_somebody_is_logged_in(walk):
    address = "quinten@voorbeeld.nl"
    page = sign_up(walk, "quinten", address)
    by_keyboard(page, "Nu niet")
    expect(page).to_have_url(re.compile("/mijn/$"))
    device = Device(page)
    give_role(walk, "Quinten Proef", "Assessor")
    page.get_by_role("link", name="Leerplan").first.click()
    headed(page, "Maak een passkey")
    expect(page.locator("main")).to_contain_text("Je hebt een rol in het register")
    expect(page.get_by_role("link", name="Nu niet")).to_have_count(0)
    walk.look(page, "passkey-for-a-role")
    page.goto("/assessor/")
    headed(page, "Maak een passkey")
    by_keyboard(page, "Maak een passkey")
    headed(page, "Bewaar je herstelcodes")
    by_keyboard(page, "Ik heb ze bewaard")
    expect(page).to_have_url(re.compile("/assessor/$"))
    assert len(device.passkeys) == 1
    page.goto("/account/2fa/")
    page.get_by_role("link", name=re.compile("^Verwijderen.*Computer")).click()
    headed(page, "Deze passkey kun je niet verwijderen")
    walk.look(page, "last-passkey-stays")
    log_out(page)
    type_password(page, address)
    by_keyboard(page, "Gebruik je passkey")
    is_in(page)  # nobody asked whether to remember this device


def give_role(walk: Walk, name: str, role: str) -> None:
    """Proposed by one, confirmed by another."""
    administrator = walk.demo_person("edwin@example.org")
    administrator.goto(f"/desk/rollen/?q={name.partition(' ')[0]}")
    administrator.locator("main").get_by_role("link", name=re.compile(name)).first.click()
    administrator.get_by_label("Welke rol?").select_option(role)
    administrator.get_by_label("Waarom?").fill("Begint deze week.")
    administrator.get_by_role("button", name="Voorstellen").click()
    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/rollen/")
    desk.get_by_role("button", name=f"Bevestigen voor {name}", exact=True).click()
    expect(desk.locator("main")).to_contain_text(name)


def test_without_javascript_the_pages_say_what_to_do(walk):
    context = walk.browser.new_context(base_url=walk.portal.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="Inloggen met een passkey")).to_be_hidden()
    expect(page.locator("main form").first.get_by_role("button", name="Inloggen")).to_be_visible()
    page.get_by_label("Mailadres").fill("edwin@example.org")
    page.get_by_label("Wachtwoord").fill("samen-leren-2026")
    page.locator("main form").first.get_by_role("button", name="Inloggen").click()
    page.goto("/account/2fa/webauthn/add/")
    expect(page.get_by_text("Deze browser kan geen passkey maken")).to_be_visible()
    expect(page.get_by_role("button", name="Maak een passkey")).to_be_hidden()
    context.close()
