"""The employer's login in Chromium: linked, used with the own second step, and switched off.

The employer is oidc-provider-mock, a process of its own at an origin of its own: the policy of our
pages lets no form lead there.
"""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.oidc_provider import running_mock
from tests.browser.portal import text_of
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

NEWCOMER = "fatima@thuis.example"
ELSEWHERE = re.compile("^https://")
THERE = "**/oauth2/authorize?*"
SECRET = "mijn-lange-zin-om-in-te-loggen"
AT_WORK = {"sub": "f.devries", "email": "f.devries@assen.example", "email_verified": True}
EMPLOYER = "Gemeente Assen"


@pytest.fixture
def portal_settings():
    with running_mock(AT_WORK) as url:
        providers = [
            {"provider_id": "assen", "name": EMPLOYER, "client_id": "register",
             "secret": "geheim", "server_url": url}
        ]  # fmt: skip
        yield {"OIDC_PROVIDERS": json.dumps(providers)}


@pytest.fixture
def walk(walk):
    for who in ("visitor", "newcomer"):  # the style of the employer's page is not there
        walk.somebody(who).route(ELSEWHERE, lambda route: route.fulfill(body=""))
    return walk


def test_the_employer_is_a_way_in_that_the_person_opens_and_closes(walk):
    nothing_to_see_before_staff_switch_it_on(walk)
    person = somebody_signs_up(walk)
    nobody_comes_in_without_a_link(walk)
    the_person_links(walk, person)
    the_employer_and_the_own_code_let_the_person_in(walk, person)
    by_keyboard_on_a_telephone(walk)
    the_person_unlinks(walk, person)


def nothing_to_see_before_staff_switch_it_on(walk: Walk) -> None:
    visitor = walk.somebody("visitor")
    visitor.goto("/account/login/")
    expect(visitor.get_by_role("link", name="Inloggen via je werkgever")).to_have_count(0)
    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/inloggen/")
    walk.look(desk, "desk-none")
    press(desk, "Aanzetten", exact=True)
    walk.look(desk, "desk-errors")
    desk.get_by_label("Organisatie", exact=True).select_option(label=EMPLOYER)
    desk.get_by_label("Inlogdienst").select_option(label=EMPLOYER)
    press(desk, "Aanzetten", exact=True)
    said(desk, "staat aan")
    walk.look(desk, "desk-on")
    visitor.reload()
    expect(visitor.get_by_role("link", name="Inloggen via je werkgever")).to_be_visible()
    walk.look(visitor, "login")


def somebody_signs_up(walk: Walk) -> Page:
    page = walk.somebody("newcomer")
    page.goto("/account/signup/")
    page.get_by_label("Voornaam").fill("Fatima")
    page.get_by_label("Achternaam").fill("Vries")
    page.get_by_role("textbox", name="Privé-mailadres").fill(NEWCOMER)
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    press(page, "Account maken", exact=True)
    page.locator("input[name=code]").fill(walk.code_for(NEWCOMER))
    page.locator("main form").first.locator("button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/mijn/$"))
    return page


def to_the_employer(page: Page, button: str) -> None:
    """Choose the organisation; the page goes on by itself to another origin."""
    page.get_by_label("Waar werk je?").select_option(label=EMPLOYER)
    press(page, button, exact=True)
    page.wait_for_url(THERE)


def as_myself(page: Page) -> None:
    page.get_by_role("button", name=f"Authorize as {AT_WORK['sub']}").click()


def nobody_comes_in_without_a_link(walk: Walk) -> None:
    page = walk.somebody("visitor")
    page.get_by_role("link", name="Inloggen via je werkgever").click()
    walk.look(page, "choose")
    press(page, "Verder naar je werkgever", exact=True)
    walk.look(page, "choose-errors")
    to_the_employer(page, "Verder naar je werkgever")
    as_myself(page)
    said(page, "Nog niet gekoppeld")
    walk.look(page, "unknown")
    page.goto("/account/werkgever/")
    to_the_employer(page, "Verder naar je werkgever")
    page.get_by_role("button", name="Deny access").click()
    said(page, "Er is niets veranderd")
    walk.look(page, "cancelled")
    page.goto("/account/werkgever/assen/terug/?state=verzonnen&code=x")
    said(page, "Inloggen via je werkgever lukte niet")
    walk.look(page, "failed")


def the_person_links(walk: Walk, page: Page) -> None:
    page.goto("/account/2fa/")
    walk.look(page, "security")
    page.get_by_role("link", name="Inloggen via je werkgever").click()
    walk.look(page, "not-linked")
    to_the_employer(page, "Koppelen")
    as_myself(page)
    said(page, "Gekoppeld. Je kunt nu ook inloggen via je werkgever.")
    walk.look(page, "linked")
    walk.portal.mail_to(NEWCOMER, "Je kunt nu inloggen via je werkgever")


def the_employer_and_the_own_code_let_the_person_in(walk: Walk, page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("main form").locator("button[type=submit]").click()
    page.goto("/mijn/portfolio/")
    page.get_by_role("link", name="Inloggen via je werkgever").click()
    see_the_page_that_goes_on(walk, page)
    as_myself(page)
    expect(page).to_have_url(re.compile("/account/login/code/confirm/"))
    walk.look(page, "own-code")
    page.goto("/mijn/portfolio/")
    expect(page).to_have_url(re.compile("/account/login/"))
    page.goto("/account/login/code/confirm/")
    text = text_of(walk.portal.mail_to(NEWCOMER, "Je code om in te loggen"))
    page.locator("input[name=code]").fill(
        re.findall(r"^[A-Z0-9]{3,6}-?[A-Z0-9]{3,6}$", text, re.M)[0]
    )
    page.locator("main form").first.locator("button[type=submit]").first.click()
    not_remembered(page)
    expect(page).to_have_url(re.compile("/mijn/portfolio/$"))


def see_the_page_that_goes_on(walk: Walk, page: Page) -> None:
    """It is there for a moment only; an employer that answers 204 makes the browser stay."""
    page.route(THERE, lambda route: route.fulfill(status=204))
    page.get_by_label("Waar werk je?").select_option(label=EMPLOYER)
    press(page, "Verder naar je werkgever", exact=True)
    said(page, f"Je gaat naar {EMPLOYER}")
    walk.look(page, "leave")
    page.unroute(THERE)
    page.get_by_role("link", name="Ga verder").click()
    page.wait_for_url(THERE)


def not_remembered(page: Page) -> None:
    page.wait_for_load_state()
    if "/2fa/trust/" in page.url:
        page.locator("main form").first.locator("button").last.click()


def by_keyboard_on_a_telephone(walk: Walk) -> None:
    page = walk.somebody("visitor")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/account/werkgever/")
    page.get_by_label("Waar werk je?").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(THERE)


def the_person_unlinks(walk: Walk, page: Page) -> None:
    page.goto("/mijn/gegevens/werkgever/")
    page.get_by_role("button", name="Loskoppelen").click()
    said(page, "De koppeling is weg")
    walk.look(page, "unlinked")
    walk.portal.mail_to(NEWCOMER, "Inloggen via je werkgever is uitgezet")
    visitor = walk.somebody("visitor")
    visitor.goto("/account/werkgever/")
    to_the_employer(visitor, "Verder naar je werkgever")
    as_myself(visitor)
    said(visitor, "Nog niet gekoppeld")
