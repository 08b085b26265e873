"""`python -m bench.assigning [dossiers …]`: proposals for a whole quarter in one go.

Makes so many dossiers that were handed in and so many assessors with different room, spread over
the municipalities of the country, with joint services and intervision groups that stand in the way.
Prints how long it took, how the load is spread, and how many can meet near home or by video.
Everything is rolled back. Runs beside throwaway servers (`config.embedded exec`).
"""

import os
import statistics
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.db.models import Count, Q  # noqa: E402

from accounts.actors import Actor  # noqa: E402
from accreditation import assignment, weighing  # noqa: E402
from accreditation.models import Assessor, Assignment  # noqa: E402
from bench import figures, population  # noqa: E402
from bench.processes import Tree  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from kit import clock  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.accreditation import conftest as talks  # noqa: E402
from tests.makers import people  # noqa: E402

SIZES = [int(each) for each in sys.argv[1:]] or [500, 2000, 8000]
CYCLES_EACH = 8  # dossiers for each assessor
FOUND: list[float] = []
BY = Actor.system("bench")
# A third of the assessors does not speak by video; each has room for 5 to 11 talks a year.
AROUND = """
INSERT INTO accreditation_assessor (user_id, provinces, online, kinds_of_work, talks_a_year,
    secrecy_signed_on)
SELECT folk.id, ARRAY[(SELECT province FROM places o
        WHERE o.n = folk.n * 7919 %% (SELECT count(*) FROM places))],
    folk.n %% 3 > 0, '{}', 5 + folk.n %% 7, '2020-01-01'
FROM folk WHERE n <= %(assessors)s;
INSERT INTO accounts_rolegrant (user_id, role, from_on)
SELECT user_id, 'assessor', '2020-01-01' FROM accreditation_assessor;
INSERT INTO portfolios_intervisiongroup (public_id, name, started_on)
SELECT gen_random_uuid(), 'Bench' || n, '2024-01-01' FROM generate_series(1, 300) n;
INSERT INTO portfolios_groupmember (group_id, person_id, moderates, from_on)
SELECT g.id, folk.id, false, '2024-01-01' FROM folk
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM portfolios_intervisiongroup
      WHERE name LIKE 'Bench%%') g ON g.n = 1 + folk.n %% 300;
"""


def fill(cycles: int, assessors: int) -> None:
    """Assessors, then people whose dossiers were handed in one a minute, in groups and places."""
    eldest = talks.handed_in(people.person("Sam", "Eerst"), now=clock.now())
    registration = eldest.period.registration
    population.people(cycles + assessors)
    population.run(AROUND, assessors=assessors)
    population.copies(
        registration.person.affiliations.get(), person_id="folk.id",
        organisation_id=population.PLACE,
    )  # fmt: skip
    handed_in = {"first": assessors + 1}
    theirs = population.of_theirs
    population.copies(registration, **handed_in, person_id="folk.id", number=population.NUMBER)
    population.copies(eldest.period, **handed_in, registration_id=theirs("register_registration"))
    population.copies(eldest.snapshot, **handed_in, owner_id="folk.id")
    population.copies(
        eldest, **handed_in, person_id="folk.id",
        period_id=f"""(SELECT id FROM register_registrationperiod
            WHERE registration_id = {theirs("register_registration")})""",
        snapshot_id=theirs("portfolios_dossiersnapshot", "owner_id"),
        handed_in_at="made.handed_in_at - folk.n * interval '1 minute'",
    )  # fmt: skip
    population.run("ANALYZE")


def say(asked: int) -> None:
    """Whether the load is even, and how many can meet near home or by video."""
    given = Count("assignments", filter=Q(assignments__ended_on=None))
    load = list(Assessor.objects.annotate(given=given).values_list("given", "talks_a_year"))
    given_talks = [talks for talks, _ in load]
    filled = [talks / room for talks, room in load]
    reasons = [each for (each,) in Assignment.objects.values_list("reasons")]
    far = sum(weighing.FAR in each for each in reasons)
    by_video = sum(weighing.BY_VIDEO in each for each in reasons)
    print(
        f"load: mean {statistics.mean(given_talks):.2f}, most {max(given_talks)}, "
        f"max/mean {max(given_talks) / statistics.mean(given_talks):.2f}; "
        f"of the own room: {min(filled):.0%} – {max(filled):.0%}; "
        f"within the travel of the scheme: {1 - (far + by_video) / max(asked, 1):.1%}, "
        f"or by video: {1 - far / max(asked, 1):.1%}"
    )


def measure(cycles: int) -> float:
    """Milliseconds for each proposal, when so many dossiers wait."""
    with transaction.atomic():
        load()
        fill(cycles, cycles // CYCLES_EACH)
        here = Tree(os.getpid())
        worked, asked = here.worked(), []
        took = milliseconds(lambda: asked.append(assignment.propose_all(now=clock.now(), by=BY)))
        each = took / asked[0]
        worked = (here.worked() - worked) / asked[0]
        FOUND.append(each)
        figures.say(
            figures.Figure(
                "Proposals of assessors for a quarter", "each proposal; against the smallest size",
                each, FOUND[0], reach=1.5, rows=cycles, processor=worked,
            )
        )  # fmt: skip
        say(asked[0])
        transaction.set_rollback(True)
    return each


def main() -> None:
    call_command("migrate", verbosity=0)
    figures.head("Proposals of assessors, all at once")
    for cycles in SIZES:
        measure(cycles)


if __name__ == "__main__":
    main()
