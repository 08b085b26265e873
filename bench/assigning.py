"""`python -m bench.assigning [cycles] [assessors]`: proposals for a whole quarter in one go.

Makes so many dossiers that were handed in and so many assessors with different room, spread over
the municipalities of the country, with joint services and intervision groups that stand in the way.
Prints how long it took, how the load is spread, and how many can meet near home or by video.
Everything is rolled back. Runs beside throwaway servers (`config.embedded exec`).
"""

import os
import statistics
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count, Q  # noqa: E402

from accounts.actors import Actor  # noqa: E402
from accreditation import assignment, weighing  # noqa: E402
from accreditation.models import Assessor, Assignment  # noqa: E402
from kit import clock  # noqa: E402
from register.reference.load import load  # noqa: E402

CYCLES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
ASSESSORS = int(sys.argv[2]) if len(sys.argv) > 2 else 250
BY = Actor.system("bench")
# A third of the assessors does not speak by video; each has room for 5 to 11 talks a year.
FILL = """
INSERT INTO accounts_user (public_id, password, email, given_names, infix, last_name, name_key,
    is_active, joined_at)
SELECT gen_random_uuid(), '!', 'bench' || n || '@example.org', 'Sam', '', 'Bench' || n,
    'bench' || n || ' sam', true, now()
FROM generate_series(1, %(cycles)s + %(assessors)s) n;
CREATE TEMP TABLE people AS
SELECT id, row_number() OVER (ORDER BY id) AS n FROM accounts_user WHERE email LIKE 'bench%%';
CREATE TEMP TABLE places AS
SELECT id, province, row_number() OVER (ORDER BY id) - 1 AS n FROM register_organisation;
INSERT INTO register_affiliation (person_id, organisation_id, kinds_of_work, from_on)
SELECT p.id, o.id, '{work}', '2020-01-01'
FROM people p JOIN places o ON o.n = p.n * 7919 %% (SELECT count(*) FROM places);
INSERT INTO accreditation_assessor (user_id, provinces, online, kinds_of_work, talks_a_year,
    secrecy_signed_on)
SELECT p.id, ARRAY[o.province], p.n %% 3 > 0, '{}', 5 + p.n %% 7, '2020-01-01'
FROM people p JOIN places o ON o.n = p.n * 7919 %% (SELECT count(*) FROM places)
WHERE p.n <= %(assessors)s;
INSERT INTO accounts_rolegrant (user_id, role, from_on)
SELECT user_id, 'assessor', '2020-01-01' FROM accreditation_assessor;
INSERT INTO portfolios_intervisiongroup (public_id, name, started_on)
SELECT gen_random_uuid(), 'Bench' || n, '2024-01-01' FROM generate_series(1, 300) n;
INSERT INTO portfolios_groupmember (group_id, person_id, moderates, from_on)
SELECT g.id, p.id, false, '2024-01-01' FROM people p
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM portfolios_intervisiongroup
      WHERE name LIKE 'Bench%%') g ON g.n = 1 + p.n %% 300;
INSERT INTO register_registration (public_id, person_id, number, status, route, shown_given_names,
    shown_infix, shown_last_name, name_key, shows_town, listed_while_paused, since_on)
SELECT gen_random_uuid(), id, 'RK-' || lpad((n / 10000)::text, 4, '0') || '-'
    || lpad((n %% 10000)::text, 4, '0'), 'active', 'diploma', 'Sam', '', 'Bench', 'bench', true,
    true, '2022-12-01' FROM people WHERE n > %(assessors)s;
INSERT INTO register_registrationperiod (registration_id, scheme_id, from_on, until_on)
SELECT r.id, (SELECT min(id) FROM register_registerscheme), '2022-12-01', '2026-12-01'
FROM register_registration r JOIN people p ON p.id = r.person_id;
INSERT INTO portfolios_dossiersnapshot (public_id, owner_id, frozen_at, content, sha256)
SELECT gen_random_uuid(), id, now(), '{}', repeat('0', 64) FROM people WHERE n > %(assessors)s;
INSERT INTO accreditation_cycle (public_id, period_id, person_id, status, snapshot_id, handed_in_at)
SELECT gen_random_uuid(), e.id, r.person_id, 'handed_in', s.id, now() - r.id * interval '1 minute'
FROM register_registrationperiod e JOIN register_registration r ON r.id = e.registration_id
JOIN portfolios_dossiersnapshot s ON s.owner_id = r.person_id
JOIN people p ON p.id = r.person_id;
"""


def fill() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"cycles": CYCLES, "assessors": ASSESSORS})
        cursor.execute("ANALYZE")


def say(seconds: float, asked: int) -> None:
    given = Count("assignments", filter=Q(assignments__ended_on=None))
    load = list(Assessor.objects.annotate(given=given).values_list("given", "talks_a_year"))
    given_talks = [talks for talks, _ in load]
    filled = [talks / room for talks, room in load]
    reasons = [each for (each,) in Assignment.objects.values_list("reasons")]
    far = sum(weighing.FAR in each for each in reasons)
    by_video = sum(weighing.BY_VIDEO in each for each in reasons)
    room = sum(room for _, room in load)
    print(f"{CYCLES:,} dossiers, {ASSESSORS} assessors with room for {room:,} talks")
    each = 1000 * seconds / max(asked, 1)
    print(f"{asked:,} proposals in {seconds:.1f} s, {each:.1f} ms each")
    print(
        f"load: mean {statistics.mean(given_talks):.2f}, most {max(given_talks)}, "
        f"max/mean {max(given_talks) / statistics.mean(given_talks):.2f}; "
        f"of the own room: {min(filled):.0%} – {max(filled):.0%}"
    )
    print(
        f"within the travel of the scheme: {1 - (far + by_video) / max(asked, 1):.1%}, "
        f"or by video: {1 - far / max(asked, 1):.1%}"
    )


def main() -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        load()
        fill()
        started = time.perf_counter()
        asked = assignment.propose_all(now=clock.now(), by=BY)
        say(time.perf_counter() - started, asked)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
