"""`make bench`: the public search against the same page from memory plus the bare SQL.

Prints medians and the ratio, for a small and a larger register. Everything is rolled back.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402

from config.demo.people import NAMES  # noqa: E402
from kit import names  # noqa: E402
from register.models import PublicEntry  # noqa: E402
from register.search import Question, search  # noqa: E402

SIZES = (1_000, 50_000)
ROUNDS = 15
TEXTS = ("bakker", "el am", "van der")


def fill(count: int) -> None:
    """A register of this many people, with names mixed from the demo world."""
    given = [name[0] or "Sam" for name in NAMES]
    last = [(name[1], name[2]) for name in NAMES]
    entries = []
    for number in range(count):
        first, (infix, surname) = given[number % len(given)], last[number * 7 % len(last)]
        digits = f"{number:08}"
        entries.append(
            PublicEntry(
                number=f"RK-{digits[:4]}-{digits[4:]}",
                name=names.full_name(first, infix, surname),
                name_key=f"{names.sort_key(first, infix, surname)} {number}",
                status="registered",
                since_on=date(2024, 1, 1),
                until_on=date(2028, 1, 1),
                town="Utrecht",
                town_key="utrecht",
                province="Utrecht",
                edition_from=1,
            )
        )
    PublicEntry.objects.bulk_create(entries, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE register_publicentry")


def milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def page_from_memory(text: str) -> Callable[[], object]:
    """The same page with rows that are at hand already."""
    rows = search(Question(text=text))
    context = {"entries": rows, "asked": True, "question": Question(text=text), "most_shown": 20}
    request = RequestFactory().get("/", {"q": text})
    return lambda: render_to_string("register/search.html", context, request=request)


def compare(text: str) -> tuple[float, float]:
    """Medians of the page and of the yardstick: memory page plus bare search."""
    client, from_memory = Client(), page_from_memory(text)
    pages, yardsticks = [], []
    for _ in range(ROUNDS):
        pages.append(milliseconds(lambda: client.get("/", {"q": text})))
        bare = milliseconds(lambda: search(Question(text=text)))
        yardsticks.append(bare + milliseconds(from_memory))
    return statistics.median(pages), statistics.median(yardsticks)


def main() -> None:
    call_command("migrate", verbosity=0)
    print(f"{'entries':>9}  {'text':<8} {'page ms':>8} {'yardstick':>9} {'ratio':>6}")
    for size in SIZES:
        with transaction.atomic():
            fill(size)
            for text in TEXTS:
                page, yardstick = compare(text)
                ratio = page / yardstick
                print(f"{size:>9}  {text:<8} {page:>8.1f} {yardstick:>9.1f} {ratio:>6.2f}")
            transaction.set_rollback(True)


main()
