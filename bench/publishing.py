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
from collections.abc import Callable
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from accounts.actors import Actor  # noqa: E402
from bench import figures, population  # noqa: E402
from bench.population import run  # noqa: E402
from bench.processes import Tree  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from kit import clock  # noqa: E402
from register import differences, publication  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.makers import people  # noqa: E402

SIZES = (10_000, 100_000)
MOST_CHANGED = 10_000
NAMES = (
    "ARRAY['Bakker','El Amrani','de Vries','Öztürk','van den Berg','Kowalska','Hoekstra','Yilmaz']"
)
SURNAME = f"({NAMES})[1 + folk.n % 8]"
# A renewal, a pause, somebody who leaves: each noted by the triggers of the product.
CHANGE = """
UPDATE register_registrationperiod SET until_on = '2032-01-01' WHERE id IN (
    SELECT id FROM register_registrationperiod ORDER BY id %% 997, id LIMIT %(most)s);
UPDATE register_registration SET status = 'paused', paused_on = '2026-01-01' WHERE id IN (
    SELECT id FROM register_registration ORDER BY id %% 991, id LIMIT %(few)s);
UPDATE register_registration SET status = 'left', ended_on = '2026-01-01' WHERE id IN (
    SELECT id FROM register_registration ORDER BY id %% 983, id LIMIT %(few)s);
"""
AFTER = ", ".join(f"after_{fact} AS {fact}" for fact in differences.FACTS)


def fill(size: int) -> None:
    """Everybody registered and published; nothing noted as changed."""
    made = people.registered(people.person("Sam", "Eerst"), since=date(2024, 1, 1))
    population.people(size)
    population.copies(
        made, person_id="folk.id", number=population.NUMBER, shown_last_name=f"{SURNAME} || folk.n",
        name_key=f"lower({SURNAME}) || folk.n || ' sam'",
    )  # fmt: skip
    theirs = population.of_theirs("register_registration")
    population.copies(made.current_period, registration_id=theirs)
    population.copies(
        made.person.affiliations.get(), person_id="folk.id", organisation_id=population.PLACE
    )
    run("INSERT INTO register_pendingentry (registration_id) SELECT id FROM register_registration"
        " ON CONFLICT DO NOTHING")  # fmt: skip
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
        here = Tree(os.getpid())
        before = here.holds()
        looked = milliseconds(lambda: differences.since_last_edition(clock.today())[0:50])
        found = [(rolled_back(publish), rolled_back(bare_insert, close_old)) for _ in range(rounds)]
        products, bare = zip(*found, strict=True)
        product, spread = figures.middle(products)
        figures.say(
            figures.Figure(
                "Publishing an edition", f"publish, {rows:,} changed", product,
                figures.middle(bare)[0], spread, reach=5, rows=size,
                memory=here.holds() - before,
            )
        )  # fmt: skip
        print(f"the first differences: {looked:.0f} ms; filled in {filling / 1000:.0f} s")
        transaction.set_rollback(True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    figures.head(
        "Publishing: against INSERT … SELECT of the changed rows; MB is what it takes more"
    )
    for size in asked.sizes:
        compare(size, asked.rounds)


if __name__ == "__main__":
    main()
