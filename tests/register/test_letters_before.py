"""A question and a refusal can be read as the applicant will, before anything is sent."""

import pytest

from accounts.actors import Actor
from accounts.models import Role
from outbox.models import Letter
from register import admission
from register.models import Application
from tests.conftest import TODAY
from tests.makers import people

QUESTION = {"text": "Spreek je zelf met inwoners?"}
REFUSAL = {"reason": "Artikel 2, je spreekt geen inwoners.", "way_on": "Kom later terug."}


@pytest.fixture
def application(owner, desk):
    made = people.submitted(owner, today=TODAY)
    made.take(by=Actor(desk, Role.DESK))
    return made


def address(application, step: str, *, look: bool = False) -> str:
    return f"/desk/aanmelding/{application.public_id}/{step}/{'?bekijken=ja' if look else ''}"


@pytest.mark.parametrize(("step", "typed"), [("vraag", QUESTION), ("voorstel", REFUSAL)])
def test_looking_shows_the_letter_keeps_the_text_and_sends_nothing(
    application, desk, login, step, typed, standing_clock
):
    page = login(desk).post(address(application, step, look=True), typed)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Zo leest de aanmelder het" in text
    for words in typed.values():
        assert text.count(words) == 2  # in the letter, and in the form
    assert application.person.email not in text  # the desk does not need it
    application.refresh_from_db()
    assert application.status == Application.Status.IN_REVIEW
    assert application.refusal_reason == ""
    assert not Letter.objects.exists()


def test_the_question_is_sent_as_it_was_shown(application, desk, login, standing_clock):
    client = login(desk)
    shown = client.post(address(application, "vraag", look=True), QUESTION).content.decode()
    client.post(address(application, "vraag"), QUESTION)
    letter = Letter.objects.get()
    assert letter.title in shown
    assert all(part in shown for part in letter.body.split("\n\n"))


def test_the_refusal_is_sent_as_it_was_shown(application, desk, committee, standing_clock):
    shown = admission.refusal_letter(application, **REFUSAL)
    application.propose_refusal(**REFUSAL, by=Actor(desk, Role.DESK))
    admission.refuse(application, today=TODAY, by=Actor(committee, Role.COMMITTEE))
    sent = Letter.objects.get()
    assert (sent.title, sent.body, sent.link) == (shown.title, shown.body, shown.link)


def test_an_empty_form_has_no_letter(application, desk, login, standing_clock):
    page = login(desk).post(address(application, "voorstel", look=True), {})
    assert page.status_code == 422
    assert "Zo leest de aanmelder het" not in page.content.decode()


def test_nobody_prepares_the_own_refusal(desk, login, standing_clock):
    own = people.submitted(desk, today=TODAY)
    answer = login(desk).post(
        address(own, "vraag", look=True), QUESTION, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 409
