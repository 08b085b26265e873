"""An assessor who declines, and one who stops with three people on the way: nobody loses a day."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.talks import (
    accepted,
    asked_for,
    open_case,
    person_name,
    registered,
    renewed_after,
    sign,
)
from tests.browser.walk import BY_NAME, Walk, press, said

pytestmark = pytest.mark.browser

BOOKED, WAITING, REPORTED = "ayse@example.org", "joost@example.org", "tomasz@example.org"
WAITING_NAME = person_name(WAITING)
STOPS = "winston@example.org"  # who has a talk planned with the first, and shared the report of
MOST = len([one for one in BY_NAME.values() if one.role == "assessor"])


def test_declined_until_another_comes_and_three_go_on_when_one_stops(walk):
    people = {who: walk.demo_person(who) for who in (BOOKED, WAITING, REPORTED)}
    periods = {who: registered(walk, page) for who, page in people.items()}
    stops = declined_until(walk, STOPS)
    accepted(stops, WAITING_NAME)
    people[WAITING].goto("/mijn/gesprek/")
    said(people[WAITING], person_name(STOPS))
    the_role_ends(walk)
    walk.put_clock(walk.ahead + 1)
    another_for(walk, people[BOOKED], person_name(BOOKED))
    another_for(walk, people[WAITING], WAITING_NAME)
    for who in (BOOKED, WAITING):
        assert registered(walk, people[who]) == periods[who]
    sign(walk, people[REPORTED])  # the talk was held: the report stands, whoever wrote it
    renewed_after(walk, people[REPORTED], periods[REPORTED], days=4)


def declined_until(walk: Walk, wanted: str) -> Page:
    """Each says that it does not suit; the next is asked, and the person hears nothing of it."""
    for _ in range(MOST):
        asked = asked_for(walk, WAITING_NAME)
        if asked == walk.pages.get(wanted):
            return asked
        open_case(asked, WAITING_NAME)
        walk.look(asked, "asked")
        press(asked, "Nee, het past nu niet")
    raise AssertionError(f"{wanted} was never asked")


def the_role_ends(walk: Walk) -> None:
    """Proposed by one, confirmed by another."""
    name = person_name(STOPS)
    administrator = walk.demo_person("edwin@example.org")
    administrator.goto("/desk/rollen/")
    administrator.get_by_role("link", name=re.compile(f"^Beëindigen ?: {name}, assessor")).click()
    administrator.get_by_label("Waarom?").fill("Stopt op eigen verzoek.")
    walk.look(administrator, "role-ends")
    press(administrator, "Voorstellen")
    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/rollen/")
    press(desk, f"Bevestigen voor {name}")


def another_for(walk: Walk, person: Page, name: str) -> None:
    """Somebody else is asked and says yes; the person chooses a moment."""
    new = asked_for(walk, name)
    assert new != walk.pages[STOPS]
    person.goto("/mijn/gesprek/")
    walk.look(person, "assessor-stopped")
    accepted(new, name)
    person.goto("/mijn/gesprek/moment/")
    press(person, re.compile("^Kies dit moment"))
    said(person, "Je gesprek is gepland")
