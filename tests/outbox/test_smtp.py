"""A mail server that knows no such address, or not now; and a bounce that leads to the post."""

from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from config.embedded.memory import any_free_port
from kit.mailers import mailers
from outbox import letters
from outbox.models import BouncedAddress, Job, Letter, PaperLetter

pytestmark = pytest.mark.django_db


class Server:
    """Answers each recipient with what the test says, and keeps what it took."""

    def __init__(self):
        self.answer = self.answer_to_data = "250 OK"
        self.kept = []
        self.asked = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.asked += 1
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.kept.append((envelope.mail_from, message_from_bytes(envelope.content)))
        return self.answer_to_data


@pytest.fixture
def server():
    found = Server()
    controller = Controller(found, hostname="127.0.0.1", port=any_free_port())
    controller.start()
    with override_settings(MAILERS=mailers(f"smtp://127.0.0.1:{controller.port}")):
        yield found
    controller.stop()


def decision(person, now):
    letters.write("register/lapse_undone", person=person, subject=person, at=now,
                  registration=None)  # fmt: skip
    return Letter.objects.get()


def test_an_address_that_is_unknown_is_a_bounce_at_once_and_goes_by_post(
    server, owner, now, run_jobs
):
    server.answer = "550 5.1.1 No such user"
    decision(owner, now)
    run_jobs()
    letter = Letter.objects.get()
    assert (letter.accepted_at, letter.bounce_code) == (None, "5.1.1")
    assert letter.bounced_at
    assert BouncedAddress.objects.get().address == owner.email
    assert PaperLetter.objects.get().letter == letter
    assert Job.objects.get().done_at
    letters.send(letter.pk)
    assert server.asked == 1


def test_a_server_that_says_not_now_is_asked_again(server, owner, now, run_jobs):
    server.answer = "450 4.2.1 Try later"
    decision(owner, now)
    run_jobs()
    assert Job.objects.get().done_at is None
    assert Job.objects.get().last_error == "SMTPRecipientsRefused"
    assert Letter.objects.get().bounced_at is None
    server.answer = "250 OK"
    run_jobs()
    assert Letter.objects.get().accepted_at
    assert len(server.kept) == 1


@override_settings(BOUNCE_ADDRESS="terug@register.example")
def test_a_mail_is_text_and_html_and_comes_back_to_its_own_address(server, owner, now, run_jobs):
    letter = decision(owner, now)
    run_jobs()
    [(sender, message)] = server.kept
    assert sender == "terug@register.example"
    assert "terug@" not in message["From"]
    assert message["Message-ID"] == letter.message_id
    parts = [part.get_content_type() for part in message.walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_a_server_that_does_not_want_what_was_written_says_nothing_of_the_address(
    server, owner, now, run_jobs
):
    server.answer_to_data = "554 Transaction failed"
    decision(owner, now)
    run_jobs()
    letter = Letter.objects.get()
    assert (letter.accepted_at, letter.bounce_code) == (None, "5.6.0")
    assert PaperLetter.objects.filter(letter=letter).exists()
    assert not BouncedAddress.objects.exists()
