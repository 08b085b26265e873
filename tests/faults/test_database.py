"""K5: PostgreSQL ends in the middle of everything, and comes back."""

import os
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from config.embedded.memory import any_free_port
from outbox.models import Job
from tests.faults import outcome
from tests.faults.at_work import Door, Person, at_work, total
from tests.faults.cluster import Cluster, asked_by_tests
from tests.faults.house import PROMISED, wait_until
from tests.faults.visitor import Visitor
from tests.makers import reference

PEOPLE = 20
AWAY = 3  # seconds without a server
CHILDREN = 2  # of the worker (Procfile): each may have sent what it could not write down
AFTERWARDS = 4  # seconds that people go on once all answers are good again


@pytest.fixture
def cluster(transactional_db: None, monkeypatch) -> Iterator[Cluster]:
    made = Cluster()
    made.start()
    try:
        ours = urlsplit(os.environ["DATABASE_URL"])
        made.fill(ours._replace(path=connection.settings_dict["NAME"]).geturl())
        monkeypatch.setenv("DATABASE_URL", made.url)
        with asked_by_tests(made):
            yield made
    finally:
        made.running.close()


@pytest.mark.fault(
    "K5",
    did="PostgreSQL ends at once (-m immediate) and starts again, under 20 people",
    must="calm 503 pages for seconds, nothing half, web and worker come back alone, drafts intact",
)
def test_the_database_ends_under_twenty_people(cluster, house, admit):
    port = any_free_port()
    own = {"PORT": str(port), "DATABASE_PUBLIC_URL": house.environment["DATABASE_URL"]}
    kept = [house.start("web", **own), house.start("worker"), house.start("beat")]
    wait_until(Visitor(f"http://127.0.0.1:{port}").is_answered, PROMISED, house.explain)
    reference.scheme()
    over = threading.Event()
    everybody = [Person(Door(port, "127.0.0.1"), number, over) for number in range(PEOPLE)]
    with at_work(everybody, over):
        certificates = [admit() for _ in range(4)]
        house.child_at_work()
        before = total(everybody)
        cluster.crash()
        connection.close()
        began = time.monotonic()
        time.sleep(AWAY)
        cluster.start()
        wait_until(lambda: is_answered_again(everybody), PROMISED, house.explain)
        calm = time.monotonic() - began
        time.sleep(AFTERWARDS)
        last = total(everybody)
        seconds = house.wait_until_done()
    assert [one.failed for one in everybody if one.failed] == []
    assert before, "they were at work"
    assert before.keys() <= {(what, 200) for what in ("search", "read", "write")}
    assert sum(count for (_, status), count in last.items() if status == 503) > PEOPLE
    assert all(one.kept_every_word() for one in everybody)
    assert [process.poll() for process in kept] == [None] * 3
    assert not Job.objects.open().exists()
    assert [outcome.code_and_number_of(each) for each in certificates] == [
        (each.code, each.number) for each in certificates
    ]
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox, twice=range(CHILDREN + 1))
    outcome.nothing_died()
    answered = total(everybody)
    house.note(
        "seen",
        f"{sum(answered.values())} answers, {sum_of(answered, 503)} of them a calm 503 within "
        f"{calm:.1f} s ({AWAY} s without a server); {answered['write', 200]} saves, all there; "
        f"jobs done {seconds:.0f} s later",
    )


def is_answered_again(everybody: list[Person]) -> bool:
    """Within the last half second nobody read that we are back soon."""
    before = sum_of(total(everybody), 503)
    time.sleep(0.5)
    return sum_of(total(everybody), 503) == before


def sum_of(answers, status: int) -> int:
    return sum(count for (_, found), count in answers.items() if found == status)
