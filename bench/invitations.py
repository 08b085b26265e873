"""`python -m bench.invitations`: a list of 20,000 people, read, looked at, sent and taken back.

Prints rows per second for each step, the longest step, and the most memory. Steps run one after
the other as the worker runs them; between two of them the worker waits two seconds. Everything is
rolled back. Runs beside throwaway servers (`config.embedded exec`).
"""

import io
import os
import resource
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import openpyxl  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from accounts.actors import Actor  # noqa: E402
from accounts.models import Role, User  # noqa: E402
from kit import clock  # noqa: E402
from outbox.models import Job  # noqa: E402
from register.importing import batches  # noqa: E402
from register.models import Invitation, InvitationBatch, Organisation  # noqa: E402
from register.reference.load import load  # noqa: E402

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
ONE_IN = 50  # has a mistake
HEADINGS = ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Gemeente", "Functie")


def in_letters(number: int) -> str:
    """A name of its own for each number."""
    return "Naam" + "".join(chr(97 + int(digit)) for digit in str(number))


def a_list() -> io.BytesIO:
    places = [each.name for each in Organisation.objects.order_by("pk")]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Mensen")
    sheet.append(HEADINGS)
    for number in range(ROWS):
        place = places[number % len(places)]
        wrong = number % ONE_IN == 0
        sheet.append(
            [in_letters(number), "van der", in_letters(7 * number),
             f"persoon{number}@mensen.example", f"{place[:-1]}x" if wrong else place,
             "klantmanager"]
        )  # fmt: skip
    packed = io.BytesIO()
    book.save(packed)
    return packed


def steps_of(task: str) -> list[float]:
    """Perform the jobs of this task until there are none; how many seconds each took."""
    took = []
    while job := Job.objects.filter(task=task, done_at=None).order_by("id").first():
        started = time.perf_counter()
        with transaction.atomic():
            batches.jobs.handlers[task](**job.arguments)
        took.append(time.perf_counter() - started)
        Job.objects.filter(pk=job.pk).update(done_at=clock.now())
    return took


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def tell(what: str, took: list[float]) -> None:
    total = sum(took)
    print(f"{what:<28} {len(took):>5} {total:>8.1f} {max(took):>9.1f} {ROWS / total:>9.0f} "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:>9}")  # fmt: skip


def run() -> None:
    user = User.objects.create_user("bench@mensen.example", last_name="Bench")
    by = Actor(user, Role.DESK)
    file = a_list()
    print(f"{'':<28} {'steps':>5} {'seconds':>8} {'longest s':>9} {'rows/s':>9} {'most MB':>9}")
    made: list[InvitationBatch] = []
    tell("before", [1.0])
    first = seconds(
        lambda: made.append(batches.upload(file, name="bench.xlsx", now=clock.now(), by=by))
    )
    tell("recognise the columns", [first])
    (batch,) = made
    batches.start_check(batch, batch.columns, by=by)
    tell("read and look at", steps_of(batches.CHECK))
    batch.refresh_from_db()
    good = batch.rows.good().count()
    batches.send(batch, with_remarks=True, now=clock.now(), by=by)
    tell("make invitations and jobs", steps_of(batches.SEND))
    invited = Invitation.objects.count()
    batches.undo(batch, now=clock.now(), by=by)
    tell("take everything back", steps_of(batches.UNDO))
    print(f"\n{good} good rows, {invited} invitations, {batch.rows_total} rows")


def main() -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        load()
        run()
        transaction.set_rollback(True)


main()
