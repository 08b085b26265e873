"""`python -m bench.load [minutes] [people]`: many people at once, as on a busy morning.

Of ten pages six are searches, two and a half pages of one's own portfolio, one saves a story by
itself, and one in twenty books a talk at another moment or takes up an application at the desk.
Each reads ten seconds between two pages. Two web processes, a worker and a beat, as the Procfile
starts them; 100,000 people in the public register. Prints what people waited for each kind of page,
what went wrong, where the time went, and how much memory was held from minute to minute.
In a database of its own. Runs beside throwaway servers (`config.embedded exec`).
"""

import itertools
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from accounts.actors import Actor  # noqa: E402
from accounts.models import Role  # noqa: E402
from accreditation import assignment, scheduling  # noqa: E402
from bench import crowd  # noqa: E402
from bench.processes import Tree, of_the_database  # noqa: E402
from bench.serving import database_url, own_database, serving  # noqa: E402
from bench.visitors import TOKEN, Acts, Answer, Crowd, Report, Visitor  # noqa: E402
from kit import clock  # noqa: E402
from outbox import jobs  # noqa: E402
from outbox.models import Job  # noqa: E402
from portfolios.dossier import stories  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.accreditation import conftest as talks  # noqa: E402
from tests.makers import logins, people  # noqa: E402
from tests.procfile import commands  # noqa: E402

MINUTES = float(sys.argv[1]) if len(sys.argv) > 1 else 10
PEOPLE = int(sys.argv[2]) if len(sys.argv) > 2 else 200
PUBLISHED = 100_000
AT_THE_DESK = 10
ASSESSORS = 20
PAUSE = 10  # seconds that somebody reads
NAMES = ("bakker", "de vries", "sanne", "v.d. berg", "yilmaz", "kow", "jansen", "khadija",
         "Samria El Armani", "RK-1234-5678")  # fmt: skip
OWN_PAGES = ("/mijn/", "/mijn/portfolio/", "/mijn/leerplan/", "/mijn/gesprek/")
COUNT = itertools.count(1)
LAYERS = re.compile(r"(\w+);dur=([\d.]+)")
REFUSED = {403, 404, 409, 422, 429}
MOMENT = "/mijn/gesprek/moment/"


def the_night_is_over() -> None:
    """Its work is done: publishing would take out whom only the bench put into the register."""
    jobs.enter_scheduled(clock.now())
    Job.objects.filter(key__in=[jobs.key_of(run.task, jobs.slot_of(run, clock.now()))
                                for run in jobs.schedule]).update(done_at=clock.now())  # fmt: skip


class World:
    """Who comes, and what each may do."""

    def __init__(self) -> None:
        now = clock.now()
        load()
        crowd.load(PUBLISHED)
        the_night_is_over()
        self.assessors = [
            talks.make_assessor("Hanneke", f"Wit{number}", talks_a_year=1000)
            for number in range(ASSESSORS)
        ]
        self.moments: dict[Any, Iterator[int]] = {
            one.pk: itertools.count(1) for one in self.assessors
        }
        self.story: dict[int, str] = {}
        self.slots: dict[int, Iterator[str]] = {}
        self.cookies = [self.somebody(number, now) for number in range(PEOPLE - AT_THE_DESK)]
        self.desk = [self.cookies_of(people.person("Bureau", f"Lid{number}", role=Role.DESK))
                     for number in range(AT_THE_DESK)]  # fmt: skip
        self.applications = iter([
            people.submitted(people.person("Aanvrager", f"Nummer{number}"), today=clock.today())
            for number in range(int(60 * MINUTES) + AT_THE_DESK)
        ])  # fmt: skip

    def cookies_of(self, user: Any) -> dict[str, str]:
        return {settings.SESSION_COOKIE_NAME: logins.session_of(user, logins.PASSWORD, "mfa")}

    def somebody(self, number: int, now: Any) -> tuple[dict[str, str], str, Iterator[str]]:
        """With a story, a talk that is planned, and another moment to move it to."""
        user = people.person("Sam", f"Vandaag{number}")
        cycle = talks.handed_in(user, now=now)
        proposal = assignment.open_assignment(cycle)
        assessor = proposal.assessor
        assignment.accept(proposal, now=now, by=talks.by(assessor))
        cycle.refresh_from_db()
        two = [self.moment(assessor, now) for _ in range(2)]
        scheduling.book(cycle, two[0], now=now, by=Actor.self(user))
        story = stories.start(user, now=now)
        turn = itertools.cycle([str(two[1].public_id), str(two[0].public_id)])
        return self.cookies_of(user), str(story.public_id), turn

    def moment(self, assessor: Any, now: Any) -> Any:
        days = 10 + next(self.moments[assessor.pk]) / 8
        return talks.slot(assessor, now + timedelta(days=days), now=now)


def crowd_of(world: World, base: str) -> list[tuple[Visitor, Acts]]:
    visitors: list[tuple[Visitor, Acts]] = []
    for cookies, story, moments in world.cookies:
        visitor = Visitor(base, cookies)
        visitors.append((visitor, acts_of(lambda v, s=story: write(v, s),
                                          lambda v, m=moments: move(v, next(m)))))  # fmt: skip
    for cookies in world.desk:
        own = acts_of(lambda v: v.ask("the desk", "/desk/"), lambda v: take(v, world.applications))
        visitors.append((Visitor(base, cookies), own))
    return visitors


def acts_of(writing: Any, deciding: Any) -> Acts:
    def search(visitor: Visitor, dice: Random) -> None:
        visitor.ask("search", "/?" + urlencode({"q": dice.choice(NAMES)}))

    def read(visitor: Visitor, dice: Random) -> None:
        visitor.ask("an own page", dice.choice(OWN_PAGES))

    return [(0.6, search), (0.25, read), (0.1, lambda v, _: writing(v)),
            (0.05, lambda v, _: deciding(v))]  # fmt: skip


def write(visitor: Visitor, story: str) -> None:
    visitor.write(story, f"Zij zei lang niets. {next(COUNT)}")


def move(visitor: Visitor, slot: str) -> None:
    """A planned talk to another moment."""
    _, page = visitor.ask("moments", MOMENT)
    press(visitor, "move a talk", MOMENT, page, slot=slot)


def take(visitor: Visitor, applications: Iterator[Any]) -> None:
    """The next new application at the desk."""
    application = next(applications)
    _, page = visitor.ask("an application", f"/desk/aanmelding/{application.public_id}/")
    press(visitor, "take an application", f"/desk/aanmelding/{application.public_id}/nemen/", page)


def press(visitor: Visitor, what: str, path: str, page: str, **fields: str) -> None:
    token = TOKEN.search(page)
    if token:
        visitor.ask(what, path, {"csrfmiddlewaretoken": token[1], **fields})


# ---- While it goes on ----


@contextmanager
def behind(name: str, folder: str) -> Iterator[int]:
    """A process of the Procfile on the database of the bench."""
    words = {"python": sys.executable}
    command = [words.get(word, word) for word in commands()[name]]
    if name == "beat":
        command += ["--schedule", f"{folder}/schedule"]
    url = database_url()
    own = {"DATABASE_URL": url, "DATABASE_PUBLIC_URL": url, "FILES_DIR": folder}
    process = subprocess.Popen(command, env=os.environ | own)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


class Memory(threading.Thread):
    """What web and worker hold, from minute to minute."""

    def __init__(self, web: Tree, worker: Tree) -> None:
        super().__init__(daemon=True)
        self.web, self.worker, self.over = web, worker, threading.Event()
        self.held: list[tuple[float, float]] = []

    def run(self) -> None:
        while not self.over.is_set():
            self.held.append((self.web.holds(), self.worker.holds()))
            self.over.wait(60)


def measure(folder: str) -> None:
    world = World()
    print(f"{PEOPLE} people for {MINUTES:g} minutes, {PAUSE} s between two pages", flush=True)
    with ExitStack() as stack:
        served = stack.enter_context(serving("bench.layers:application", workers=2))
        worker = stack.enter_context(behind("worker", folder))
        stack.enter_context(behind("beat", folder))
        memory = Memory(Tree(served.pid), Tree(worker))
        database = Tree(of_the_database())
        everybody = crowd_of(world, served.address)
        crowds = [Crowd([visitor], acts, PAUSE, seed=number)
                  for number, (visitor, acts) in enumerate(everybody)]  # fmt: skip
        before, began = (
            (memory.web.worked(), memory.worker.worked(), database.worked()),
            time.monotonic(),
        )
        memory.start()
        for one in crowds:
            stack.enter_context(one)
        time.sleep(60 * MINUTES)
        ended = time.monotonic()
        after = memory.web.worked(), memory.worker.worked(), database.worked()
        memory.over.set()
    answers = [answer for visitor, _ in everybody for answer in visitor.answers]
    say(answers, began, ended)
    seconds = ended - began
    shares = ", ".join(
        f"{name} {(now - then) / seconds / 10:.0f} %"
        for name, now, then in zip(("web", "worker", "PostgreSQL"), after, before, strict=True)
    )
    print(f"of one core: {shares}; dead jobs {Job.objects.dead().count()}")
    for name, held in zip(("web", "worker"), zip(*memory.held, strict=True), strict=True):
        print(f"{name}, MB from minute to minute: {' '.join(f'{each:.0f}' for each in held)}")


def say(answers: list[Answer], began: float, ended: float) -> None:
    """By kind of page: how many, how long people waited, and where the time of the server went."""
    report = Report.of(answers, began, ended)
    refused = Counter(f"{one.what} {one.status}" for one in answers if one.status in REFUSED)
    print(f"refused: {dict(refused)}")
    print(f"{report}; {report.a_second:.1f} requests a second")
    kinds: dict[str, list[Answer]] = {"everything": answers}
    for each in answers:
        kinds.setdefault(each.what, []).append(each)
    layers = ("python", "template", "sql", "wait")
    titles = ("page", "asked", "wrong", "p50 ms", "p95", "p99", *layers)
    print("| " + " | ".join(titles) + " |\n|" + "---|" * len(titles))
    for kind, those in kinds.items():
        cuts = statistics.quantiles([one.seconds * 1000 for one in those], n=100)
        spent = [dict(LAYERS.findall(one.layers)) for one in those if one.layers]
        means = [statistics.mean(float(one.get(layer, 0)) for one in spent) for layer in layers]
        wrong = sum(one.is_wrong or one.status in REFUSED for one in those)
        numbers = [
            *(f"{cuts[at - 1]:.0f}" for at in (50, 95, 99)),
            *(f"{each:.1f}" for each in means),
        ]
        print("| " + " | ".join([kind, f"{len(those):,}", str(wrong), *numbers]) + " |")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        settings.STORAGES["default"]["OPTIONS"]["location"] = folder
        measure(folder)


if __name__ == "__main__":
    with own_database():
        main()
