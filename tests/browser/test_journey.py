"""The main journey from end to end, by pages only, against `make run` itself."""

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.portal import text_of
from tests.browser.walk import BY_NAME, Walk, press, said

pytestmark = pytest.mark.browser

NEWCOMER = "fatima.de.vries@example.org"
OFFERED_AT = "07:15"
SECRET = "mijn-lange-zin-om-in-te-loggen"
NAME = "Fatima de Vries"
LAST_NAME = "Vries"
GOAL = "Langer luisteren voordat ik iets voorstel"
STORY = "De stilte aan het loket"
LEARNED = "Ik leerde dat een stilte ruimte geeft."


@pytest.mark.programs("qpdf", "pdfsig", "pdfinfo")
def test_the_journey_from_visitor_to_renewal(walk):
    a_visitor_searches_the_public_register(walk)
    a_klantmanager_signs_up_and_applies(walk)
    staff_ask_plan_and_admit(walk)
    the_klantmanager_learns(walk)
    the_dossier_is_handed_in_and_a_talk_is_booked(walk)
    the_talk_is_held_and_reported(walk)
    the_renewal_follows_by_itself(walk)


# ---- 1 ----


def a_visitor_searches_the_public_register(walk: Walk) -> None:
    page = walk.somebody("visitor")
    page.goto("/")
    walk.look(page, "search")
    page.get_by_label("Naam of registratienummer").fill("el amrani")
    press(page, "Zoeken")
    said(page, "Samira El Amrani")
    walk.look(page, "found")
    page.get_by_role("link", name="Samira El Amrani").click()
    said(page, "Wat betekent deze registratie?")
    said(page, "Dit zegt niet dat iemand geen fouten maakt")
    walk.look(page, "entry")
    number = page.get_by_text(re.compile(r"^RK-\d{4}-\d{4}$")).first.inner_text()
    page.goto("/")
    page.get_by_label("Naam of registratienummer").fill(number.lower())
    press(page, "Zoeken")
    said(page, "Samira El Amrani")
    page.get_by_label("Naam of registratienummer").fill("samira")
    page.get_by_label("Gemeente").fill("Utrecht")
    press(page, "Zoeken")
    said(page, "Werkt in Utrecht")
    page.get_by_label("Gemeente").fill("Assen")
    press(page, "Zoeken")
    said(page, "Niemand gevonden")
    walk.look(page, "nobody-found")
    page.goto("/over-registratie/")
    walk.look(page, "about")
    for path in ("beroep", "hulp", "privacy", "controle"):
        page.goto(f"/{path}/")
        walk.look(page, path)


# ---- 2 ----


def a_klantmanager_signs_up_and_applies(walk: Walk) -> None:
    page = walk.somebody("newcomer")
    page.goto("/account/login/")
    walk.look(page, "login")
    page.get_by_role("link", name="Maak een account").click()
    page.get_by_label("Voornaam").fill("Fatima")
    page.get_by_label("Tussenvoegsel").fill("de")
    page.get_by_label("Achternaam").fill(LAST_NAME)
    page.get_by_role("textbox", name="Privé-mailadres").fill(NEWCOMER)
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    walk.look(page, "sign-up")
    press(page, "Account maken")
    walk.look(page, "confirm-address")
    page.locator("input[name=code]").fill(walk.code_for(NEWCOMER))
    page.locator("main form").first.locator("button[type=submit]").first.click()
    passkey = page.locator("form[data-passkey]")  # hidden until its script runs; test_logins.py
    passkey.get_by_role("link", name="Nu niet").click()
    expect(page).to_have_url(re.compile("/mijn/$"))
    said(page, "Nog geen leerdoel")
    walk.look(page, "empty-overview")
    for path in ("portfolio", "leerplan", "intervisie", "gesprek", "berichten"):
        page.goto(f"/mijn/{path}/")
        walk.look(page, f"empty-{path}")
    page.goto("/mijn/aanmelding/")
    walk.look(page, "apply")
    press(page, "Aanmelding beginnen")
    press(page, "Bewaren en verder")
    expect(page.locator(".rk-errorsummary")).to_be_focused()
    walk.look(page, "apply-errors")
    page.get_by_label("Wat voor werk doe je").fill("Ik begeleid jongeren naar werk of school.")
    page.get_by_label("Waar werk je?").fill("Gemeente Assen")
    page.get_by_label("Jongeren").check()
    page.get_by_role("radio", name=re.compile("^Diploma(?! uit)")).check()
    press(page, "Bewaren en verder")
    walk.look(page, "promise")
    page.get_by_label("Ik ken de beroepscode").check()
    page.get_by_label("Ik gebruik het competentieprofiel").check()
    press(page, "Aanmelding versturen")
    said(page, "Wat gebeurt er nu?")
    walk.look(page, "application-sent")


# ---- 3 ----


def staff_ask_plan_and_admit(walk: Walk) -> None:
    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/")
    walk.look(desk, "desk")
    desk.goto("/desk/aanmeldingen/")
    walk.look(desk, "applications")
    desk.get_by_role("link", name=NAME).click()
    press(desk, "Ik behandel deze aanmelding")
    desk.get_by_label("Je vraag").fill("Spreek je zelf met jongeren?")
    walk.look(desk, "application")
    press(desk, "Vraag versturen")
    said(desk, "Je vraag is verstuurd")

    person = walk.somebody("newcomer")
    assert "Spreek je zelf met jongeren?" in text_of(
        walk.portal.mail_to(NEWCOMER, "Spreek je zelf met jongeren?")
    )
    person.goto("/mijn/aanmelding/")
    walk.look(person, "question")
    person.get_by_label("Je antwoord").fill("Ja, elke dag.")
    press(person, "Antwoord versturen")
    said(person, "Je antwoord is verstuurd")

    offer_a_moment(walk, walk.demo_person("hanneke@example.org"), "Welkomstgesprek", days=2)
    desk.reload()
    desk.get_by_role("link", name="Welkomstgesprek plannen").click()
    walk.look(desk, "plan-welcome-talk")
    desk.get_by_role("button", name=re.compile("Hanneke de Wit")).first.click()
    expect(desk.locator("main")).not_to_contain_text("Kies dit moment")
    invitation = walk.portal.mail_to(NEWCOMER, "METHOD:REQUEST")
    assert "Hanneke de Wit" in text_of(invitation)
    person.goto("/mijn/gesprek/")
    walk.look(person, "welcome-talk-planned")

    walk.put_clock(walk.ahead + 3)
    assessor = walk.demo_person("hanneke@example.org")
    assessor.goto("/assessor/")
    walk.look(assessor, "agenda")
    welcome_of(assessor, NAME).click()
    walk.look(assessor, "welcome-talk")
    press(assessor, "Leg het gesprek vast")
    desk.goto("/desk/gesprekken/")
    walk.look(desk, "planning")
    desk.get_by_role("link", name=re.compile(NAME)).first.click()
    walk.look(desk, "admit")
    press(desk, "Toelaten")
    said(desk, "is toegelaten met nummer RK-")

    the_first_certificate_and_edition(walk, desk, person)


def the_first_certificate_and_edition(walk: Walk, desk: Page, person: Page) -> None:
    person.goto("/mijn/registratie/")
    walk.reload_until(person, "Certificaat downloaden")
    walk.look(person, "registration")
    person.get_by_role("link", name=re.compile("^[A-Z0-9-]{29}$")).click()
    said(person, "Er is nog geen ontwikkelingsgesprek gevoerd")
    walk.look(person, "first-certificate")

    desk.goto("/desk/uitgave/")
    walk.look(desk, "edition")
    if desk.locator("main").get_by_text(NAME).count():  # staff see what they publish
        desk.get_by_role("link", name="Deze uitgave publiceren").click()
        walk.look(desk, "edition-publish")
        press(desk, "Publiceren", exact=True)
        said(desk, "staat online")
    else:  # the night's edition was later than the admission, and holds it already
        said(desk, "verschijnt vanzelf een nieuwe uitgave")
    visitor = walk.somebody("visitor")
    visitor.goto(f"/?q={LAST_NAME}")
    said(visitor, NAME)


def welcome_of(page: Page, name: str):
    """The talk with this person in the agenda."""
    item = page.get_by_role("listitem").filter(has_text=name)
    return item.get_by_role("link", name=re.compile("Bekijk gesprek")).first


def offer_a_moment(walk: Walk, page: Page, kind: str, *, days: int) -> None:
    """An assessor offers a moment some days from now, early, where nothing else is planned."""
    page.goto("/assessor/momenten/")
    page.get_by_role("radio", name=re.compile(kind)).check()
    day = walk.today + timedelta(days=days)
    page.get_by_label("Op welke dag?").fill(day.isoformat())
    page.get_by_label("Hoe laat begint het?").fill(OFFERED_AT)
    page.get_by_label("Via beeldbellen").check()
    page.get_by_label("Link of adres").fill("https://video.example/gesprek")
    walk.look(page, f"offer-{kind.lower()}")
    press(page, "Bied dit moment aan")
    said(page, OFFERED_AT.replace(":", "."))


# ---- 4 ----


def the_klantmanager_learns(walk: Walk) -> None:
    page = walk.somebody("newcomer")
    page.goto("/mijn/leerplan/nieuw/")
    page.get_by_label("Wat wil je anders doen?").fill(GOAL)
    page.get_by_label("Voor wie?").fill("Voor jongeren die net binnenkomen.")
    page.locator("input[name=competencies]").first.check()
    walk.look(page, "goal")
    press(page, "Leerdoel bewaren")
    said(page, GOAL)
    walk.look(page, "plan")
    for kind, title in (
        ("Gelezen, gezien of gehoord", "Artikel over stilte in gesprekken"),
        ("Iets dat misging", "Te snel een oplossing gegeven"),
    ):
        page.goto("/mijn/portfolio/activiteit/nieuw/")
        page.get_by_label("In één regel: wat deed je?").fill(title)
        page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
        page.get_by_text("Wil je er nog iets bij zetten?").click()
        page.get_by_label(GOAL).check()
        walk.look(page, "activity")
        press(page, "Activiteit bewaren")
        said(page, title)
    walk.look(page, "activity-saved")
    write_a_story(walk, page)
    log_intervision(walk, page)
    page.goto("/mijn/")
    walk.look(page, "overview")
    page.goto("/mijn/portfolio/")
    walk.look(page, "portfolio")


def write_a_story(walk: Walk, page: Page) -> None:
    """Typed and saved by itself; after leaving the page the words are still there."""
    press(page, "Schrijf er een verhaal bij")
    page.locator("input[name=title]").fill(STORY)
    page.locator("textarea[name=signal]").fill("Een jongen zei lang niets.")
    page.locator("textarea[name=learned]").fill(LEARNED)
    expect(page.locator(".rk-autosave")).to_contain_text("Bewaard om")
    walk.look(page, "story-autosaved")
    page.reload()
    expect(page.locator("textarea[name=learned]")).to_have_value(LEARNED)
    press(page, "Bewaren")
    said(page, LEARNED)
    walk.look(page, "story")


def log_intervision(walk: Walk, page: Page) -> None:
    """A group of two, logged once; the peer sees it and has an own private line."""
    page.goto("/mijn/intervisie/groep/nieuw/")
    page.get_by_label("Hoe heet de groep?").fill("Noordelijke luisteraars")
    walk.look(page, "new-group")
    press(page, "Groep maken")
    page.get_by_label("Mailadres van je collega").fill("samira@example.org")
    press(page, "Uitnodigen")
    walk.look(page, "group")
    peer = walk.demo_person("samira@example.org")
    peer.goto("/mijn/intervisie/")
    walk.look(peer, "invitation")
    press(peer, "Ik doe mee")
    page.goto("/mijn/intervisie/")
    page.get_by_role("link", name=re.compile("Bijeenkomst vastleggen")).first.click()
    page.get_by_label("Waar ging het over?").fill("Stiltes laten vallen")
    for box in page.locator("input[name=present]").all():
        box.check()
    page.get_by_role("radio", name=re.compile("^Incidentmethode")).check()
    walk.look(page, "log-session")
    press(page, "Bijeenkomst vastleggen")
    said(page, "Stiltes laten vallen")
    page.locator("textarea[name=own_line]").fill("Ik tel voortaan tot vijf.")
    press(page, "Bewaren")
    walk.look(page, "session")
    peer.goto("/mijn/intervisie/")
    peer.get_by_role("link", name="Stiltes laten vallen").first.click()
    said(peer, NAME)
    expect(peer.locator("main")).not_to_contain_text("Ik tel voortaan tot vijf")


# ---- 5, and the reminder of 8 ----


def the_dossier_is_handed_in_and_a_talk_is_booked(walk: Walk) -> None:
    page = walk.somebody("newcomer")
    page.goto("/mijn/gesprek/")
    walk.look(page, "too-early")
    walk.put_clock(walk.ahead + 365 * 3 + 40)
    one_reminder_comes(walk, page)
    page.goto("/mijn/gesprek/")
    said(page, "Dit is genoeg")
    walk.look(page, "ready")
    page.get_by_role("link", name="Lever je dossier in").click()
    page.get_by_label("Mijn verhaal").fill("Ik ging van praten naar luisteren.")
    walk.look(page, "hand-in")
    press(page, "Bekijk wat je assessor ziet")
    said(page, LEARNED)
    said(page, GOAL)
    walk.look(page, "hand-in-preview")
    press(page, "Lever je dossier in")
    said(page, "We zoeken een assessor")
    walk.look(page, "handed-in")

    desk = walk.demo_person("mirjam@example.org")
    desk.goto("/desk/gesprekken/")
    row = "xpath=ancestor::*[self::li or self::tr][1]"
    asked = desk.locator("main").get_by_text(NAME).locator(row)
    assessor_name = next(name for name in BY_NAME if name in asked.inner_text())
    walk.assessor = walk.demo_person(BY_NAME[assessor_name].email)
    walk.assessor_email = BY_NAME[assessor_name].email
    assessor = walk.assessor
    assessor.goto("/assessor/dossiers/")
    walk.look(assessor, "cases")
    assessor.get_by_role("link", name=re.compile(NAME)).first.click()
    walk.look(assessor, "case")
    press(assessor, "Ja, ik voer dit gesprek")
    offer_a_moment(walk, assessor, "Ontwikkelingsgesprek", days=4)

    page.goto("/mijn/gesprek/")
    walk.look(page, "assessor-found")
    page.get_by_role("link", name="Bekijk de momenten").click()
    walk.look(page, "moments")
    press(page, "Kies dit moment")
    said(page, "Je gesprek komt eraan")
    walk.look(page, "talk-booked")
    for address in (NEWCOMER, walk.assessor_email):
        invitation = walk.portal.mail_to(address, "Ontwikkelingsgesprek")
        assert "METHOD:REQUEST" in text_of(invitation)


def one_reminder_comes(walk: Walk, page: Page) -> None:
    """The step that is due, exactly once, under Berichten and as mail."""
    page.goto("/mijn/berichten/")
    for _ in range(45):
        page.reload()
        if reminders(page).count():
            break
        page.wait_for_timeout(2000)
    expect(reminders(page)).to_have_count(1)
    walk.look(page, "letters")
    reminders(page).first.click()
    walk.look(page, "letter")


def reminders(page: Page):
    return page.locator("main").get_by_role("link", name="Binnenkort praat je over wat je leerde")


# ---- 6 ----


def the_talk_is_held_and_reported(walk: Walk) -> None:
    walk.put_clock(walk.ahead + 5)
    assessor = walk.assessor
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(NAME)).first.click()
    press(assessor, "Open het dossier")
    said(assessor, LEARNED)
    walk.look(assessor, "dossier")
    assessor.go_back()
    assessor.reload()
    press(assessor, "Ja, we hebben elkaar gesproken")
    assessor.goto("/assessor/dossiers/")
    assessor.get_by_role("link", name=re.compile(NAME)).first.click()
    walk.look(assessor, "case-after-the-talk")
    assessor.get_by_role("link", name="Naar het verslag").click()
    assessor.get_by_label("Waar ging het gesprek over?").fill(
        "We spraken over luisteren en over stiltes. Je vertelde wat dat met jongeren doet."
    )
    assessor.locator("textarea[name=craft_told]").fill("Je vertelde hoe je langer wacht.")
    assessor.get_by_text("Voorbeelden, beweging en vervolg").last.click()
    assessor.locator("textarea[name=ahead_follow_up]").fill("Je gaat een collega hierin meenemen.")
    assessor.get_by_role("radio", name=re.compile("^Verlengen(?! met)")).check()
    assessor.get_by_label("Ik heb mijn advies in het gesprek besproken").check()
    expect(assessor.locator(".rk-autosave")).to_contain_text("Bewaard om")
    walk.look(assessor, "report")
    press(assessor, "Onderteken en deel het verslag")
    walk.look(assessor, "report-shared")

    page = walk.somebody("newcomer")
    page.goto("/mijn/gesprek/")
    walk.look(page, "report-is-there")
    page.get_by_role("link", name="Lees je verslag").click()
    said(page, "Je vertelde hoe je langer wacht.")
    page.locator("textarea[name=own_words]").fill("Ik herken me hierin.")
    walk.look(page, "own-words")
    press(page, "Onderteken: ik heb het gelezen")
    page.goto("/mijn/gesprek/")
    said(page, "Je registratie wordt verlengd")
    walk.look(page, "signed")
    page.goto("/mijn/gegevens/")
    said(page, "Ingeleverd dossier geopend")
    walk.look(page, "who-looked")


# ---- 7 ----


def the_renewal_follows_by_itself(walk: Walk) -> None:
    page = walk.somebody("newcomer")
    page.goto("/mijn/registratie/")
    before = page.get_by_text(re.compile(r"Periode \d{4}–\d{4}")).first.inner_text()
    last = re.findall(r"\d{4}", before)[-1]
    walk.put_clock(walk.ahead + 4)
    page.goto("/mijn/registratie/")
    walk.reload_until(page, f"Periode {last}–{int(last) + 4}")
    downloads = page.get_by_role("link", name=re.compile("Certificaat downloaden"))
    for _ in range(45):
        if downloads.count() == 2:  # the one of before, and the new one
            break
        page.wait_for_timeout(2000)
        page.reload()
    walk.look(page, "renewed")
    expect(page.get_by_text("Vervangen door een nieuwer certificaat").first).to_be_visible()
    walk.portal.mail_to(NEWCOMER, "Je registratie is verlengd")

    with page.expect_download() as download:
        downloads.first.click()
    the_certificate_holds(download.value.path())
    code = page.get_by_role("link", name=re.compile("^[A-Z0-9-]{29}$")).first.inner_text()

    visitor = walk.somebody("visitor")
    visitor.goto("/controle/")
    visitor.get_by_label("Controlecode").fill(code.lower())
    press(visitor, "Code controleren")
    said(visitor, "Echt certificaat")
    said(visitor, "Een portfolio en een ontwikkelingsgesprek op")
    walk.look(visitor, "verified")
    walk.put_clock(walk.ahead + 1)  # the night after, with the next edition
    visitor.goto(f"/?q={LAST_NAME}")
    walk.reload_until(visitor, str(int(last) + 4))
    walk.look(visitor, "new-date")


def the_certificate_holds(pdf: Path) -> None:
    """The programs that others would use accept it."""

    def output(*command: str) -> str:
        done = subprocess.run([*command, str(pdf)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "No syntax or stream encoding errors" in output("qpdf", "--check")
    assert "Signature is Valid" in output("pdfsig")
    assert "Total document signed" in output("pdfsig")
    facts = output("pdfinfo")
    assert re.search(r"Tagged:\s+yes", facts)
    assert f"Certificaat van registratie: {NAME}" in facts
    structure = output("pdfinfo", "-struct-text")
    assert "H1" in structure
    assert NAME in structure
