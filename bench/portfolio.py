"""`python -m bench.portfolio`: the pages of somebody with four years of life in the portfolio.

200 activities, 60 stories, 24 intervision sessions and 120 files. Each page is measured in turn
with its yardstick in one run: the same page from memory, through the same layers, plus the bare
SQL that it asked. Prints medians, the ratio and the number of queries; for little and for much.
Everything is rolled back.
Runs beside throwaway servers (`config.embedded exec`).
"""

import contextlib
import os
import statistics
import sys
import tempfile
from datetime import timedelta
from typing import Any
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django import shortcuts  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path, reverse  # noqa: E402

import config.urls  # noqa: E402
from accounts.access import signed_in  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from files.models import StoredFile  # noqa: E402
from kit import clock  # noqa: E402
from portfolios.dossier import plans, stories  # noqa: E402
from portfolios.models import Evidence, LearningActivity  # noqa: E402
from portfolios.together import groups, sessions  # noqa: E402
from register.models import Competency, RegisterScheme  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.makers import logins, people  # noqa: E402

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
LITTLE, MUCH = (5, 2, 2, 3), (200, 60, 24, 120)
PAGES = ("home", "dossier:activities", "dossier:story_list", "timeline", "dossier:plan",
         "dossier:evidence_list", "together:sessions")  # fmt: skip
DAYS = 4 * 365
MEMORY = "/uit-het-geheugen/"
KEPT: dict[str, Any] = {}
TEXT = "Zij zei lang niets, en ik wachtte tot zij zelf begon te vertellen. " * 12


def somebody(name: str, amounts: tuple[int, int, int, int]) -> Any:
    """A person with so many activities, stories, sessions and files, spread over the years."""
    owner = people.person(name, "Vierjaar")
    now, today = clock.now(), clock.today()
    activities, told, met, files = amounts
    scheme = RegisterScheme.objects.in_force_on(today)
    goals = [
        plans.add_goal(owner, today=today, scheme=scheme, title=f"Doel {number}")
        for number in range(3)
    ]
    competency = Competency.objects.first()
    made = [
        LearningActivity.objects.create(
            owner=owner, kind="read", title=f"Activiteit {number}", note=TEXT[:300],
            happened_on=today - timedelta(days=number * DAYS // activities), captured_at=now,
        )
        for number in range(activities)
    ]  # fmt: skip
    for number, activity in enumerate(made):
        activity.goals.add(goals[number % 3])
        activity.competencies.add(competency)
    for number in range(told):
        story = stories.start(owner, now=now, activity=made[number % activities])
        texts = dict.fromkeys(("signal", "analysis", "choice", "effect"), TEXT)
        stories.save(story, version=1, now=now, title=f"Verhaal {number}", goals=goals[:1], **texts)
    group = groups.start(f"Groep {name}", founder=owner, today=today)
    for number in range(met):
        sessions.log(
            group, held_on=today - timedelta(days=number * 55), method="walk", theme="Over macht",
            present=list(group.members.all()), logger=owner, now=now,
        )  # fmt: skip
    for number in range(files):
        file = StoredFile.own(b"%PDF-", name=f"blad-{number}.pdf", content_type="application/pdf")
        Evidence.objects.create(
            owner=owner, activity=made[number % activities], file=file, added_at=now
        )
    return owner


def keep_page(client: Client, url: str) -> None:
    """Let `from_memory` serve what the view of this address found."""
    modules = [sys.modules[name] for name in sys.modules if ".views." in name]
    rendering = [each for each in modules if getattr(each, "render", None) is shortcuts.render]

    def keeping(request: Any, template: str, context: Any = None, **more: Any) -> HttpResponse:
        KEPT.update(template=template, context=context)
        return shortcuts.render(request, template, context, **more)

    with contextlib.ExitStack() as patched:
        for each in rendering:
            patched.enter_context(mock.patch.object(each, "render", keeping))
        client.get(url)


@signed_in
def from_memory(request: Any) -> HttpResponse:
    """The same page through the same layers, from what its view had found."""
    return shortcuts.render(request, KEPT["template"], KEPT["context"])


urlpatterns = [path("uit-het-geheugen/", from_memory), *config.urls.urlpatterns]
for name in ("handler400", "handler403", "handler404", "handler500"):
    globals()[name] = getattr(config.urls, name)


def bare(queries: list[dict[str, str]]) -> None:
    with connection.connection.cursor() as cursor:
        for query in queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(query["sql"])
                cursor.fetchall()


def asked_by(client: Client, url: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    queries = list(asked.captured_queries)  # the next request forgets them
    assert answer.status_code == 200, url
    return queries


def compare(client: Client, url: str) -> tuple[int, float, float, float]:
    """Queries, and the medians of the page, of the page from memory and of the bare SQL."""
    queries = asked_by(client, url)
    keep_page(client, url)
    around = {query["sql"] for query in asked_by(client, MEMORY)}  # of the session and the person
    own = [query for query in queries if query["sql"] not in around]
    found: list[tuple[float, float, float]] = [
        (
            milliseconds(lambda: client.get(url)),
            milliseconds(lambda: client.get(MEMORY)),
            milliseconds(lambda: bare(own)),
        )
        for _ in range(ROUNDS)
    ]
    page, same, sql = (statistics.median(each) for each in zip(*found, strict=True))
    return len(queries), page, same, sql


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.MEDIA_ROOT, settings.ALLOWED_HOSTS = folder, ["testserver"]
        settings.ROOT_URLCONF = "bench.portfolio"
        load()
        print(
            f"{'page':<24}{'rows':>6}{'queries':>9}{'page':>8}{'memory':>8}{'SQL':>8}{'ratio':>7}"
        )
        for name, amounts in (("Weinig", LITTLE), ("Veel", MUCH)):
            owner = somebody(name, amounts)
            client = logins.put_in(Client(), owner)
            for page in PAGES:
                count, took, same, sql = compare(client, reverse(page))
                print(
                    f"{page:<24}{amounts[0]:>6}{count:>9}{took:>8.1f}{same:>8.1f}{sql:>8.1f}"
                    f"{took / (same + sql):>7.2f}"
                )
        transaction.set_rollback(True)


if __name__ == "__main__":
    sys.modules["bench.portfolio"] = sys.modules["__main__"]  # its addresses, in this very run
    main()
