"""`python -m bench.crawler [size]`: how much of the register a crawler gets from a running server.

The server of the Procfile runs on a free port with the budgets it has by default. One visitor looks
up twenty people, half of them by a last name that many have; then from the same address a crawler
asks every two letters and every further page, waits when it is told to wait a minute, and stops
when a hundred questions in a row were refused.
In a database of its own, beside throwaway servers (`config.embedded exec`).
"""

import itertools
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from string import ascii_lowercase

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import crowd  # noqa: E402
from bench.serving import own_database, serving  # noqa: E402
from register.models import PublicEntry  # noqa: E402

NUMBER = re.compile(r"/r/(RK-\d{4}-\d{4})/")
FURTHER = re.compile(r"verder=([^\"&]+)")
LOOKED_UP = 20
IN_A_ROW = 100
MINUTE = 60  # seconds


class Visitor:
    """Asks over a socket, as any program would."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.asked = self.refused = self.in_a_row = 0
        self.got: set[str] = set()

    def ask(self, path: str = "/", **question: str) -> str:
        self.asked += 1
        try:
            address = f"{self.base}{path}?{urllib.parse.urlencode(question)}"
            with urllib.request.urlopen(address) as page:  # noqa: S310
                text = page.read().decode()
        except urllib.error.HTTPError as problem:
            if problem.code != 429:
                raise
            self.refused += 1
            self.in_a_row += 1
            self.be_patient(int(problem.headers["Retry-After"]))
            return ""
        self.in_a_row = 0
        self.got |= set(NUMBER.findall(text))
        return str(text)

    def be_patient(self, seconds: int) -> None:
        """A whole day is not waited for."""
        if seconds <= MINUTE:
            time.sleep(seconds)
            self.in_a_row = 0


def questions() -> Iterator[str]:
    return ("".join(letters) for letters in itertools.product(ascii_lowercase, repeat=2))


def look_people_up(visitor: Visitor, people: list[PublicEntry]) -> None:
    for person in people:
        last_name = person.name.partition(" ")[2]
        visitor.ask(q=last_name if person.pk % 2 else person.name)
        visitor.ask(f"/r/{person.number}/")


def crawl(visitor: Visitor) -> None:
    for asked in questions():
        page = visitor.ask(q=asked)
        while page and (further := FURTHER.search(page)):
            page = visitor.ask(q=asked, verder=urllib.parse.unquote(further[1]))
        if visitor.in_a_row >= IN_A_ROW:
            return


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    crowd.load(size)
    with serving("config.wsgi:application", workers=2) as base:
        honest = Visitor(base)
        look_people_up(honest, list(PublicEntry.objects.order_by("?")[:LOOKED_UP]))
        print(f"one visitor: {honest.asked} pages, {honest.refused} refused")
        crawler = Visitor(base)
        crawl(crawler)
    share = 100 * len(crawler.got) / size
    print(
        f"a crawler from the same address: {len(crawler.got):,} of {size:,} names "
        f"({share:.1f} %) in {crawler.asked:,} questions, {crawler.refused:,} refused"
    )
    connection.close()


if __name__ == "__main__":
    with own_database():
        main()
