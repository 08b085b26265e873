"""`python -m bench.desk [open items …]`: the desk with so many open items, and an assessor's day.

Applications in every status that lies at the desk, handed-in dossiers without an assessor, letters
that did not go, names that change; of each the first comes about by the real transitions and is
copied for all others. The assessor has sixty talks ahead of them and ten reports to write. Each
page through the server by one client, in turn with its yardstick (bench/pages.py). In a database of
its own. Runs beside throwaway servers (`config.embedded exec`).
"""

import os
import sys
import tempfile
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import reverse  # noqa: E402

from accounts.models import Role  # noqa: E402
from bench import figures, population  # noqa: E402
from bench.pages import Pages  # noqa: E402
from bench.serving import own_database, serving  # noqa: E402
from kit import clock  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.accreditation import conftest as talks  # noqa: E402
from tests.makers import people  # noqa: E402

SIZES = [int(each) for each in sys.argv[1:]] or [200, 2000, 20_000]
PROMISED = 20_000
DESK = {
    "today": "/desk/",
    "applications": "/desk/aanmeldingen/",
    "applications, page 40": "/desk/aanmeldingen/?pagina=40",
    "applications that are late": "/desk/aanmeldingen/?wacht=termijn",
    "applications, a name": "/desk/aanmeldingen/?naam=bench1",
    "planning of talks": "/desk/gesprekken/",
    "people, a name": "/desk/mensen/?naam=bench1",
}
ASSESSOR = {
    "agenda": reverse("assessing:agenda"),
    "moments": reverse("assessing:slots"),
    "dossiers": reverse("assessing:cases"),
}
TALKS, REPORTS = 60, 10


def open_items(count: int) -> None:
    """Six of ten applications (of which a third new), three handed-in dossiers, one moved name."""
    today, now = clock.today(), clock.now()
    new = people.submitted(people.person("Sam", "Eerst"), today=today)
    taken = people.submitted(people.person("Sam", "Tweede"), today=today)
    taken.take(by=people.desk_actor())
    handed_in = talks.handed_in(people.person("Sam", "Derde"), now=now)
    registration = handed_in.period.registration
    population.people(count)
    some, most = count * 2 // 10, count * 6 // 10
    spread = {"person_id": "folk.id", "submitted_on": "made.submitted_on - (folk.n % 80)::int"}
    population.copies(new, last=some, **spread)
    population.copies(taken, first=some + 1, last=most, **spread)
    rest = {"first": most + 1}
    population.copies(registration, **rest, person_id="folk.id", number=population.NUMBER)
    theirs = population.of_theirs("register_registration")
    population.copies(handed_in.period, **rest, registration_id=theirs)
    population.copies(handed_in.snapshot, **rest, owner_id="folk.id")
    population.copies(
        handed_in, **rest, person_id="folk.id",
        period_id=f"(SELECT id FROM register_registrationperiod WHERE registration_id = {theirs})",
        snapshot_id=population.of_theirs("portfolios_dossiersnapshot", "owner_id"),
    )  # fmt: skip
    population.run("ANALYZE")
    population.run("DROP TABLE folk, places")


def busy_assessor():  # type: ignore[no-untyped-def]
    """Talks on the days ahead, and those that were held and have no report yet."""
    assessor = talks.make_assessor("Hanneke", "Bezet", talks_a_year=500)
    for number in range(TALKS + REPORTS):
        person = people.person("Gesprek", f"Met{number}")
        if number < REPORTS:
            talks.held(person, assessor, now=clock.now() - timedelta(days=7, hours=2 * number))
        else:
            moment = talks.slot(assessor, clock.now() + timedelta(hours=26 + 2 * number),
                                now=clock.now())  # fmt: skip
            talks.booked(person, assessor, now=clock.now(), moment=moment)
    return assessor.user


def measure(size: int) -> None:
    load()
    assessor = busy_assessor()
    open_items(size)
    desk = people.person("Dirk", "Bureau", role=Role.DESK)
    figures.head(f"The desk with {size:,} open items, and a busy assessor")
    reach = 1.5 if size >= PROMISED else None
    with serving("bench.from_memory:application") as served:
        for row, owner, those in (
            ("The desk", desk, DESK), ("An assessor's day", assessor, ASSESSOR),
        ):  # fmt: skip
            pages = Pages(served, owner)
            for what, url in those.items():
                figures.say(pages.figure(url, row=row, what=what, rows=size, reach=reach))


def main() -> None:
    for size in SIZES:
        with own_database(), tempfile.TemporaryDirectory() as folder:
            settings.MEDIA_ROOT = folder
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
            measure(size)


if __name__ == "__main__":
    main()
