"""K10: every process is replaced while people go on, by deploy/restart-web and its units."""

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from config.embedded.memory import any_free_port
from config.embedded.processes import Process
from outbox.models import Job
from tests.faults import outcome
from tests.faults.at_work import Door, Person, at_work, total
from tests.faults.house import PROMISED, ROOT, House, held, wait_until
from tests.faults.proxy import DEPLOY, NAME, Proxy, is_ok, trusting
from tests.makers import reference

PEOPLE = 50
PAUSE = 1.5  # seconds between two things that one person does
AROUND = 2  # seconds before and after
# What systemd would do, for a port: asked by a file that is there until it is done.
RESTART = """#!/bin/sh
touch "$0-$1"
while [ -e "$0-$1" ]; do sleep 0.05; done
"""


def ended_by(unit: str, process: Process) -> None:
    """SIGTERM as systemd sends it for this unit: to the first process, or to all of them."""
    said = (DEPLOY / unit).read_text()
    if "KillMode=mixed" in said:
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGTERM)
    process.wait(int(re.search(r"TimeoutStopSec=(\d+)", said)[1]))


class Webs:
    """Two web processes, each on its port."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house, self.asked = house, folder / "restart"
        self.asked.write_text(RESTART)
        self.asked.chmod(0o755)
        self.running = {any_free_port(): None, any_free_port(): None}
        for port in self.running:
            self.start(port)
        for port in self.running:
            wait_until(lambda port=port: is_ok(port, "/readyz"), PROMISED, house.explain)

    def start(self, port: int) -> None:
        self.running[port] = self.house.start(
            "web", PORT=str(port), ALLOWED_HOSTS=NAME, TRUSTED_PROXY_COUNT="1",
            DATABASE_PUBLIC_URL=self.house.environment["DATABASE_URL"],
        )  # fmt: skip

    def restart(self, port: int) -> None:
        ended_by("register-web@.service", self.running[port])
        self.start(port)

    def restart_as_asked(self, script: subprocess.Popen) -> None:
        """Until the script ends."""
        while script.poll() is None:
            for port in self.running:
                asked = self.asked.with_name(f"restart-{port}")
                if asked.exists():
                    self.restart(port)
                    asked.unlink()
            time.sleep(0.02)


@pytest.fixture
def webs(house: House, tmp_path: Path) -> Webs:
    return Webs(house, tmp_path)


@pytest.fixture
def proxy(webs: Webs, tmp_path: Path, settings) -> Iterator[Proxy]:
    settings.STATIC_ROOT = tmp_path / "collected"
    shutil.copytree(ROOT / "static", settings.STATIC_ROOT)
    call_command("build_away_page")
    made = Proxy(tmp_path, list(webs.running))
    try:
        wait_until(made.is_up, 20)
        yield made
    finally:
        made.stop()


def restart_webs(webs: Webs, proxy: Proxy) -> None:
    """By the script that is shipped."""
    script = subprocess.Popen(
        [DEPLOY / "restart-web", NAME, *map(str, webs.running)],
        env=os.environ | {
            "UPSTREAM": str(proxy.upstream),
            "NGINX_PID": str(proxy.folder / "nginx.pid"),
            "RELOAD": f"nginx -c {proxy.folder / 'nginx.conf'} -s reload",
            "RESTART": f"{webs.asked} ",
        },
    )  # fmt: skip
    webs.restart_as_asked(script)
    assert script.returncode == 0


def under_load(
    house: House, proxy: Proxy, admit: Callable[[], object], restart: Callable[[], None]
) -> list[Person]:
    """Fifty people at work, and jobs in the middle of their work, while all is replaced."""
    reference.scheme()
    door, over = Door(proxy.https, NAME, trusting(proxy.folder)), threading.Event()
    everybody = [Person(door, number, over, pause=PAUSE) for number in range(PEOPLE)]
    worker = house.start("worker")
    house.start("beat")
    with at_work(everybody, over):
        time.sleep(AROUND)
        with held("files_storedfile"):
            for _ in range(6):
                admit()
            wait_until(lambda: len(house.making_certificates()) == 2, PROMISED, house.explain)
            ending = threading.Thread(target=ended_by, args=("register-worker.service", worker))
            ending.start()
            time.sleep(1)
        house.start("worker")
        ending.join()
        restart()
        time.sleep(AROUND)
    return everybody


@pytest.mark.programs("nginx", "openssl", "curl")
@pytest.mark.fault(
    "K10",
    did="web, two behind nginx, and worker are replaced (SIGTERM) under 50 people",
    must="0 failed requests, also of those that write; jobs go on, nothing twice",
)
def test_nobody_notices_an_upgrade(house, webs, proxy, admit):
    before = {port: process.pid for port, process in webs.running.items()}
    began = time.monotonic()
    everybody = under_load(house, proxy, admit, lambda: restart_webs(webs, proxy))
    seconds = time.monotonic() - began
    house.wait_until_done()
    answers = total(everybody)
    assert [one.failed for one in everybody if one.failed] == []
    assert {status for _, status in answers} == {200}
    assert all(one.kept_every_word() for one in everybody)
    assert not before.items() & {port: one.pid for port, one in webs.running.items()}.items()
    assert " down" not in proxy.upstream.read_text()
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
    outcome.certificates_are_whole()
    outcome.letters_arrived(house.mailbox)
    outcome.nothing_died()
    house.note(
        "seen",
        f"{sum(answers.values())} requests in {seconds:.0f} s, {answers['write', 200]} of them "
        f"writing, 0 failed; 6 certificates, each begun once",
    )
