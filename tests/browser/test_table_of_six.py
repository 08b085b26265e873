"""A welcome talk of six newcomers at once, and everybody admitted afterwards."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.walk import BY_NAME, Walk, press, said

pytestmark = pytest.mark.browser

NEWCOMERS = (
    "Marja Hofman", "Coby Zandstra-Bruins", "Søren Kjær-Nielsen", "Ludmila Petrova",
    "Peter Gerritsen", "Samer Al-Ahmad",
)  # fmt: skip
SEVENTH = "Ya Wen Chen-Hoogendoorn"


def test_six_newcomers_at_one_table(walk):
    desk = walk.demo_person("mirjam@example.org")
    first = NEWCOMERS[0]
    moment = moments_for(desk, first).first.inner_text().partition(": ")[2]
    for name in NEWCOMERS:
        moments_for(desk, name).filter(has_text=moment).click()
        expect(desk.locator("#gepland").locator("..")).to_contain_text(name)
    expect(moments_for(desk, SEVENTH).filter(has_text=moment)).to_have_count(0)
    walk.look(desk, "the-table-is-full")
    assessor = walk.demo_person(BY_NAME[moment.rpartition(", ")[2]].email)
    walk.put_clock(walk.ahead + 40)
    held(walk, assessor)
    for name in NEWCOMERS:
        desk.goto("/desk/gesprekken/")
        desk.locator("#toelaten").locator("..").get_by_role("link", name=name).click()
        press(desk, "Toelaten")
        said(desk, "is toegelaten met nummer RK-")


def moments_for(desk: Page, name: str) -> Locator:
    """The buttons with which the desk chooses: each says when, and with whom."""
    desk.goto("/desk/gesprekken/")
    desk.locator("#plannen").locator("..").get_by_role("link", name=name).click()
    return desk.get_by_role("button", name=re.compile("^Kies dit moment"))


def held(walk: Walk, assessor: Page) -> None:
    assessor.goto("/assessor/")
    assessor.get_by_role("listitem").filter(has_text=NEWCOMERS[0]).get_by_role("link").first.click()
    for name in NEWCOMERS:
        said(assessor, name)
    walk.look(assessor, "table-of-six")
    press(assessor, "Leg het gesprek vast")
    said(assessor, "Het welkomstgesprek is vastgelegd")
