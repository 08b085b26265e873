"""`python -m bench.search [size …]`: the public search over a register of 10,000 to 1,000,000.

For each search the page as a visitor gets it, in turn with the same page showing the same rows from
memory plus the bare SQL of that search; the growth of a search with the register; and Django-admin
style `icontains` on the same data. At each size all cases of `tests/register/test_search_cases.py`
are asked too. Everything is rolled back. Runs beside throwaway servers (`config.embedded exec`).
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import crowd  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from register.models import PublicEntry  # noqa: E402
from register.views import public  # noqa: E402
from tests.register import test_search_cases as cases  # noqa: E402

SIZES = [int(each) for each in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
ROUNDS = 21
ADMIN_ROUNDS = 5
SEARCHES: dict[str, dict[str, str]] = {
    "number": {"q": cases.number_at(1)},
    "start of a name": {"q": "bakk"},
    "start of two names": {"q": "johanna bakker"},
    "name + municipality": {"q": "bakker", "gemeente": "Zwolle"},
    "infix (v.d. Berg)": {"q": "v.d. berg"},
    "given name": {"q": "khadija"},
    "part of a name": {"q": "zyszczyk"},
    "part of many names": {"q": "kerho"},
    "typing error": {"q": "Samria El Armani"},
    "typing error, one word": {"q": "bakekr"},
    "nobody": {"q": "xyzqrst wvutgh"},
}
AGAINST_ADMIN = ("number", "start of a name", "start of two names", "name + municipality",
                 "part of a name", "part of many names")  # fmt: skip
GROWING = ("number", "start of a name")
WITHIN = 1.3
AT_MOST = 50  # milliseconds of bare SQL


class Measured:
    """The medians of one search: page, page from memory, bare SQL."""

    def __init__(self, question: dict[str, str]) -> None:
        self.client, self.question = Client(HTTP_HOST="localhost"), question
        with CaptureQueriesContext(connection) as asked:
            self.ask()
        self.queries = [each["sql"] for each in asked.captured_queries]
        self.own = [each for each in self.queries if "register_" in each]
        kept = self.keep()
        times: list[tuple[float, float, float]] = []
        for _ in range(ROUNDS):
            page = milliseconds(self.ask)
            with mock.patch.multiple(public, **kept):
                memory = milliseconds(self.ask)
            times.append((page, memory, milliseconds(self.bare)))
        pages, memories, sqls = zip(*times, strict=True)
        self.page, self.memory, self.sql = map(statistics.median, (pages, memories, sqls))
        first, _, third = statistics.quantiles(pages, n=4)
        self.spread = third - first

    @property
    def ratio(self) -> float:
        return self.page / (self.memory + self.sql)

    def ask(self) -> None:
        answer = self.client.get("/", self.question)
        assert answer.status_code == 200, answer.status_code

    def keep(self) -> dict[str, Callable[..., Any]]:
        """What the view finds, at hand: the page from memory takes every other step."""
        found = public.look_up(public.SearchForm(self.question).question)
        return {"look_up": lambda *_: found}

    def bare(self) -> None:
        with connection.connection.cursor() as cursor:
            for query in self.own:
                cursor.execute(query)
                cursor.fetchall()


def admin_style(text: str) -> float:
    """As a list in Django's admin: each word anywhere in one of the fields; counted, and a page."""
    rows = PublicEntry.objects.filter(edition_until=None)
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(number__icontains=word))
    return milliseconds(lambda: (rows.count(), list(rows.order_by("-pk")[:100])))


def against_admin(question: dict[str, str]) -> tuple[float, float]:
    """Medians of the bare search and of the admin's, in turn."""
    asked = public.SearchForm(question).question
    times = [
        (milliseconds(lambda: public.look_up(asked)), admin_style(question["q"]))
        for _ in range(ADMIN_ROUNDS)
    ]
    ours, theirs = zip(*times, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def ask_all_cases() -> None:
    wrong = [(case, cases.answer(case)) for case in cases.CASES]
    wrong = [(case, got) for case, got in wrong if got != (case.how, case.first)]
    print(f"  cases: {len(cases.CASES) - len(wrong)} of {len(cases.CASES)} as they must be")
    for case, got in wrong:
        print(f"    {case.typed!r}: {got}, not {(case.how, case.first)}")


def measure(size: int) -> dict[str, float]:
    started = time.perf_counter()
    crowd.load(size)
    cases.add_people()
    print(f"\n{size:,} entries, loaded in {time.perf_counter() - started:.0f} s")
    print(f"{'search':<24}{'queries':>8}{'page':>8}{'±':>6}{'memory':>8}{'SQL':>8}{'ratio':>7}")
    pages = {}
    for name, question in SEARCHES.items():
        got = Measured(question)
        pages[name] = got.page
        marks = " !" * (got.ratio > WITHIN) + " SQL!" * (got.sql > AT_MOST)
        print(
            f"{name:<24}{len(got.own):>8}{got.page:>8.1f}{got.spread:>6.1f}{got.memory:>8.1f}"
            f"{got.sql:>8.1f}{got.ratio:>7.2f}{marks}"
        )
    for name in AGAINST_ADMIN:
        ours, theirs = against_admin(SEARCHES[name])
        print(f"  {name}: {ours:.1f} ms, admin's icontains {theirs:.1f} ms: {theirs / ours:.0f} ×")
    ask_all_cases()
    return pages


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    settings.ALLOWED_HOSTS = ["localhost"]
    for budget in ("A_MINUTE", "A_DAY", "NAMES", "NAMES_STOP"):  # counted, and never reached
        setattr(settings, f"PUBLIC_{budget}", 10**9)
    print(f"{ROUNDS} rounds, in turn, in milliseconds: medians (± the middle half of the page)")
    pages = {}
    for size in SIZES:
        with transaction.atomic():
            pages[size] = measure(size)
            transaction.set_rollback(True)
    for name in GROWING:
        growth = pages[SIZES[-1]][name] / pages[SIZES[0]][name]
        print(f"\n{name}: {SIZES[0]:,} → {SIZES[-1]:,} entries: {growth:.2f} ×", end="")
    print()


if __name__ == "__main__":
    main()
