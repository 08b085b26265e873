"""An outcome that is no renewal yet: more time until renewed, each person in an own browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.talks import (
    known_in,
    person_name,
    registered,
    renewed_after,
    sign,
    write,
)
from tests.browser.walk import press, said

pytestmark = pytest.mark.browser

HAWA = "hawa@example.org"


def test_more_time_until_renewed(walk):
    person = walk.demo_person(HAWA)
    period = registered(walk, person)
    name = person_name(HAWA)
    person.goto("/mijn/gesprek/")
    assessor = known_in(walk, person.locator("main").inner_text())
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(name)).first.click()
    assessor.get_by_role("link", name="Naar het verslag").click()
    write(assessor, "Meer tijd")
    assessor.get_by_text("Het plan bij ‘meer tijd’").click()
    assessor.get_by_label("Waarom helpt meer tijd?").fill("Je begon net in ander werk.")
    assessor.get_by_label("Wie kijkt er mee?").fill("Karin Dekker")
    assessor.get_by_label("Even terugkijken").fill(str(walk.today + timedelta(days=30)))
    talk_by = assessor.get_by_label("Het tweede gesprek is voor")
    talk_by.fill(str(walk.today + timedelta(days=900)))
    assessor.get_by_label("Met mij").check()
    press(assessor, "Onderteken en deel het verslag")
    said(assessor, "binnen 12 maanden")
    walk.look(assessor, "more-time-too-long")
    talk_by.fill(str(walk.today + timedelta(days=120)))
    press(assessor, "Onderteken en deel het verslag")
    sign(walk, person)
    walk.put_clock(walk.ahead + 4)
    person.goto("/mijn/gesprek/")
    walk.reload_until(person, "Bekijk je plan")
    assert registered(walk, person) == period
    person.goto("/mijn/gesprek/plan/")
    said(person, "Karin Dekker kijkt mee")
    walk.look(person, "plan")
    press(person, "Ik ga hiermee verder")
    walk.look(person, "plan-runs")

    person.get_by_role("link", name="Lever je dossier in").click()
    press(person, "Bekijk wat je assessor ziet")
    press(person, "Lever je dossier in")
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(name)).first.click()
    press(assessor, "Ja, ik voer dit gesprek")
    person.goto("/mijn/gesprek/moment/")
    press(person, "Kies dit moment")
    walk.put_clock(walk.ahead + 30)
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(name)).first.click()
    press(assessor, "Ja, we hebben elkaar gesproken")
    expect(assessor.get_by_role("radio", name="Meer tijd")).to_have_count(0)
    write(assessor, re.compile("^Verlengen(?! met)"))
    press(assessor, "Onderteken en deel het verslag")
    sign(walk, person)
    assert registered(walk, person) == period
    renewed_after(walk, person, period, days=4)
