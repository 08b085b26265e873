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
CHOOSE = re.compile("^Kies dit moment")


def test_six_newcomers_at_one_table(walk):
    desk = walk.demo_person("mirjam@example.org")
    moment = empty_table_for_all(desk)
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
    return desk.get_by_role("button", name=CHOOSE)


def empty_table_for_all(desk: Page) -> str:
    """The first moment where nobody sits and that all six may choose: ties differ."""
    offered = [
        [label.partition(": ")[2] for label in at_empty_tables(desk, name).all_inner_texts()]
        for name in NEWCOMERS
    ]
    return next(one for one in offered[0] if all(one in others for others in offered))


def at_empty_tables(desk: Page, name: str) -> Locator:
    moments_for(desk, name)
    empty = desk.get_by_role("listitem").filter(has_not_text="Schuift aan bij anderen")
    return empty.get_by_role("button", name=CHOOSE)


def held(walk: Walk, assessor: Page) -> None:
    assessor.goto("/assessor/")
    assessor.get_by_role("listitem").filter(has_text=NEWCOMERS[0]).get_by_role("link").first.click()
    for name in NEWCOMERS:
        said(assessor, name)
    walk.look(assessor, "table-of-six")
    press(assessor, "Leg het gesprek vast")
    said(assessor, "Het welkomstgesprek is vastgelegd")
