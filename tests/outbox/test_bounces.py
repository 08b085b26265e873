"""Mail that comes back: read from a report, a mailbox or a call; once; and what follows from it."""

import hashlib
import hmac
import json
import mailbox
import socketserver
import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from outbox import bounce_mailbox, bounces, letters
from outbox.bounces import Bounce
from outbox.models import BouncedAddress, Job, Letter, PaperLetter

pytestmark = pytest.mark.django_db
KEY = "a-key-of-the-mail-server"


def letter_to(person, now, kind="register/question", **facts):
    letters.write(kind, person=person, subject=person, at=now, occasion=kind,
                  **({"question": "Hoe?"} | facts))  # fmt: skip
    return Letter.objects.latest("pk")


def report(letter, *, action="failed", status="5.1.1", headers_only=False) -> bytes:
    """As RFC 3464 has it; Postfix sends the mail along, others its headers."""
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    body = "" if headers_only else "\n\nBeste Samira,"
    return (
        "From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nI am sorry.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; x@example.org\nAction: {action}\nStatus: {status}\n\n"
        f"--b\nContent-Type: {kind}\n\n"
        f"Subject: Een vraag\nMessage-ID: {letter.message_id}{body}\n\n--b--\n"
    ).encode()


@pytest.mark.parametrize("headers_only", [True, False])
def test_a_report_says_which_letter_and_why(owner, now, headers_only):
    letter = letter_to(owner, now)
    raw = report(letter, headers_only=headers_only)
    assert bounces.read_report(raw) == [Bounce(letter.public_id, "5.1.1")]


def test_a_delay_and_any_other_mail_are_no_bounce(owner, now):
    letter = letter_to(owner, now)
    assert bounces.read_report(report(letter, action="delayed", status="4.4.1")) == []
    assert bounces.read_report(f"Subject: Hoi\n\nMessage-ID: {letter.message_id}".encode()) == []
    assert bounces.read_report(b"") == []
    assert bounces.read_report(b"\xff\x00Content-Type: multipart/report\n\n--") == []


def test_a_bounce_is_noted_once_and_marks_the_address(owner, now):
    letter = letter_to(owner, now)
    bounce = Bounce(letter.public_id, "5.1.1")
    assert bounces.note(bounce, now=now)
    assert not bounces.note(bounce, now=now + timedelta(days=1))
    letter.refresh_from_db()
    assert (letter.bounced_at, letter.bounce_code) == (now, "5.1.1")
    assert bounces.trouble_of(owner).address == owner.email


@pytest.mark.parametrize(
    ("code", "marked"), [("5.1.1", True), ("5.4.4", True), ("5.2.2", False), ("5.7.1", False)]
)
def test_a_full_box_or_a_refused_text_says_nothing_of_the_address(owner, now, code, marked):
    bounces.note(Bounce(letter_to(owner, now).public_id, code), now=now)
    assert BouncedAddress.objects.exists() is marked
    assert Letter.objects.get().bounced_at


def test_an_important_letter_goes_to_the_print_list_and_another_does_not(owner, now):
    other = letter_to(owner, now, "register/received")
    bounces.note(Bounce(other.public_id, "5.1.1"), now=now)
    assert not PaperLetter.objects.exists()
    decision = letter_to(owner, now, "register/lapse_undone", registration=None)
    bounces.note(Bounce(decision.public_id, "5.1.1"), now=now)
    bounces.note(Bounce(decision.public_id, "5.1.1"), now=now)
    assert PaperLetter.objects.get().letter == decision


def test_an_important_letter_that_never_left_goes_to_the_print_list_too(owner, now):
    decision = letter_to(owner, now, "register/lapse_undone", registration=None)
    other = letter_to(owner, now, "register/received")
    bounces.post_what_never_left()
    assert not PaperLetter.objects.exists(), "still tried"
    for letter in (decision, other):
        Job.objects.filter(key=f"letter:{letter.pk}").update(dead_at=now)
    bounces.post_what_never_left()
    bounces.post_what_never_left()
    assert PaperLetter.objects.get().letter == decision


def test_a_letter_arrived_only_after_seven_days_without_a_bounce(owner, now):
    letter = letter_to(owner, now)
    assert letter.delivery_at(now) == "waiting"
    letter.accepted_at = now
    assert letter.delivery_at(now + timedelta(days=7, seconds=-1)) == "sent"
    assert letter.delivery_at(now + timedelta(days=7)) == "arrived"
    letter.bounced_at = now + timedelta(days=30)
    assert letter.delivery_at(now + timedelta(days=31)) == "bounced"


# ---- The person ----


def test_the_person_is_asked_for_another_address_until_there_is_one(owner, login, now):
    bounces.note(Bounce(letter_to(owner, now).public_id, "5.1.1"), now=now)
    client = login(owner)
    landed = client.get("/mijn/begin/", follow=True).content.decode()
    assert "Onze mail komt niet bij je aan" in landed
    for page in ("/mijn/berichten/", "/mijn/gegevens/"):
        assert "Geef een ander mailadres" in client.get(page).content.decode()
    owner.email = "nieuw@example.org"
    owner.save()
    assert "Onze mail" not in client.get("/mijn/begin/", follow=True).content.decode()
    assert "Onze mail" not in client.get("/mijn/berichten/").content.decode()


def test_who_says_the_address_is_right_is_believed_until_the_next_bounce(owner, login, now):
    bounces.note(Bounce(letter_to(owner, now).public_id, "5.1.1"), now=now)
    assert login(owner).post("/mijn/berichten/adres-klopt/").status_code == 302
    assert bounces.trouble_of(owner) is None


def test_the_person_reads_what_became_of_a_letter_and_keeps_it(owner, stranger, login, now):
    letter = letter_to(owner, now)
    bounces.note(Bounce(letter.public_id, "5.1.1"), now=now)
    url = f"/mijn/berichten/{letter.public_id}/"
    assert "kwam niet bij je aan" in login(owner).get(url).content.decode()
    assert "De mail kwam niet aan" in login(owner).get("/mijn/berichten/").content.decode()
    pdf = b"".join(login(owner).get(url + "pdf/").streaming_content)
    assert pdf.startswith(b"%PDF")
    assert login(stranger).get(url + "pdf/").status_code == 404


# ---- A call ----


def call(body: bytes, *, key=KEY, kind="application/json"):
    signature = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
    return Client(enforce_csrf_checks=True).post(
        "/post/terug/", body, content_type=kind, headers={"X-Signature": signature}
    )


def test_a_signed_call_notes_it_and_told_twice_it_is_the_same(owner, now, settings):
    settings.BOUNCE_WEBHOOK_KEY = KEY
    letter = letter_to(owner, now)
    body = json.dumps([{"message_id": letter.message_id, "status": "5.1.1"}]).encode()
    assert call(body).status_code == 204
    first = Letter.objects.get().bounced_at
    assert call(body).status_code == 204
    assert Letter.objects.get().bounced_at == first


def test_a_report_may_be_sent_as_it_is(owner, now, settings):
    settings.BOUNCE_WEBHOOK_KEY = KEY
    assert call(report(letter_to(owner, now)), kind="message/rfc822").status_code == 204
    assert Letter.objects.get().bounced_at


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[]", 204),
        (b"{", 400),
        (b"[1]", 400),
        (b'{"message_id": "<x@y>", "status": "5.1.1"}', 204),
        (b"[" * 100_000, 400),
    ],
)
def test_what_makes_no_sense_changes_nothing(owner, now, settings, body, status):
    settings.BOUNCE_WEBHOOK_KEY = KEY
    assert call(body).status_code == status


def test_without_the_key_nothing_is_told(owner, now, settings):
    letter = letter_to(owner, now)
    body = json.dumps([{"message_id": letter.message_id, "status": "5.1.1"}]).encode()
    assert call(body).status_code == 404
    settings.BOUNCE_WEBHOOK_KEY = KEY
    assert call(body, key="another").status_code == 403
    assert Letter.objects.get().bounced_at is None


def test_a_temporary_failure_that_is_told_is_none(owner, now, settings):
    settings.BOUNCE_WEBHOOK_KEY = KEY
    letter = letter_to(owner, now)
    call(json.dumps({"message_id": letter.message_id, "status": "4.2.2"}).encode())
    assert Letter.objects.get().bounced_at is None


# ---- A mailbox ----


@pytest.fixture
def folder(tmp_path, settings):
    settings.BOUNCE_MAILBOX = f"maildir://{tmp_path}/mail"
    return mailbox.Maildir(tmp_path / "mail")


def unread(box):
    return [mail for mail in box.values() if mail.get_subdir() == "new"]


def test_a_folder_is_read_and_what_was_looked_at_is_marked(
    owner, now, folder, settings, django_capture_on_commit_callbacks
):
    folder.add(report(letter_to(owner, now)))
    folder.add(b"Subject: Vraag\n\nIk heb een vraag.")
    with django_capture_on_commit_callbacks(execute=True):
        bounce_mailbox.read_bounces()
    assert Letter.objects.get().bounced_at
    assert [(mail.get_subdir(), mail.get_flags()) for mail in folder.values()] == [("cur", "S")] * 2
    assert bounce_mailbox.look(settings.BOUNCE_MAILBOX) == 0


def test_what_is_not_kept_is_read_again(owner, now, folder):
    """The job fails after reading: nothing is marked before all of it is kept."""
    letter = letter_to(owner, now)
    folder.add(report(letter))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        bounce_mailbox.read_bounces()
        raise ZeroDivisionError
    assert len(unread(folder)) == 1
    assert Letter.objects.get().bounced_at is None
    bounce_mailbox.read_bounces()
    assert Letter.objects.get().bounced_at


def test_a_mail_with_odd_bytes_stops_no_other(
    owner, now, folder, django_capture_on_commit_callbacks
):
    odd = report(letter_to(owner, now, kind="register/admitted", number="RK-1"))
    folder.add(odd.replace(b"Action: failed", b"Action: failed\xe9").replace(b"5.1.1", b"5.1.\xe9"))
    folder.add(b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: \xff/\xff\n\n--b")
    letter = letter_to(owner, now)
    folder.add(report(letter))
    with django_capture_on_commit_callbacks(execute=True):
        bounce_mailbox.read_bounces()
    letter.refresh_from_db()
    assert letter.bounced_at
    assert unread(folder) == []


def test_what_lies_there_is_read_to_the_end_and_looked_at_each_hour(
    owner, now, folder, monkeypatch, run_jobs, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(bounce_mailbox, "MOST_AT_ONCE", 2)
    for _ in range(2):
        folder.add(b"Subject: Ik ben er niet\n\nTot maandag.")
    folder.add(report(letter_to(owner, now)))
    with django_capture_on_commit_callbacks(execute=True):
        bounce_mailbox.read_bounces()
    assert Letter.objects.get().bounced_at is None
    with django_capture_on_commit_callbacks(execute=True):
        assert run_jobs(bounce_mailbox.TASK) >= 1
    assert Letter.objects.get().bounced_at


def test_without_a_mailbox_nothing_is_read_and_another_scheme_is_refused(settings):
    bounce_mailbox.read_bounces()
    with pytest.raises(ValueError, match="imaps"):
        bounce_mailbox.look("pop3://example.org")


class Imap(socketserver.StreamRequestHandler):
    """As much of an IMAP server as a mailbox with unread mail needs (RFC 3501)."""

    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, command, *rest = line.decode().strip().split(" ", 2)
            command = f"{command} {rest[0].split()[0]}" if command == "UID" else command
            self.server.heard.append(line.decode().strip().partition(" ")[2])
            self.answer(command.upper(), rest)
            self.say(f"{tag} OK done")
            if command == "LOGOUT":
                return

    def answer(self, command, rest):
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4REV1")
        elif command == "SELECT":
            self.say(f"* {len(self.server.mails)} EXISTS")
        elif command == "UID SEARCH":
            self.say("* SEARCH " + " ".join(map(str, self.server.mails)))
        elif command == "UID FETCH":
            raw = self.server.mails[int(rest[0].split()[1])]
            self.wfile.write(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n" % len(raw) + raw + b")\r\n")
        elif command == "LOGOUT":
            self.say("* BYE")

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


def test_a_server_is_read_and_marked(owner, now, django_capture_on_commit_callbacks):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap) as server:
        server.mails = {7: report(letter_to(owner, now)), 9: b"Subject: Vraag\r\n\r\nHoi"}
        server.heard = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        with django_capture_on_commit_callbacks(execute=True):
            assert bounce_mailbox.look(f"imap://post:ge%20heim@127.0.0.1:{port}/INBOX") == 2
        server.shutdown()
    assert Letter.objects.get().bounced_at
    marked = [one for one in server.heard if "STORE" in one]
    assert marked == [r"UID STORE 7 +FLAGS (\Seen)", r"UID STORE 9 +FLAGS (\Seen)"]
    assert 'LOGIN post "ge heim"' in server.heard
