"""A talk that is moved twice, and one to which somebody did not come: by pages only."""

import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from playwright.sync_api import Page, expect

from tests.browser.walk import BY_NAME, Walk, press, said

pytestmark = pytest.mark.browser

PERSON = "ayse@example.org"
NAME = "Ayşe Yıldırım"
CHOOSE = re.compile("^Kies dit moment")


def test_moved_twice_and_then_not_there(walk):
    page = walk.demo_person(PERSON)
    page.goto("/mijn/gesprek/")
    said(page, "Je gesprek komt eraan")
    assessor_name = next(
        name for name in BY_NAME if f"Met {name}, assessor" in page.locator("main").inner_text()
    )
    move(walk, page, nth=2)
    moved_on = move(walk, page, nth=1)
    invitations_agree(walk, page)
    nobody_came(walk, page, assessor_name, moved_on)


def move(walk: Walk, page: Page, *, nth: int) -> str:
    """Choose another moment from what is offered; it stands in words on the page."""
    page.get_by_role("link", name="Gesprek verplaatsen").click()
    walk.look(page, "other-moments")
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=CHOOSE).nth(nth).click()
    words = page.locator("main").get_by_text(re.compile("Je gesprek is gepland: .*online"))
    expect(words.first).to_be_visible()
    return words.first.inner_text()


def invitations_agree(walk: Walk, page: Page) -> None:
    """The last mail moves the same appointment to what the page says."""
    read = []
    for _ in range(30):
        read = calendars_in(walk)
        if read and read[-1].sequence == 2:
            break
        page.wait_for_timeout(2000)
    assert sorted({event.sequence for event in read}) == [0, 1, 2]  # a reminder says the same again
    assert len({event.uid for event in read}) == 1
    assert (
        f"{read[-1].dtstart:%H.%M} tot {read[-1].dtend:%H.%M} uur"
        in page.locator("main").inner_text()
    )


def calendars_in(walk: Walk) -> list[Event]:
    found = []
    for message in walk.portal.mails_to(PERSON):
        found += events_in(message)
    return sorted(found, key=lambda event: event.sequence)


def events_in(message: EmailMessage) -> list[Event]:
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    texts = [part.get_content() for part in parts]
    found = [event for text in texts for event in IcsCalendarStream.calendar_from_ics(text).events]
    return [event for event in found if "Ontwikkelingsgesprek" in event.summary]


def nobody_came(walk: Walk, page: Page, assessor_name: str, moved_on: str) -> None:
    """A day later the assessor says so; the person reads a kind word and gets a new talk."""
    last = calendars_in(walk)[-1]
    days = (last.dtstart.date() - walk.today + timedelta(days=1)).days
    walk.put_clock(walk.ahead + days)
    assessor = walk.demo_person(BY_NAME[assessor_name].email)
    assessor.goto("/assessor/")
    assessor.get_by_role("link", name=f"Bekijk gesprek met {NAME}").click()
    assessor.get_by_text("Het gesprek ging niet door").click()
    walk.look(assessor, "not-there")
    press(assessor, f"{NAME} was er niet")
    said(assessor, "krijgt een vriendelijk bericht")
    page.goto("/mijn/gesprek/")
    said(page, "We hebben je gemist")
    said(page, "Dat kan gebeuren")
    walk.look(page, "missed")
    press(page, "Ik wil graag een nieuw gesprek")
    said(page, "Er is niets aan de hand")
    said(page, "We zoeken een assessor voor je")
