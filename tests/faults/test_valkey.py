"""Valkey gone or hung: every page works, saving takes no longer, and nothing is lost."""

import signal
import time

import pytest

from accounts.models import Role
from config.embedded.memory import any_free_port
from outbox.models import Job
from tests.faults import outcome
from tests.faults.house import PROMISED, wait_until
from tests.faults.visitor import Visitor
from tests.makers import people

OUTAGE = 10  # seconds: longer than any timeout of a socket


@pytest.fixture
def visitor(house):
    port = any_free_port()
    house.start("web", PORT=str(port))
    visitor = Visitor(f"http://127.0.0.1:{port}")
    wait_until(visitor.is_answered, PROMISED, house.explain)
    visitor.get("/")  # the first page of a new process
    return visitor


@pytest.fixture
def question(visitor, today):
    """The desk logs in and asks an applicant something, which writes a letter."""
    desk = people.person("Bente", "Bos", role=Role.DESK)
    application = people.submitted(people.person("Anna", "Aanvrager"), today=today)
    application.take(by=people.desk_actor())
    page = f"/desk/aanmelding/{application.public_id}/"

    def log_in_and_ask() -> None:
        visitor.get("/account/login/")
        visitor.post("/account/login/", login=desk.email, password="een-lang-wachtwoord")
        for path in ("/", "/mijn/", "/mijn/berichten/", "/desk/", "/desk/aanmeldingen/"):
            visitor.get(path)
        assert "Je vraag is verstuurd." in visitor.post(f"{page}vraag/", text="Waar werk je nu?")

    return log_in_and_ask


@pytest.mark.parametrize("outage", ["gone", "hung"])
def test_valkey_away(house, visitor, question, admit, outage):
    house.start("worker")
    house.start("beat")
    for _ in range(4):
        admit()
    wait_until(Job.objects.open().exclude(lease=None).exists, PROMISED, house.explain)
    house.valkey.signal(signal.SIGKILL if outage == "gone" else signal.SIGSTOP)
    assert Job.objects.open().exists()  # some on their way, which are now lost or hang
    began = time.monotonic()
    question()
    entered = time.monotonic()
    admit()
    entering = time.monotonic() - entered
    assert entering < 2
    house.note("entering", round(entering, 2))
    house.note("slowest page", round(visitor.slowest, 2))
    time.sleep(max(0.0, OUTAGE + began - time.monotonic()))
    assert Job.objects.open().exists()
    if outage == "gone":
        house.valkey.start()  # empty
    else:
        house.valkey.signal(signal.SIGCONT)
    house.note("seconds", round(house.wait_until_done(), 1))
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()
