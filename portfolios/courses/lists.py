"""From a list to what may be proposed, in steps: read, look at, send. Each step is one job.

Reading is that of `register.importing`. What the provider sees follows from its list alone: who
is meant is looked up after the page has answered, in a job of which nothing comes back.
"""

import io
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from kit import clock
from outbox import jobs
from outbox.models import Job
from portfolios.courses import list_checking, list_columns
from portfolios.courses.models import AttendanceList, AttendanceRow, CourseRun
from portfolios.courses.models.attendance import TEXT_LENGTH
from register.importing import batches, columns, sheets
from register.list_check import IN_LINE

CHECK, MATCH = "portfolios.check_attendance", "portfolios.match_attendance"
ROWS_AT_A_TIME, ROWS_IN_A_STEP = batches.ROWS_AT_A_TIME, batches.ROWS_IN_A_STEP
TEXTS = {
    "number": "register_text",
    "given_names": "given_names",
    "infix": "infix",
    "last_name": "last_name",
    "attended_on": "attended_text",
}
CHECKED = ["register_number", "name_key", "attended_on", "verdict", "problems"]
NOBODY = "Er is geen rij om te sturen. Verbeter eerst de lijst."
NOT_NOW = "Deze lijst kun je nu niet verbeteren."


def pasted(text: str) -> io.BytesIO:
    """What somebody typed or pasted, read as any other list."""
    return io.BytesIO(text.encode())


def upload(run: CourseRun, file: Any, *, name: str, now: datetime, by: Actor) -> AttendanceList:
    """Keep a list and recognise its columns. Raises Unreadable with a sentence; keeps nothing."""
    recognised = list_columns.recognised(sheets.head(file))
    stored = batches.store(file, name)
    batch = AttendanceList(
        run=run,
        title=name,
        file=stored,
        uploaded_by=by.person,
        uploaded_at=now,
        heading_row=recognised.row,
        headings=recognised.headings,
        columns=recognised.columns,
    )
    with transaction.atomic(), act("attendancelist.upload", batch, by=by):
        stored.save()
        batch.file = stored
        batch.save()
    return batch


def forget_file(batch: AttendanceList) -> None:
    """Remove the bytes when the change is certain."""
    file = batch.file
    if file is None:
        return
    AttendanceList.objects.filter(pk=batch.pk).update(file=None)
    batch.file = None
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(file.key))


# ---- Reading and looking ----


def start_check(batch: AttendanceList, chosen: columns.Columns, *, by: Actor) -> None:
    """Look at every row with these columns. Raises NotAllowed with what is missing."""
    if why := list_columns.missing(chosen):
        raise NotAllowed(why)
    with transaction.atomic():
        batch.start_check(columns=chosen, by=by)
        enter_check(batch, "read")


def enter_check(batch: AttendanceList, step: object) -> None:
    key = f"{CHECK}:{batch.pk}:{batch.turn}:{step}"
    jobs.enter(CHECK, key, batch_id=batch.pk, turn=batch.turn)


@jobs.job(CHECK)
def check_step(batch_id: int, turn: int) -> None:
    """First all rows are read, then looked at a few thousand at a time."""
    found = AttendanceList.objects.select_for_update(of=("self",)).select_related("run")
    batch = found.filter(pk=batch_id, turn=turn, status=AttendanceList.Status.CHECKING).first()
    if batch is None:
        return
    system = Actor.system(CHECK)
    if not batch.rows_total:
        try:
            with transaction.atomic():
                read(batch)
        except sheets.Unreadable as why:
            batch.note_unreadable(why=str(why), by=system)
            return
    else:
        look_at_some(batch, today=clock.today())
    AttendanceList.objects.filter(pk=batch.pk).update(
        rows_total=batch.rows_total, rows_done=batch.rows_done
    )
    if batch.rows_done < batch.rows_total:
        enter_check(batch, batch.rows_done or "look")
    else:
        batch.note_checked(by=system)


def read(batch: AttendanceList) -> None:
    """Every row of the file into a row of ours. Raises Unreadable."""
    if batch.file is None:
        raise sheets.Unreadable("Het bestand is er niet meer. Kies het opnieuw.")
    made: list[AttendanceRow] = []
    with default_storage.open(batch.file.key) as file:
        for row in sheets.rows(file):
            if row.number <= batch.heading_row:
                continue
            made.append(imported(batch, row))
            if len(made) == ROWS_AT_A_TIME:
                batch.rows_total += len(AttendanceRow.objects.bulk_create(made))
                made.clear()
    batch.rows_total += len(AttendanceRow.objects.bulk_create(made))
    if not batch.rows_total:
        raise sheets.Unreadable(sheets.ONLY_HEADS)


def imported(batch: AttendanceList, row: sheets.Row) -> AttendanceRow:
    """The cells under the chosen headings; nothing else of the row is kept."""

    def text(field: str) -> str:
        at = batch.columns.get(field)
        cell = row.cells[at] if at is not None and at < len(row.cells) else ""
        return cell[:TEXT_LENGTH]

    made = AttendanceRow(batch=batch, number=row.number)
    for field, ours in TEXTS.items():
        setattr(made, ours, text(field))
    full = text("full_name")
    if not {"last_name", "full_name"} & set(batch.columns):
        made.register_text, full = taken_apart(made.register_text)
    if full:
        made.given_names, made.infix, made.last_name = columns.split_name(full)
    fields = [field for field, at in batch.columns.items() if at in row.formulas]
    made.formulas = [TEXTS.get(field, "last_name") for field in fields]
    list_checking.understand(made)
    return made


def taken_apart(line: str) -> tuple[str, str]:
    """Number and name of a line that holds both."""
    found = IN_LINE.search(line)
    if not found:
        return "", line
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return found[0].strip(" -."), rest.strip(" ,;|-:").strip()


def look_at_some(batch: AttendanceList, *, today: date) -> None:
    rows = list(batch.rows.all()[batch.rows_done : batch.rows_done + ROWS_IN_A_STEP])
    look_at(batch, rows, today=today)
    batch.rows_done += len(rows)


def look_at(batch: AttendanceList, rows: list[AttendanceRow], *, today: date) -> None:
    """Look at these rows and keep what was found."""
    list_checking.check(batch, rows, today=today)
    keep_checked(rows)


def keep_checked(rows: list[AttendanceRow]) -> None:
    """As an upsert: many times faster than updates."""
    AttendanceRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHECKED,
        batch_size=ROWS_AT_A_TIME,
    )


# ---- Mending ----


def mend(row: AttendanceRow, words: dict[str, str], *, today: date, by: Actor) -> None:
    """One row in other words; it and the rows with its old or new number are looked at."""
    with transaction.atomic():
        batch = locked_for_mending(row.batch)
        row = still_there(row)
        before = row.register_number
        with act("attendancelist.mend", batch, by=by):
            row.formulas = [name for name in row.formulas if not words.get(name)]
            for name, text in words.items():
                setattr(row, name, text)
            row.confirmed = False
            list_checking.understand(row)
            row.save()
            look_at_same(batch, row, {before, row.register_number}, today=today)


def confirm(row: AttendanceRow, *, today: date, by: Actor) -> None:
    """What we asked about is right as it stands."""
    with transaction.atomic():
        batch = locked_for_mending(row.batch)
        row = still_there(row)
        with act("attendancelist.mend", batch, by=by):
            row.confirmed = True
            row.save(update_fields=["confirmed"])
            look_at(batch, [row], today=today)


def leave_out(row: AttendanceRow, *, today: date, by: Actor) -> None:
    with transaction.atomic():
        batch = locked_for_mending(row.batch)
        row = still_there(row)
        with act("attendancelist.mend", batch, by=by):
            number = row.register_number
            row.delete()
            look_at_same(batch, None, {number}, today=today)


def look_at_same(
    batch: AttendanceList, row: AttendanceRow | None, found: set[str], *, today: date
) -> None:
    same = batch.rows.filter(register_number__in=found - {""})
    others = same.exclude(pk=row.pk) if row else same
    look_at(batch, [*([row] if row else []), *others[:ROWS_AT_A_TIME]], today=today)


def still_there(row: AttendanceRow) -> AttendanceRow:
    """The row as it is now: a colleague may have mended it, or left it out."""
    found = AttendanceRow.objects.filter(pk=row.pk).first()
    if found is None:
        raise NotAllowed("Deze rij staat niet meer op de lijst.")
    return found


def locked_for_mending(batch: AttendanceList) -> AttendanceList:
    found = AttendanceList.objects.select_for_update(of=("self",)).select_related("run")
    fresh = found.get(pk=batch.pk)
    if fresh.status != AttendanceList.Status.CHECKED:
        raise NotAllowed(NOT_NOW)
    return fresh


# ---- Sending ----


def send(batch: AttendanceList, *, with_questions: bool, now: datetime, by: Actor) -> None:
    """Off they go. How many is all that is said; who was meant is looked up later."""
    with transaction.atomic():
        batch = locked_for_mending(batch)
        count = batch.rows.sendable(with_questions=with_questions).count()
        if not count:
            raise NotAllowed(NOBODY)
        batch.send(with_questions=with_questions, count=count, now=now, by=by)
        forget_file(batch)
        enter_match(batch, 0, now)


def enter_match(batch: AttendanceList, step: int, now: datetime) -> None:
    """Nobody waits for this: what somebody does wait for goes first."""
    Job.objects.bulk_create(
        [
            Job(
                task=MATCH,
                key=f"{MATCH}:{batch.pk}:{step}",
                arguments={"batch_id": batch.pk, "step": step},
                due_at=now,
                background=True,
            )
        ],
        ignore_conflicts=True,
    )


def discard(batch: AttendanceList, *, by: Actor) -> None:
    with transaction.atomic():
        batch.discard(by=by)
        forget_file(batch)
