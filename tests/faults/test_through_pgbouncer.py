"""The portal through PgBouncer in transaction mode: nothing counts on one connection."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from config.embedded.account import find_place
from config.embedded.memory import Memory, any_free_port
from tests.estate.servers import Bouncer
from tests.faults import outcome
from tests.faults.house import PROMISED, wait_until
from tests.faults.visitor import Visitor, log_in
from tests.makers import people


@pytest.fixture
def bouncer(house):
    """Two connections for all processes together, each in the role of the application."""
    with TemporaryDirectory(dir=os.environ["TEST_RUN_FOLDER"]) as name:
        folder = Path(name)
        folder.chmod(0o711)  # PgBouncer runs as another user when we are root
        place = find_place(folder, "pg", Memory(folder / "memory.json"))
        made = Bouncer(
            "bouncer", place.folder / "bouncer", place=place, logs=folder, size=2,
            server=house.environment["DATABASE_URL"], first="SET ROLE register_app",
        )  # fmt: skip
        made.start()
        yield made
        made.kill()


@pytest.mark.programs("pgbouncer")
def test_people_and_jobs_share_two_connections(house, bouncer, admit, scheme):
    house.environment |= {"DATABASE_URL": bouncer.url, "CONN_MAX_AGE": "60"}
    house.environment.pop("DATABASE_PUBLIC_URL", None)
    port = any_free_port()
    house.start("web", PORT=str(port))
    house.start("worker")
    house.start("beat")
    visitors = [Visitor(f"http://127.0.0.1:{port}") for _ in range(3)]
    wait_until(visitors[0].is_answered, PROMISED, house.explain)
    for number, visitor in enumerate(visitors):
        admit()
        log_in(visitor, people.person("Bezoeker", f"Nummer{number}"))
        for path in ("/", "/mijn/", "/mijn/portfolio/", "/controle/"):
            visitor.get(path)
    seconds = house.wait_until_done()
    house.note("three people, three certificates", f"done after {seconds:.1f} s")
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()
