"""Steps that walks about a development talk share, by pages only."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.walk import BY_NAME, PATIENCE, Walk, press, said


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


def asked_for(walk: Walk, name: str) -> Page:
    """The browser of the assessor who was asked for this person: the desk sees who."""
    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/gesprekken/")
    asked = desk.get_by_role("listitem").filter(has_text=name).filter(has_text="Gevraagd: ")
    for _ in range(PATIENCE // 2000):
        if asked.count():
            break
        desk.wait_for_timeout(2000)
        desk.reload()
    return known_in(walk, asked.inner_text())


def open_case(assessor: Page, name: str) -> None:
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(name)).first.click()


def accepted(assessor: Page, name: str) -> None:
    open_case(assessor, name)
    press(assessor, "Ja, ik voer dit gesprek")


def offers_a_moment(walk: Walk, assessor: Page) -> None:
    """One more, so that there is something to choose."""
    assessor.goto("/assessor/momenten/")
    assessor.get_by_role("radio", name=re.compile("^Ontwikkelingsgesprek")).check()
    assessor.get_by_label("Op welke dag?").fill(str(walk.today + timedelta(days=12)))
    assessor.get_by_label("Hoe laat begint het?").fill("19:30")
    assessor.get_by_label("Via beeldbellen").check()
    assessor.get_by_label("Link of adres").fill("https://video.example/gesprek")
    press(assessor, "Bied dit moment aan")
    said(assessor, "19.30")
