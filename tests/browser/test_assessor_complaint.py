"""A complaint about an assessor: the other chamber, a talk that is void, and renewed after all."""

import re

import pytest
from playwright.sync_api import Page, expect

from config.demo.people import CHAMBERS, NAMED_PEOPLE
from tests.browser.talks import (
    accepted,
    asked_for,
    known_in,
    offers_a_moment,
    person_name,
    registered,
    renewed_after,
    sign,
    write,
)
from tests.browser.walk import Walk, press, said

pytestmark = pytest.mark.browser

HAWA = "hawa@example.org"
TEXT = "Het gesprek ging vooral over de assessor zelf, en mijn voorbeeld mocht ik niet vertellen."


def test_from_complaint_to_void_to_renewed(walk):
    person = walk.demo_person(HAWA)
    period = registered(walk, person)
    name = person_name(HAWA)
    person.goto("/mijn/gesprek/")
    assessor = known_in(walk, person.locator("main").inner_text())
    chamber = complain(walk, person)
    assert registered(walk, person) == period
    answer(walk, assessor, name)
    first, second = two_of(walk, chamber, name)
    declare_void(walk, first, second)
    assert registered(walk, person) == period

    person.goto("/mijn/gesprek/klacht/")
    person.locator("main ul.rk-actions a").first.click()
    said(person, "Er was geen ruimte voor het eigen verhaal.")
    walk.look(person, "complaint-decided")
    assessor.goto("/assessor/dossiers/")
    links = assessor.get_by_role("link", name=re.compile(name))
    expect(links).to_have_count(1)  # the complaint, and the dossier no more
    another = asked_for(walk, name)
    assert another != assessor
    accepted(another, name)
    offers_a_moment(walk, another)
    person.goto("/mijn/gesprek/moment/")
    press(person, "Kies dit moment")
    walk.put_clock(walk.ahead + 30)
    assert registered(walk, person) == period
    another.goto("/assessor/dossiers/")
    another.get_by_role("link", name=re.compile(name)).first.click()
    press(another, "Ja, we hebben elkaar gesproken")
    expect(another.get_by_role("radio", name="Meer tijd")).to_have_count(1)  # a first talk
    write(another, re.compile("^Verlengen(?! met)"))
    press(another, "Onderteken en deel het verslag")
    sign(walk, person)
    assert registered(walk, person) == period
    renewed_after(walk, person, period, days=4)


def complain(walk: Walk, person: Page) -> str:
    """The chamber that has it, by its name."""
    person.goto("/mijn/gesprek/")
    person.get_by_role("link", name="Vertel het ons").click()
    person.get_by_label("Wat is er gebeurd?").fill(TEXT)
    choices = person.get_by_role("group", name="Over wie gaat het?").get_by_role("radio")
    choices.first.check()
    walk.look(person, "complain")
    person.get_by_label("Liever een nieuw gesprek, met een ander").check()
    press(person, "Klacht versturen")
    said(person, TEXT)
    walk.look(person, "complaint")
    found = re.search(r"Kamer (Oost|West)", person.locator("main").inner_text())
    assert found
    return found[1]


def answer(walk: Walk, assessor: Page, name: str) -> None:
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(name)).first.click()
    said(assessor, TEXT)
    assessor.get_by_label("Jouw kant").fill("Ik vertelde te veel. Dat spijt me.")
    press(assessor, "Reactie versturen")
    walk.look(assessor, "complaint-answered")


def two_of(walk: Walk, chamber: str, name: str) -> list[Page]:
    """Two members who know neither, at the page of the case."""
    emails = {one.key: one.email for one in NAMED_PEOPLE}
    keys = next(keys for label, keys in CHAMBERS.items() if chamber.lower() in label.lower())
    found = []
    for key in keys:
        member = walk.demo_person(emails[key])
        member.goto("/commissie/")
        member.get_by_role("link", name=re.compile(name)).first.click()
        if member.get_by_text("De kant van de assessor").count():
            found.append(member)
    assert len(found) >= 2
    return found[:2]


def declare_void(walk: Walk, first: Page, second: Page) -> None:
    said(first, TEXT)
    first.get_by_label("het gesprek telt niet").check()
    first.get_by_label("Waarom?").fill("Er was geen ruimte voor het eigen verhaal.")
    walk.look(first, "complaint-case")
    press(first, "Voorstellen")
    second.reload()
    second.get_by_role("link", name="Meetekenen").click()
    walk.look(second, "complaint-sign")
    press(second, "Ik teken mee")
