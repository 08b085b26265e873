"""People walking through the portal: each in an own browser, by pages only."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from config.demo.login import PASSWORD
from config.demo.people import NAMED_PEOPLE
from kit.names import full_name
from tests.browser.pages import complaints, look
from tests.browser.portal import Portal, text_of

PATIENCE = 90_000  # milliseconds, for what the worker does
CODE = re.compile(r"\b([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})\b(?=\s*$)", re.MULTILINE)
BY_NAME = {full_name(*person.name): person for person in NAMED_PEOPLE}


class Walk:
    """One journey: the portal, its people and everything that was wrong."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        self.browser, self.portal = browser, portal
        self.wrong: list[str] = []
        self.said: list[list[str]] = []
        self.seen: set[str] = set()
        self.pages: dict[str, Page] = {}
        self.number = 0
        self.ahead = 0  # days the demo clock runs ahead

    def somebody(self, who: str) -> Page:
        """A browser of an own for each person."""
        if who not in self.pages:
            context = self.browser.new_context(
                base_url=self.portal.url, locale="nl-NL", timezone_id="Europe/Amsterdam",
                accept_downloads=True, viewport={"width": 1280, "height": 900},
            )  # fmt: skip
            page = context.new_page()
            page.set_default_timeout(20_000)
            self.said.append(complaints(page))
            self.pages[who] = page
        return self.pages[who]

    def demo_person(self, email: str) -> Page:
        """One of the demo people, logged in with the button on the login page or by typing."""
        if email in self.pages:
            return self.pages[email]
        page = self.somebody(email)
        self.log_in(page, email, PASSWORD)
        return page

    def log_in(self, page: Page, email: str, password: str) -> None:
        page.goto("/account/login/")
        page.get_by_label("Mailadres").fill(email)
        page.get_by_label("Wachtwoord").fill(password)
        page.locator("main form").first.get_by_role("button", name="Inloggen").click()
        expect(page).not_to_have_url(re.compile("/account/"))
        page.wait_for_load_state()  # only then do other tabs hear of it

    def look(self, page: Page, name: str) -> None:
        """At both widths: axe, and no scrolling sideways; pictures for who asks for them."""
        self.number += 1
        self.wrong += look(page, f"{self.number:02}-{name}")

    def code_for(self, email: str) -> str:
        """The code in the newest mail."""
        found = CODE.search(text_of(self.portal.mail_to(email, CODE)))
        assert found
        return found[1]

    def put_clock(self, days: int) -> None:
        """Put the date of the demo world ahead, on the page for it."""
        page = self.somebody("visitor")
        page.goto("/demo/klok/")
        page.get_by_label("Aantal dagen vooruit").fill(str(days))
        page.get_by_role("button", name="Zet de datum").click()
        expect(page.get_by_text(f"De datum loopt {days} dagen voor")).to_be_visible()
        self.ahead = days

    @property
    def today(self) -> date:
        return date.today() + timedelta(days=self.ahead)  # noqa: DTZ011  the day in the browser

    def reload_until(self, page: Page, text: str) -> None:
        """Reload, as a person would, until the worker has done it."""
        for _ in range(PATIENCE // 2000):
            page.reload()
            if page.get_by_text(text).first.is_visible():
                return
            page.wait_for_timeout(2000)
        raise AssertionError(f"{text!r} did not come at {page.url}")

    def reload_while(self, page: Page, text: str) -> None:
        """Reload until the worker has done what the page says it is at."""
        for _ in range(PATIENCE // 2000):
            if not page.get_by_text(text).count():
                return
            page.wait_for_timeout(2000)
            page.reload()
        raise AssertionError(f"{text!r} did not go at {page.url}")

    @property
    def violations(self) -> list[str]:
        return [line for lines in self.said for line in lines]


@contextmanager
def walking(browser: Browser, portal: Portal) -> Iterator[Walk]:
    """A walk that ends well: nothing was wrong on a page and no policy was violated."""
    walk = Walk(browser, portal)
    yield walk
    for page in walk.pages.values():
        page.context.close()
    assert walk.wrong == [], "\n".join(walk.wrong)
    assert walk.violations == [], "\n".join(walk.violations)


def press(page: Page, name: str | re.Pattern[str], *, exact: bool = False) -> None:
    """Press a button and wait for the page that follows: who leaves sooner takes the act back."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.locator("main").get_by_role("button", name=name, exact=exact).first.click()


def said(page: Page, text: str) -> None:
    expect(page.locator("main").get_by_text(text).first).to_be_visible()


def hold_the_welcome_talk(walk: Walk, address: str, name: str) -> None:
    """By whichever assessor has it: the invitation says who."""
    mail = text_of(walk.portal.mail_to(address, "METHOD:REQUEST"))
    (who,) = [one for known, one in BY_NAME.items() if one.role == "assessor" and known in mail]
    page = walk.demo_person(who.email)
    page.goto("/assessor/")
    page.get_by_role("listitem").filter(has_text=name).get_by_role("link").first.click()
    press(page, "Leg het gesprek vast")
