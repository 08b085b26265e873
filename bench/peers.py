"""`python -m bench.peers [sizes]`: the same look-up by others, over the same people.

Django's own admin over the same table, Datasette over SQLite with its full-text search, and a page
written by hand: one SQL statement and a string, as fast as it gets. All are asked over HTTP by one
client, in turn, and must show the same people. What differs: the admin and Datasette find neither
"v.d. Berg" nor a typing error, count nobody's questions, and hide nobody; the page by hand has no
frame, no limiter and no words.
Runs beside throwaway servers (`config.embedded exec`). Datasette gets an environment of its own.
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import crowd, figures  # noqa: E402
from bench.processes import Tree, of_the_database  # noqa: E402
from bench.serving import Client, Served, free_port, own_database, serving, wait_for  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from register.models import PublicEntry  # noqa: E402

SIZES = [int(each) for each in sys.argv[1:]] or [100_000]
ROUNDS = 15
SHOWN = 20
HERE = Path(__file__).parent
DATASETTE = settings.BASE_DIR / "var" / "datasette"
NUMBER = re.compile(r"RK-\d{4}-\d{4}")
# A last name that some have, so that one page shows all of them.
SOME = """
    SELECT split_part(name_key, ' ', 1), min(name_key) FROM register_publicentry
    WHERE name_key ~ '^[a-z]{6,} [a-z]+$'
    GROUP BY 1 HAVING count(*) BETWEEN 3 AND 12 ORDER BY 1 LIMIT 1
"""


def environment_of_datasette() -> Path:
    """Its program, in an environment of its own, pinned with hashes."""
    program = DATASETTE / "bin" / "datasette"
    if not program.exists():
        uv = [Path(sys.executable).with_name("uv")]
        subprocess.run([*uv, "venv", "--quiet", DATASETTE], check=True)
        pinned = ["--require-hashes", "-r", HERE / "requirements-datasette.txt"]
        subprocess.run(
            [*uv, "pip", "install", "--quiet", "--python", DATASETTE, *pinned], check=True
        )
    return program


@contextmanager
def datasette(folder: Path) -> Iterator[Served]:
    """Over a file with the published entries, and their names in an index of words."""
    file = folder / "register.db"
    rows = PublicEntry.objects.filter(edition_until=None)
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, number, name, town, since)")
        database.executemany(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?)",
            ((*row[:4], str(row[4])) for row in
             rows.values_list("pk", "number", "name", "town", "since_on").iterator()),
        )  # fmt: skip
        database.execute(
            "CREATE VIRTUAL TABLE words USING fts5"
            ' (number, name, content="entries", content_rowid=id)'
        )
        database.execute("INSERT INTO words (words) VALUES ('rebuild')")
    port = free_port()
    command = [environment_of_datasette(), "serve", "-i", file, "--port", str(port),
               "--setting", "default_page_size", str(SHOWN), "--setting", "suggest_facets", "off",
               "--setting", "default_cache_ttl", "0"]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **quiet)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(base, "/-/versions.json")
        yield Served(base, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def addresses(question: str) -> dict[str, str]:
    words = (
        f'"{question}"'
        if NUMBER.match(question)
        else " ".join(f"{word}*" for word in question.split())
    )
    return {
        "this register": "/?" + urlencode({"q": question}),
        "Django's admin": "/admin/register/publicentry/?" + urlencode({"q": question}),
        "Datasette": "/register/entries?" + urlencode({"_search": words, "_searchmode": "raw"}),
        "by hand": "/?" + urlencode({"q": question}),
    }  # fmt: skip


def questions() -> dict[str, tuple[str, set[str]]]:
    """What is asked, and whom everybody must show."""
    with connection.cursor() as cursor:
        cursor.execute(SOME)
        last, key = cursor.fetchone()
    _, first = key.split()
    rows = PublicEntry.objects.filter(name_key__startswith=last)
    everybody, these = (set(each.values_list("number", flat=True)) for each in
                        (rows, rows.filter(name_key__contains=f" {first}")))  # fmt: skip
    number = min(everybody)
    return {
        "number": (number, {number}),
        "start of a name": (last[:-1], everybody),
        "two names": (f"{first} {last}", these),
    }


def ask(
    clients: dict[str, tuple[Client, Served]], what: str, question: str, people: set[str], size: int
) -> None:
    """Each in turn, after a look whether all show these people."""
    where = addresses(question)
    for name, (client, _) in clients.items():
        if missing := people - set(NUMBER.findall(client.get(where[name]).decode())):
            print(f"    {name} does not show {len(missing)} of {len(people)}")
    took: dict[str, list[float]] = {name: [] for name in clients}
    worked: dict[str, list[float]] = {name: [] for name in clients}
    for _ in range(ROUNDS):
        for name, (client, served) in clients.items():
            tree = Tree(served.pid, of_the_database())
            before = tree.worked()
            took[name].append(milliseconds(partial(client.get, where[name])))
            worked[name].append(tree.worked() - before)
    product, spread = figures.middle(took["this register"])
    for name in list(clients)[1:]:
        figures.say(
            figures.Figure(
                "Beside others", f"{what}, against {name}", product, figures.middle(took[name])[0],
                spread, rows=size, processor=figures.middle(worked["this register"])[0],
            )
        )  # fmt: skip


def measure(size: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE register_publicentry CASCADE")
    crowd.load(size)
    figures.head(f"{size:,} entries, beside others: ratio below 1 is faster than they")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        served = {
            "this register": stack.enter_context(serving("bench.from_memory:application")),
            "Django's admin": stack.enter_context(serving("bench.admin_style:application")),
            "Datasette": stack.enter_context(datasette(folder)),
            "by hand": stack.enter_context(serving("bench.by_hand:application")),
        }
        clients = {name: (Client(each.address), each) for name, each in served.items()}
        for what, (question, people) in questions().items():
            ask(clients, what, question, people, size)
        for name, each in served.items():
            print(f"    {name}: {Tree(each.pid).holds():.0f} MB")


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    for size in SIZES:
        measure(size)


if __name__ == "__main__":
    with own_database():
        main()
