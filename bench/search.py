"""`python -m bench.search [size …]`: the public search over a register of 10,000 to 1,000,000.

For each search the page as a visitor gets it, in turn with the same page showing the same rows from
memory plus the bare SQL of that search; the growth of a search with the register; and Django-admin
style `icontains` on the same data. At each size all cases of `tests/register/test_search_cases.py`
are asked too. In a database of its own. Runs beside throwaway servers (`config.embedded exec`).
"""

import os
import statistics
import sys
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import Q  # noqa: E402

from bench import crowd, figures, population  # noqa: E402
from bench.pages import Pages  # noqa: E402
from bench.serving import own_database, serving  # noqa: E402
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
    """The medians of the page of each search, over so many entries."""
    population.run("TRUNCATE register_publicentry, register_formername CASCADE")
    took = milliseconds(lambda: (crowd.load(size), cases.add_people()))
    figures.head(f"{size:,} entries, loaded in {took / 1000:.0f} s")
    found = {}
    with serving("bench.from_memory:application") as served:
        pages = Pages(served)
        for name, question in SEARCHES.items():
            figure = pages.figure(
                "/?" + urlencode(question), rounds=ROUNDS, row="Public search", what=name,
                rows=size, reach=WITHIN,
            )  # fmt: skip
            figures.say(figure)
            found[name] = figure.product
            if pages.sql > AT_MOST:
                print(f"    the bare SQL takes {pages.sql:.0f} ms, more than {AT_MOST}")
    for name in AGAINST_ADMIN:
        ours, theirs = against_admin(SEARCHES[name])
        figures.say(
            figures.Figure(
                "Search against Django-admin style icontains", name, ours, theirs, rows=size,
                reach=100 if size >= 1_000_000 else None, at_least=True,
            )
        )  # fmt: skip
    ask_all_cases()
    return found


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    settings.ALLOWED_HOSTS = ["localhost"]
    found = {size: measure(size) for size in SIZES}
    for name in GROWING if len(SIZES) > 1 else ():
        figures.say(
            figures.Figure(
                "Growth of search", f"{name}; against {SIZES[0]:,}", found[SIZES[-1]][name],
                found[SIZES[0]][name], rows=SIZES[-1], reach=1.3,
            )
        )  # fmt: skip


if __name__ == "__main__":
    with own_database():
        main()
