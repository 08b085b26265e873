"""`python -m bench.portfolio [rounds]`: the pages of somebody with four years in the portfolio.

200 activities, 60 stories, 24 intervision sessions and 120 files; for little and for much. In a
database of its own. Runs beside throwaway servers (`config.embedded exec`).
"""

import os
import sys
import tempfile
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench import figures  # noqa: E402
from bench.pages import Pages  # noqa: E402
from bench.serving import own_database, serving  # noqa: E402
from files.models import StoredFile  # noqa: E402
from kit import clock  # noqa: E402
from portfolios.dossier import plans, stories  # noqa: E402
from portfolios.models import Evidence, LearningActivity  # noqa: E402
from portfolios.together import groups, sessions  # noqa: E402
from register.models import Competency, RegisterScheme  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.makers import people  # noqa: E402

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 31
MUCH = 200
SOMEBODIES = (("Weinig", (5, 2, 2, 3)), ("Veel", (MUCH, 60, 24, 120)))
PAGES = ("home", "dossier:activities", "dossier:story_list", "timeline", "dossier:plan",
         "dossier:evidence_list", "together:sessions")  # fmt: skip
DAYS = 4 * 365
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


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load()
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = folder
        made = [(somebody(name, rows), rows[0]) for name, rows in SOMEBODIES]
        figures.head("Own pages: against the same page from memory + the bare SQL")
        with serving("bench.from_memory:application") as served:
            for owner, rows in made:
                pages = Pages(served, owner)
                for name in PAGES:
                    reach = 1.5 if rows == MUCH else None
                    named = {
                        "row": "Dashboard and portfolio",
                        "what": name,
                        "rows": rows,
                        "reach": reach,
                    }
                    figures.say(pages.figure(reverse(name), rounds=ROUNDS, **named))


if __name__ == "__main__":
    with own_database():
        main()
