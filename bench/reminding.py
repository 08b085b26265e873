"""`python -m bench.reminding [sizes] [--rounds n]`: the nightly sweep against the bare SQL.

A register of so many people with periods that end on every day of the years ahead, and letters of
all steps that passed. In turn: the sweep of the product (who is at a step without its letter, each
letter in its words, the jobs that send them), and the yardstick, one INSERT … SELECT that finds the
same people by the same rule and adds as many letters and jobs with a fixed text. Each is rolled
back. Prints medians, the ratio and how much memory the process took more; and checks the ledger:
twice at once, after three days without a beat, and after the clock went back a day.
Runs beside throwaway servers (`config.embedded exec`).
"""

import argparse
import os
from datetime import date, datetime, time, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accreditation import cycles, reminders  # noqa: E402
from bench import figures, population  # noqa: E402
from bench.processes import Tree  # noqa: E402
from bench.timing import milliseconds  # noqa: E402
from outbox.models import Job, Letter  # noqa: E402
from register.reference.load import load  # noqa: E402
from tests.makers import people  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
DAY = date(2026, 11, 23)
DAYS = 1461  # of four years: on each as many periods end
UNTIL = f"DATE '{DAY}' + 1 + (folk.n % {DAYS})::int"
# Every letter of the steps of before yesterday's week, as the product would have written them.
PAST = """
INSERT INTO outbox_letter (public_id, person_id, kind, subject, occasion, title, body, link,
    link_label, calendar, written_at, way, bounce_code)
SELECT gen_random_uuid(), c.person_id, %(kind)s, 'accreditation.cycle:' || c.id,
    s.name || ':' || h.on_day, 'Brief', 'Woorden', '', '', '',
    (h.on_day - s.before + interval '6 hours') AT TIME ZONE %(zone)s, 'mail', ''
FROM accreditation_cycle c JOIN register_registrationperiod p ON p.id = c.period_id
CROSS JOIN LATERAL (
    SELECT (p.until_on - make_interval(months => %(hand_in)s))::date AS on_day) h
CROSS JOIN (VALUES {steps}) s(name, before)
WHERE (h.on_day - s.before)::date <= %(until)s;
"""
YARDSTICK = """
WITH due AS (
    SELECT c.id, c.person_id, s.name || ':' || s.hand_in AS name
    FROM accreditation_cycle c
    JOIN register_registrationperiod p ON p.id = c.period_id
    JOIN register_registration r ON r.id = p.registration_id
    JOIN accounts_user u ON u.id = c.person_id
    CROSS JOIN LATERAL (
        SELECT (p.until_on - make_interval(months => %(hand_in)s))::date AS on_day) h
    CROSS JOIN LATERAL (
        SELECT name, h.on_day AS hand_in, (h.on_day - before)::date AS on_day
        FROM (VALUES {steps}) v(name, before)
        WHERE (h.on_day - before)::date <= %(today)s ORDER BY 3 DESC LIMIT 1) s
    WHERE c.status = 'running' AND r.status = 'active' AND u.is_active AND h.on_day > %(today)s
        AND NOT EXISTS (
            SELECT FROM outbox_letter l WHERE l.kind = %(kind)s AND l.person_id = c.person_id
                AND l.subject = 'accreditation.cycle:' || c.id
                AND (l.written_at AT TIME ZONE %(zone)s)::date >= s.on_day)),
written AS (
    INSERT INTO outbox_letter (public_id, person_id, kind, subject, occasion, title, body, link,
        link_label, calendar, written_at, way, bounce_code)
    SELECT gen_random_uuid(), person_id, %(kind)s, 'accreditation.cycle:' || id, name, %(title)s,
        %(body)s, '/mijn/gesprek/', 'Bekijk je gesprek', '', now(), 'mail', ''
    FROM due ON CONFLICT DO NOTHING RETURNING id)
INSERT INTO outbox_job (task, key, arguments, due_at, created_at, attempts, last_error, background)
SELECT 'outbox.send_letter', 'letter:' || id, json_build_object('letter_id', id)::jsonb, now(),
    now(), 0, '',
    false
FROM written
"""


def steps() -> str:
    scheme = reminders.RegisterScheme.objects.get()
    months = [f"('{n}-months', make_interval(months => {n}))" for n in scheme.reminder_months]
    days = [f"('{n}-days', make_interval(days => {n}))" for n in scheme.reminder_days]
    return ", ".join(months + days)


def facts(**more: object) -> dict[str, object]:
    scheme = reminders.RegisterScheme.objects.get()
    known = {"kind": reminders.KIND, "hand_in": scheme.hand_in_months}
    return {**known, "zone": settings.TIME_ZONE, **more}


def fill(size: int, due: int) -> None:
    """So many people; the letters of the last days, of about `due` people, are still to write."""
    behind = max(1, round(due / (size / DAYS * 6)))
    made = people.registered(people.person("Sam", "Eerst"), since=date(2026, 11, 1))
    cycle = cycles.start(made.current_period, by=people.desk_actor())
    population.people(size)
    population.copies(made, person_id="folk.id", number=population.NUMBER)
    population.copies(
        made.current_period, from_on=f"{UNTIL} - {DAYS}", until_on=UNTIL,
        registration_id=population.of_theirs("register_registration"),
    )  # fmt: skip
    period = """(SELECT p.id FROM register_registrationperiod p
        JOIN register_registration r ON r.id = p.registration_id WHERE r.person_id = folk.id)"""
    population.copies(cycle, person_id="folk.id", period_id=period)
    population.run(PAST.format(steps=steps()), **facts(until=DAY - timedelta(days=behind)))
    population.run("ANALYZE")


def bare(sample: Letter) -> int:
    with connection.cursor() as cursor:
        asked = facts(today=DAY, title=sample.title, body=sample.body)
        cursor.execute(YARDSTICK.format(steps=steps()), asked)
        return cursor.rowcount


def at_six(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(6)))


def rolled_back(work) -> tuple[float, int]:  # type: ignore[no-untyped-def]
    with transaction.atomic():
        found: list[int] = []
        took = milliseconds(lambda: found.append(work()))
        transaction.set_rollback(True)
    return took, found[0]


def sweep() -> int:
    return reminders.write_due(DAY, now=at_six(DAY))


def measure(size: int, due: int, rounds: int) -> None:
    with transaction.atomic():
        load()
        fill(size, due)
        with transaction.atomic():
            sweep()
            sample = Letter.objects.filter(kind=reminders.KIND).latest("pk")
            transaction.set_rollback(True)
        here = Tree(os.getpid())
        before = here.holds()
        ours, theirs = [], []
        for _ in range(rounds):
            took, written = rolled_back(sweep)
            ours.append(took)
            took, inserted = rolled_back(lambda: bare(sample))
            theirs.append(took)
            if written != inserted:
                raise SystemExit(f"The sweep wrote {written}, the yardstick {inserted}.")
        product, spread = figures.middle(ours)
        figures.say(
            figures.Figure(
                "Nightly sweep of reminders", f"sweep, {written:,} letters", product,
                figures.middle(theirs)[0], spread, rows=size,
                reach=3 if size >= 1_000_000 else None,  # what the promise is about
                memory=here.holds() - before,
            )
        )  # fmt: skip
        look_at_the_ledger(written)
        transaction.set_rollback(True)


def look_at_the_ledger(due: int) -> None:
    """Each letter once: again, with the clock a day back, and after three days without a beat.

    A day back only those have a letter to come whose date to hand in is today.
    """
    letters, jobs = Letter.objects.count(), Job.objects.count()
    told = [sweep(), sweep(), reminders.write_due(DAY - timedelta(days=1), now=at_six(DAY))]
    later = DAY + timedelta(days=3)
    told.append(reminders.write_due(later, now=at_six(later)))
    told.append(reminders.write_due(later, now=at_six(later)))
    added = Letter.objects.count() - letters, Job.objects.count() - jobs
    print(f"           swept, again, a day back, three days on, again: {told}; rows added {added}")
    if told[0] != due or told[1] or told[4] or added != (sum(told),) * 2:
        raise SystemExit("The ledger is not right.")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("sizes", nargs="*", type=int, default=SIZES)
    asked.add_argument("--due", type=int, default=5000)
    asked.add_argument("--rounds", type=int, default=7)
    options = asked.parse_args()
    call_command("migrate", verbosity=0)
    figures.head("The sweep against the bare SQL that finds and inserts; MB is what it takes more")
    for size in options.sizes:
        measure(size, min(options.due, size // 4), options.rounds)


if __name__ == "__main__":
    main()
