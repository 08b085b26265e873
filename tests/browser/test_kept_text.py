"""Nothing typed is lost: ended elsewhere, another tab, another version, a warning in time."""

import re

import pytest
from playwright.sync_api import Page, expect

from config.demo.login import PASSWORD
from tests.browser.walk import Walk

pytestmark = pytest.mark.browser

WHO = "samira@example.org"
IDLE, WARN = 40, 20  # seconds
PARTS = ("signal", "analysis", "choice", "learned")
WORDS = {part: " ".join(f"{part}{n}" for n in range(500)) for part in PARTS}
MORE = " en nog dit, getypt toen de sessie al voorbij was."
STILL_MORE = " En dit, nadat ik in een ander tabblad was ingelogd."
SAVED = re.compile("Bewaard om")
NEWCOMER, SECRET = "ilse.bakker@example.nl", "mijn-lange-zin-om-in-te-loggen"
LOGGED_OUT = re.compile("Je bent niet meer ingelogd")


@pytest.fixture
def portal_settings():
    return {
        "SESSION_IDLE_SECONDS": str(IDLE),
        "SESSION_IDLE_SECONDS_ROLE": str(IDLE),
        "SESSION_WARN_SECONDS": str(WARN),
    }


def test_no_word_is_lost(walk):
    here = walk.demo_person(WHO)
    there = walk.somebody("the same person, elsewhere")
    story = two_thousand_words(here)
    the_session_is_ended_elsewhere(walk, here, there)
    typing_goes_on_and_comes_back_after_login(walk, here, story)
    logging_in_in_another_tab_is_enough(walk, here, there)
    what_was_saved_elsewhere_is_not_written_over(walk, here, there, story)
    the_warning_comes_in_time_and_a_key_extends_it(walk, here)
    a_form_comes_back_after_the_mailed_code(walk)


def field(page: Page, part: str):
    return page.locator(f"textarea[name={part}]")


def line(page: Page):
    return page.locator(".rk-autosave")


def two_thousand_words(page: Page) -> str:
    page.goto("/mijn/portfolio/")
    page.get_by_role("button", name=re.compile("verhaal", re.IGNORECASE)).first.click()
    page.locator("input[name=title]").fill("Tweeduizend woorden")
    for part in PARTS:
        field(page, part).fill(WORDS[part])
    expect(line(page)).to_have_text(SAVED)
    return page.url


def the_session_is_ended_elsewhere(walk: Walk, here: Page, there: Page) -> None:
    walk.log_in(there, WHO, PASSWORD)
    there.goto("/mijn/sessies/")
    expect(there.get_by_text("Dit apparaat")).to_have_count(1)
    walk.look(there, "sessions")
    there.get_by_role("button", name="Overal uitloggen, behalve hier").press("Enter")
    expect(there.get_by_text("Je bent nu overal uitgelogd, behalve hier")).to_be_visible()


def type_at_the_end(page: Page, part: str, text: str) -> None:
    field(page, part).press("Control+End")
    page.keyboard.type(text)


def typing_goes_on_and_comes_back_after_login(walk: Walk, page: Page, story: str) -> None:
    type_at_the_end(page, "learned", MORE)
    expect(line(page)).to_have_text(LOGGED_OUT)
    dialog = page.get_by_role("dialog", name="Je bent uitgelogd")
    expect(dialog.get_by_text("Je tekst staat er nog.")).to_be_visible(timeout=15_000)
    walk.look(page, "logged-out")
    page.keyboard.press("Escape")
    expect(field(page, "learned")).to_have_value(WORDS["learned"] + MORE)
    type_at_the_end(page, "signal", MORE)  # still not lost
    line(page).get_by_role("link", name="Log opnieuw in").press("Enter")
    expect(page.get_by_text("Je tekst staat er weer als je bent ingelogd")).to_be_visible()
    walk.look(page, "login-again")
    log_in_here(page)
    expect(page).to_have_url(story)
    everything_is_there(page, signal=MORE, learned=MORE)
    expect(line(page)).to_have_text(SAVED)
    page.reload()
    everything_is_there(page, signal=MORE, learned=MORE)


def log_in_here(page: Page) -> None:
    page.get_by_label("Mailadres").fill(WHO)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.locator("main form").first.get_by_role("button", name="Inloggen").click()


def everything_is_there(page: Page, **more: str) -> None:
    for part in PARTS:
        expect(field(page, part)).to_have_value(WORDS[part] + more.get(part, ""))


def logging_in_in_another_tab_is_enough(walk: Walk, here: Page, there: Page) -> None:
    end_all_others(there)
    type_at_the_end(here, "choice", MORE)
    expect(line(here)).to_have_text(LOGGED_OUT)
    tab = here.context.new_page()
    walk.log_in(tab, WHO, PASSWORD)
    tab.close()
    here.bring_to_front()
    expect(here.get_by_role("dialog")).to_have_count(0)  # this tab heard of it
    expect(line(here)).to_have_text(SAVED)
    with here.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        type_at_the_end(here, "choice", STILL_MORE)
    expect(line(here)).to_have_text(SAVED)
    here.reload()
    everything_is_there(here, signal=MORE, learned=MORE, choice=MORE + STILL_MORE)


def end_all_others(there: Page) -> None:
    there.goto("/mijn/sessies/")
    there.get_by_role("button", name="Overal uitloggen, behalve hier").click()
    expect(there.get_by_text("Je bent nu overal uitgelogd, behalve hier")).to_be_visible()


def what_was_saved_elsewhere_is_not_written_over(
    walk: Walk, here: Page, there: Page, story: str
) -> None:
    end_all_others(there)
    type_at_the_end(here, "analysis", " Van hier.")
    expect(line(here)).to_have_text(LOGGED_OUT)
    there.goto(story)
    with there.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        type_at_the_end(there, "analysis", " Van daar.")
    expect(line(there)).to_have_text(SAVED)
    dialog = here.get_by_role("dialog", name="Je bent uitgelogd")
    dialog.get_by_role("link", name="Opnieuw inloggen").click(timeout=15_000)
    log_in_here(here)
    expect(field(here, "analysis")).to_have_value(WORDS["analysis"] + " Van hier.")
    expect(line(here)).to_have_text(re.compile("in een ander venster bewaard"))
    here.get_by_role("button", name="Bewaren").click()
    expect(here.get_by_text("Dit verhaal is intussen in een ander venster bewaard")).to_be_visible()
    expect(here.locator("main .rk-written").first).to_contain_text("Van daar.")
    expect(field(here, "analysis")).to_have_value(WORDS["analysis"] + " Van hier.")
    walk.look(here, "both-texts")


def the_warning_comes_in_time_and_a_key_extends_it(walk: Walk, page: Page) -> None:
    page.goto("/mijn/")
    tab = page.context.new_page()
    tab.goto("/mijn/leerplan/")
    warnings = [one.get_by_role("dialog", name="Ben je er nog?") for one in (page, tab)]
    for warning in warnings:
        expect(warning).to_be_visible(timeout=IDLE * 1000)
    expect(warnings[1].get_by_role("button", name="Ik wil ingelogd blijven")).to_be_focused()
    walk.look(tab, "warning")
    tab.keyboard.press("Enter")
    for warning in warnings:  # the other tab asks the server, and hears of it
        expect(warning).to_be_hidden(timeout=17_000)
    tab.reload()
    expect(tab).to_have_url(re.compile("/mijn/leerplan/$"))
    tab.close()


def a_form_comes_back_after_the_mailed_code(walk: Walk) -> None:
    """A form that is not saved while typing, sent when neither session nor token are known."""
    page = walk.somebody("newcomer")
    page.goto("/account/signup/")
    page.get_by_label("Voornaam").fill("Ilse")
    page.get_by_label("Achternaam").fill("Bakker")
    page.get_by_role("textbox", name="Privé-mailadres").fill(NEWCOMER)
    page.get_by_label("Wachtwoord", exact=True).fill(SECRET)
    page.locator("main").get_by_role("button", name="Account maken").click()
    give_code(walk, page, "code")
    page.goto("/mijn/leerplan/nieuw/")
    page.get_by_label("Wat wil je anders doen?").fill("Langer luisteren")
    page.get_by_label("Hoe merk je dat het lukt?").fill(WORDS["learned"])
    page.context.clear_cookies()
    page.get_by_role("button", name="Leerdoel bewaren").click()
    expect(page.get_by_text("De pagina stond te lang open")).to_be_visible()
    walk.look(page, "form-expired")
    page.get_by_role("link", name="Terug naar de pagina").click()
    page.get_by_label("Mailadres").fill(NEWCOMER)
    page.get_by_label("Wachtwoord").fill(SECRET)
    page.locator("main form").first.get_by_role("button", name="Inloggen").click()
    expect(page.locator("input[name=code]")).to_be_visible()
    give_code(walk, page, "Je code om in te loggen")
    page.goto("/mijn/leerplan/nieuw/")
    expect(page.get_by_label("Wat wil je anders doen?")).to_have_value("Langer luisteren")
    expect(page.get_by_label("Hoe merk je dat het lukt?")).to_have_value(WORDS["learned"])
    page.get_by_role("button", name="Leerdoel bewaren").click()
    expect(page.get_by_text("Langer luisteren").first).to_be_visible()


def give_code(walk: Walk, page: Page, mail: str) -> None:
    """The code of the newest mail; on a private device or not is asked after a login."""
    walk.portal.mail_to(NEWCOMER, mail)  # not the one before
    page.locator("input[name=code]").fill(walk.code_for(NEWCOMER))
    page.locator("main form").first.locator("button[type=submit]").first.click()
    expect(page.locator("input[name=code]")).to_have_count(0)
    if "trust" in page.url:
        page.locator("main button[type=submit]").last.click()
        expect(page).not_to_have_url(re.compile("trust"))
