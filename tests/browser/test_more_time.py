"""An outcome that is no renewal yet: more time until renewed, each person in an own browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import BY_NAME, Walk, press, said

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


def registered(walk: Walk, page: Page) -> str:
    """The register and the certificate are right: registered, and the newest one is valid."""
    page.goto("/mijn/registratie/")
    walk.reload_while(page, "Je certificaat wordt gemaakt")
    main = page.locator("main")
    expect(main.get_by_text("Geregistreerd", exact=True).first).to_be_visible()
    code = main.get_by_role("link", name=re.compile("^[A-Z0-9-]{29}$")).first.inner_text()
    visitor = walk.somebody("visitor")
    visitor.goto("/controle/")
    visitor.get_by_label("Controlecode").fill(code)
    press(visitor, "Code controleren")
    said(visitor, "Echt certificaat")
    return main.get_by_text(re.compile(r"Periode \d{4}–\d{4}")).first.inner_text()


def write(page: Page, advice) -> None:
    page.get_by_label("Waar ging het gesprek over?").fill("We spraken over je werk.")
    page.get_by_role("radio", name=advice).check()
    page.get_by_label("Ik heb mijn advies in het gesprek besproken").check()


def sign(walk: Walk, page: Page) -> None:
    page.goto("/mijn/gesprek/")
    page.get_by_role("link", name="Lees je verslag").click()
    walk.look(page, "report-to-sign")
    press(page, "Onderteken: ik heb het gelezen")


def renewed_after(walk: Walk, page: Page, period: str, *, days: int) -> None:
    last = int(re.findall(r"\d{4}", period)[-1])
    walk.put_clock(walk.ahead + days)
    page.goto("/mijn/registratie/")
    walk.reload_until(page, f"Periode {last}–{last + 4}")
    walk.look(page, "renewed")
    registered(walk, page)


def person_name(email: str) -> str:
    return next(name for name, one in BY_NAME.items() if one.email == email)


def known_in(walk: Walk, text: str) -> Page:
    """The browser of the assessor whose name is in the text."""
    found = [one for name, one in BY_NAME.items() if one.role == "assessor" and name in text]
    assert found, text
    return walk.demo_person(found[0].email)
