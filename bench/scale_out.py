"""`python -m bench.scale_out`: the register on many machines, all of them on this one.

Two web processes behind nginx, two workers, two beats, two PgBouncers in transaction mode, a copy
of the database that the public register is read from, and an object store (tests/estate). Then:
  1. requests a second, and processor time a request, of one web process and of two, in turn;
  2. how far readers of the copy are behind, while people write; and when the copy stands still;
  3. what people notice when one of each is killed and comes back, while certificates are made;
  4. whether all is whole: every text as it was said to be saved, every certificate once with its
     bytes, every letter once, and no rule of `check_integrity` broken.
Ends with 1 when something is not whole. With `--walk` two of the browser's walks go over it.
Needs nginx, openssl and PgBouncer (Debian has them).
"""

import itertools
import os
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import django
import psycopg2
from django.utils.module_loading import autodiscover_modules

from bench.visitors import Acts, Crowd, Report, Visitor
from tests.browser.portal import temporary_tree
from tests.estate.parts import Part
from tests.estate.portal import Estate

BEGAN = time.monotonic()
LONGEST = 600
PUBLISHED = 10_000
PEOPLE = 20
ROUNDS = 3
MEASURED = 10  # seconds of each measurement
AWAY = 6  # seconds that a killed part stays away
AFTER = 6
SAMPLES = 60
LAG = "20"  # PUBLIC_LAG_SECONDS: beat writes every 15 seconds, so that a quiet copy is not late
IN_A_ROW = 8  # pages from the copy, after which both web processes read it
# Each page is one transaction; who only looks how far the copy is ends with ROLLBACK.
LAST_READ = """
    SELECT max(query_start) FROM pg_stat_activity
    WHERE usename = 'register_public' AND query = 'COMMIT'
"""
NAMES = ("bakker", "de vries", "sanne", "v.d. berg", "yilmaz", "kow", "jansen", "khadija")
OWN_PAGES = ("/mijn/", "/mijn/portfolio/", "/mijn/leerplan/")


def main() -> None:
    walks = "--walk" in sys.argv
    settings = {"DEMO": "1", "DEBUG": "1" if walks else "0", "PUBLIC_LAG_SECONDS": LAG}
    with temporary_tree() as folder:
        estate = Estate(folder, **settings, **({} if walks else {"LIMITS": "0"}))
        with estate.servers.serving():
            prepare(estate)
            with estate.running():
                sys.exit(walk(estate) if walks else measure(estate))


def prepare(estate: Estate) -> None:
    say("tables and rights, as the owner, at the primary")
    estate.manage("prepare_database", "--verbosity=0", **estate.as_owner)
    say("what nginx serves")
    estate.manage("collectstatic", "--noinput", "--verbosity=0")
    estate.manage("build_away_page")
    say("the demo world, through PgBouncer and the object store")
    estate.manage("seed")


def walk(estate: Estate) -> int:
    """Two walks of the browser's, at both widths, as over any portal."""
    where = {"PORTAL_FOLDER": str(estate.folder), "PORTAL_URL": estate.url}
    walks = ["tests/browser/test_evidence.py", "tests/browser/test_journey.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *walks]
    beside = [sys.executable, "-m", "config.embedded", "exec", "--", *command]
    return subprocess.run(beside, env=os.environ | where, check=False).returncode


def measure(estate: Estate) -> int:
    direct = estate.servers.url("register_app", estate.servers.primary.port)
    os.environ.update(estate.settings | {"DATABASE_URL": direct})
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    autodiscover_modules("tasks")  # what listens to an admission
    from bench import scale_world  # noqa: PLC0415  its models need the address above

    say("the certificates of the demo world")
    all_work_done(scale_world.open_jobs)
    say(f"{PUBLISHED:,} people in the register, {PEOPLE} with a session")
    scale_world.published(PUBLISHED)
    people = scale_world.somebodies(PEOPLE)
    visitors = [Visitor(estate.url, someone.cookies) for someone in people]
    acts = acts_of({id(visitor): one for visitor, one in zip(visitors, people, strict=True)})
    one_and_two(estate, visitors, acts)
    how_far_behind(estate, visitors, acts)
    admitted = kill_one_of_each(estate, visitors, acts, scale_world.admit)
    return whole(estate, visitors, admitted)


def acts_of(people: dict[int, Any]) -> Acts:
    """Mostly searching, some reading of one's own, some writing (docs/scale.md)."""
    count = itertools.count(1)

    def search(visitor: Visitor, dice: Random) -> None:
        visitor.ask("search", "/?" + urllib.parse.urlencode({"q": dice.choice(NAMES)}))

    def read(visitor: Visitor, dice: Random) -> None:
        visitor.ask("an own page", dice.choice(OWN_PAGES))

    def write(visitor: Visitor, dice: Random) -> None:
        visitor.write(people[id(visitor)].story, f"Zij zei lang niets. {next(count)}")

    def fetch(visitor: Visitor, dice: Random) -> None:
        file = people[id(visitor)].file
        visitor.ask("an own file", f"/mijn/portfolio/bestand/{file}/downloaden/")

    return [(0.6, search), (0.25, read), (0.1, write), (0.05, fetch)]


@contextmanager
def a_crowd(visitors: list[Visitor], acts: Acts, pause: float) -> Iterator[Crowd]:
    for visitor in visitors:
        visitor.answers = []
    with Crowd(visitors, acts, pause) as crowd:
        time.sleep(1)  # all are at it
        yield crowd


# ---- 1 ----


def one_and_two(estate: Estate, visitors: list[Visitor], acts: Acts) -> None:
    """In turn, so that what else the machine does falls on both."""
    found: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for webs in (1, 2):
            if webs == 1:
                estate.webs[1].stop()
            elif not estate.webs[1].runs:
                estate.webs[1].start()
                time.sleep(10)  # nginx gives it work again
            found[webs].append(throughput(estate, visitors, acts))
    for webs, rounds in found.items():
        a_second, cost = (statistics.median(each) for each in zip(*rounds, strict=True))
        say(f"{webs} web: {a_second:.0f} requests a second, {cost:.1f} ms of processor each")
    of_one, of_two = (statistics.median(each[0] for each in found[webs]) for webs in (1, 2))
    say(f"two against one: {of_two / of_one:.2f} × on {os.cpu_count()} cores that all share")


def throughput(estate: Estate, visitors: list[Visitor], acts: Acts) -> tuple[float, float]:
    """Requests a second, and milliseconds of the web processes for each."""
    with a_crowd(visitors, acts, pause=0) as crowd:
        before, began = processor(estate.webs), time.monotonic()
        time.sleep(MEASURED)
        spent, ended = processor(estate.webs) - before, time.monotonic()
    report = Report.of(crowd.answers, began, ended)
    if report.wrong:
        say(f"not all was well: {report}")
    return report.a_second, 1000 * spent / report.asked


def processor(parts: list[Part]) -> float:
    return sum(part.seconds_of_processor() for part in parts if part.runs)


# ---- 2 ----


def how_far_behind(estate: Estate, visitors: list[Visitor], acts: Acts) -> None:
    """A word in a public entry is changed at the primary; how long until the page has it."""
    reader = Visitor(estate.url)
    with Towns(estate) as towns:
        wait_until_the_copy_is_read(estate, reader, f"/r/{towns.number}/")
        with a_crowd(visitors, acts, pause=0.5):
            took = sorted(towns.seen_after(reader) for _ in range(SAMPLES))
        middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
        say(
            f"a change is on the page after {middle * 1000:.0f} ms, p95 {late * 1000:.0f} ms, at "
            f"most {took[-1] * 1000:.0f} ms, the page itself included"
        )
        with a_crowd(visitors, acts, pause=0.5) as crowd:
            began = time.monotonic()
            estate.servers.replica.stand_still()
            seconds = towns.seen_after(reader)
            estate.servers.replica.follow()
            report = Report.of(crowd.answers, began, time.monotonic())
        say(
            f"the copy stands still: a change is seen after {seconds:.1f} s (limit {LAG});\n"
            f"         meanwhile {report}"
        )


def wait_until_the_copy_is_read(estate: Estate, reader: Visitor, page: str) -> None:
    """It is left alone for some seconds after it was late or away, by each web process."""
    began, in_a_row = time.monotonic(), 0
    while in_a_row < IN_A_ROW:
        if time.monotonic() - began > LONGEST:
            raise SystemExit("The copy is not read.")
        before = estate.servers.replica.sql(LAST_READ)
        reader.ask("an entry", page)
        in_a_row = in_a_row + 1 if estate.servers.replica.sql(LAST_READ) != before else 0
        time.sleep(0.2)


class Towns:
    """One entry of the public register of which the town changes, at the primary."""

    def __init__(self, estate: Estate) -> None:
        self.connection = psycopg2.connect(estate.servers.primary.url("register_owner"))
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.count = itertools.count(1)

    def __enter__(self) -> "Towns":
        self.cursor.execute("SELECT number FROM register_publicentry WHERE town <> '' LIMIT 1")
        self.number = self.cursor.fetchone()[0]
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def seen_after(self, reader: Visitor) -> float:
        town = f"Nieuwstad {next(self.count)}"
        self.cursor.execute(
            "UPDATE register_publicentry SET town = %s WHERE number = %s", [town, self.number]
        )
        began = time.monotonic()
        while town not in reader.ask("an entry", f"/r/{self.number}/")[1]:
            if time.monotonic() - began > 60:
                raise SystemExit("A change is not seen in a minute.")
        return time.monotonic() - began


# ---- 3 ----


def kill_one_of_each(estate: Estate, visitors: list[Visitor], acts: Acts, admit: Any) -> list[Any]:
    """Killed as by a power cut, and back after a while; somebody new comes every second."""
    servers = estate.servers
    hurt = (None, estate.webs[0], estate.workers[0], estate.beats[0], servers.replica.part,
            servers.bouncers[0], servers.store.part)  # fmt: skip
    admitted: list[Any] = []
    for part in hurt:
        with a_crowd(visitors, acts, pause=0.3) as crowd:
            began = time.monotonic()
            if part:
                part.kill()
            for _ in range(AWAY):
                admitted.append(admit(len(admitted)))
                time.sleep(1)
            if part:
                part.start()
            time.sleep(AFTER)
            report = Report.of(crowd.answers, began, time.monotonic())
        say(f"{part.name if part else 'nothing'} killed: {report}")
    return admitted


# ---- 4 ----


def whole(estate: Estate, visitors: list[Visitor], admitted: list[Any]) -> int:
    from bench import scale_world  # noqa: PLC0415

    say(f"all work was done {all_work_done(scale_world.open_jobs):.1f} s later")
    saved = {story: text for visitor in visitors for story, text in visitor.saved.items()}
    found = scale_world.faults(saved, admitted, estate.folder / "var" / "mail")
    say(f"{len(saved)} texts, {len(admitted)} certificates and letters: {len(found)} faults")
    for each in found:
        print(f"  {each}")
    return 1 if found else 0


def all_work_done(open_jobs: Callable[[], int]) -> float:
    """The seconds that it took until no job was due."""
    began = time.monotonic()
    while open_jobs():
        if time.monotonic() - began > LONGEST:
            raise SystemExit(f"Not all work was done in {LONGEST} seconds.")
        time.sleep(0.5)
    return time.monotonic() - began


def say(text: str) -> None:
    print(f"{time.monotonic() - BEGAN:5.0f} s  {text}", flush=True)


if __name__ == "__main__":
    main()
