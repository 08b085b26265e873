"""Valkey hung or gone: every page works, saving takes no longer, and nothing is lost."""

import signal
import time
from dataclasses import dataclass
from datetime import date

import pytest

from accounts.models import Role, User
from config.embedded.memory import any_free_port
from outbox.models import Job
from tests.faults import outcome
from tests.faults.house import PROMISED, held, wait_until
from tests.faults.visitor import PATIENCE, Visitor, log_in
from tests.makers import people


@dataclass(frozen=True)
class Outage:
    name: str
    signal: signal.Signals
    admitted: int  # just before
    seconds: int


OUTAGES = (
    # One child is at work; Celery waits for more. Whoever ends in between cannot tell it any more.
    Outage("gone while it waits", signal.SIGKILL, admitted=1, seconds=4),
    # Longer than any timeout of a socket.
    Outage("hung", signal.SIGSTOP, admitted=4, seconds=8),
    # Both children are at work, and messages wait in Valkey: these are lost with it.
    Outage("gone while it is full", signal.SIGKILL, admitted=4, seconds=4),
)


@pytest.fixture
def address(house) -> str:
    """Where the portal's own web process answers."""
    port = any_free_port()
    house.start("web", PORT=str(port))
    visitor = Visitor(f"http://127.0.0.1:{port}")
    wait_until(visitor.is_answered, PROMISED, house.explain)
    visitor.get("/")  # the first page of a new process takes long
    return visitor.url


def log_in_and_ask(visitor: Visitor, desk: User, applicant: User, today: date) -> None:
    """Log in, look around and ask an applicant something, which writes a letter."""
    application = people.submitted(applicant, today=today)
    application.take(by=people.desk_actor())
    log_in(visitor, desk)
    for path in ("/", "/mijn/", "/mijn/berichten/", "/desk/", "/desk/aanmeldingen/"):
        visitor.get(path)
    path = f"/desk/aanmelding/{application.public_id}/vraag/"
    assert "Je vraag is verstuurd." in visitor.post(path, text="Waar werk je nu?")


@pytest.mark.fault(
    "K4",
    did="Valkey killed, hung (SIGSTOP), killed while full and started empty",
    must="login and pages work, saving takes < 2 s, no job lost",
)
def test_valkey_dies_hangs_and_dies(house, address, admit, today):
    house.start("worker")
    house.start("beat")
    letters = Job.objects.open().filter(task="outbox.send_letter")
    for outage in OUTAGES:
        with held("files_storedfile"):
            for _ in range(outage.admitted):
                admit()
            house.child_at_work("files_storedfile")
            if outage.admitted == 1:
                wait_until(lambda: not letters.exists(), PROMISED, house.explain)
            house.valkey.signal(outage.signal)
            until = time.monotonic() + outage.seconds
        visitor = Visitor(address)
        desk = people.person("Bente", outage.name, role=Role.DESK)
        log_in_and_ask(visitor, desk, people.person(outage.name, "Aanvrager"), today)
        began = time.monotonic()
        admit()
        entering = time.monotonic() - began
        assert entering < PATIENCE / 2  # 2 seconds, when it has the machine to itself
        time.sleep(max(0.0, until - time.monotonic()))
        assert Job.objects.open().exists(), "what was entered meanwhile waits"
        if outage.signal == signal.SIGKILL:
            house.valkey.start()  # empty
        else:
            house.valkey.signal(signal.SIGCONT)
        seconds = house.wait_until_done()
        house.note(
            outage.name,
            f"done after {seconds:.1f} s, slowest page {visitor.slowest:.2f} s, "
            f"entering {entering:.2f} s",
        )
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()
