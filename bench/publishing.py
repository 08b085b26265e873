"""`python -m bench.publishing [sizes] [--rounds n]`: an edition against a bare `INSERT … SELECT`.

For each size a register is filled by SQL and published once. Then a part of it changes, and in turn
the whole of publishing is measured (finding what changed, comparing, closing, adding, the hash, the
event) and the yardstick: the changed rows, ready in a table, added to the same table with the same
indexes. Each is rolled back. Prints medians, the ratio, the time until readers see it, and how much
memory the process took more.
Runs beside throwaway servers (`config.embedded exec`).
"""

import argparse
import os
import resource
import statistics
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from accounts.actors import Actor  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from kit import clock  # noqa: E402
from register import differences, publication  # noqa: E402
from register.reference.load import load  # noqa: E402

SIZES = (10_000, 100_000)
MOST_CHANGED = 10_000
NAMES = (
    "ARRAY['Bakker','El Amrani','de Vries','Öztürk','van den Berg','Kowalska','Hoekstra','Yilmaz']"
)
FILL = f"""
INSERT INTO accounts_user (public_id, password, email, given_names, infix, last_name, name_key,
    is_active, joined_at)
SELECT gen_random_uuid(), '!', 'bench' || n || '@example.org', 'Sam', '', 'Bench' || n,
    'bench' || n || ' sam', true, now()
FROM generate_series(1, %(size)s) n;
INSERT INTO register_registration (public_id, person_id, number, status, route, shown_given_names,
    shown_infix, shown_last_name, name_key, shows_town, listed_while_paused, since_on)
SELECT gen_random_uuid(), id, 'RK-' || lpad((n / 10000)::text, 4, '0') || '-'
    || lpad((n %% 10000)::text, 4, '0'), 'active', 'diploma', 'Sam', '', surname || n,
    lower(surname) || n || ' sam', true, true, '2024-01-01'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n,
        ({NAMES})[1 + id %% 8] AS surname
    FROM accounts_user WHERE email LIKE 'bench%%') people;
INSERT INTO register_registrationperiod (registration_id, scheme_id, from_on, until_on)
SELECT r.id, (SELECT min(id) FROM register_registerscheme), '2024-01-01', '2028-01-01'
FROM register_registration r;
INSERT INTO register_affiliation (person_id, organisation_id, kinds_of_work, from_on)
SELECT r.person_id, o.ids[1 + r.id %% array_length(o.ids, 1)], '{{work}}', '2024-01-01'
FROM register_registration r, (SELECT array_agg(id) AS ids FROM register_organisation) o;
"""
# A renewal, a pause, somebody who leaves: each noted by the triggers of the product.
CHANGE = """
UPDATE register_registrationperiod SET until_on = '2032-01-01' WHERE id IN (
    SELECT id FROM register_registrationperiod ORDER BY id %% 997, id LIMIT %(most)s);
UPDATE register_registration SET status = 'paused', paused_on = '2026-01-01' WHERE id IN (
    SELECT id FROM register_registration ORDER BY id %% 991, id LIMIT %(few)s);
UPDATE register_registration SET status = 'left', ended_on = '2026-01-01' WHERE id IN (
    SELECT id FROM register_registration ORDER BY id %% 983, id LIMIT %(few)s);
"""
TRIGGERS = ("register_registration", "register_registrationperiod", "register_affiliation")
AFTER = ", ".join(f"after_{fact} AS {fact}" for fact in differences.FACTS)


def run(statements: str, **values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements, values)


def fill(size: int) -> None:
    """Everybody registered and published; nothing noted as changed."""
    for table in TRIGGERS:
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run(FILL, size=size)
    for table in TRIGGERS:
        run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    run("INSERT INTO register_pendingentry (registration_id) SELECT id FROM register_registration")
    run("ANALYZE")
    publish()
    run("ANALYZE")


def publish() -> None:
    publication.publish(today=clock.today(), now=clock.now(), by=Actor.system("bench"))


def keep_changed() -> int:
    """The changed rows, ready for the yardstick."""
    start = differences.next_edition(differences.MAY_DIFFER.format(pending="register_pendingentry"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE ready AS WITH {start} SELECT kind, entry_id, {AFTER}"
            " FROM difference",
            differences.parameters(clock.today()),
        )
        cursor.execute("SELECT count(*) FROM ready")
        return int(cursor.fetchone()[0])


def rolled_back(act: Callable[[], object], before: Callable[[], object] | None = None) -> float:
    with transaction.atomic():
        if before:
            before()
        took = milliseconds(act)
        transaction.set_rollback(True)
    return took


def close_old() -> None:
    run("UPDATE register_publicentry e SET edition_until = 2 FROM ready WHERE e.id = entry_id")


def bare_insert() -> None:
    facts = ", ".join(differences.FACTS)
    run(
        f"INSERT INTO register_publicentry ({facts}, edition_from)"
        f" SELECT {facts}, 2 FROM ready WHERE kind <> 'removed'"
    )


def compare(size: int, rounds: int) -> None:
    changed = min(MOST_CHANGED, size // 10)
    with transaction.atomic():
        load()
        filling = milliseconds(lambda: fill(size))
        run(CHANGE, most=changed * 8 // 10, few=changed // 10)
        rows = keep_changed()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        looked = milliseconds(lambda: differences.since_last_edition(clock.today())[0:50])
        found = [(rolled_back(publish), rolled_back(bare_insert, close_old)) for _ in range(rounds)]
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        product, bare = (statistics.median(each) for each in zip(*found, strict=True))
        print(
            f"{size:>9}{rows:>9}{product:>11.0f}{bare:>12.0f}{product / bare:>7.2f}"
            f"{looked:>12.0f}{grown:>11}{filling / 1000:>10.1f}",
            flush=True,
        )
        transaction.set_rollback(True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(
        f"{'entries':>9}{'changed':>9}{'publish ms':>11}{'INSERT ms':>12}{'ratio':>7}"
        f"{'page ms':>12}{'more KiB':>11}{'fill s':>10}"
    )
    for size in asked.sizes:
        compare(size, asked.rounds)


if __name__ == "__main__":
    main()
