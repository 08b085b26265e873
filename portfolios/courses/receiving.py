"""A list that the own system of a provider sends: looked at and sent in one step.

The same checks as of a list that somebody uploads, and the same job that looks up who is meant
afterwards; so the answer follows from the list alone, and takes as long for everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import act
from kit import names
from portfolios.courses import list_checking, lists
from portfolios.courses.models import AttendanceList, AttendanceRow, CourseRun, ProviderKey
from portfolios.courses.models.attendance import TEXT_LENGTH
from register.importing import columns

MOST_ROWS = 5000
TITLE = "Uit jullie eigen systeem"
SYSTEM = "portfolios.attendance_api"
Verdict = AttendanceRow.Verdict


@dataclass(frozen=True)
class Present:
    """One row as it was sent. `confirmed`: what we asked about is right as it stands."""

    number: str
    name: str
    day: str = ""
    confirmed: bool = False


def receive(
    run: CourseRun, sent: Iterable[Present], *, key: ProviderKey, now: datetime
) -> list[AttendanceRow]:
    """Every row with what is the matter with it; the good ones go. When none goes, no list is kept.

    Rows that do not go are forgotten at once: the answer names them, and they can be sent again.
    """
    by = Actor.system(SYSTEM)
    batch = AttendanceList(
        run=run,
        key=key,
        title=TITLE,
        uploaded_at=now,
        heading_row=0,
        headings=[],
        columns={},
    )
    with transaction.atomic():
        with act("attendancelist.receive", batch, by=by):
            batch.save()
        batch.start_check(columns={}, by=by)
        rows = [row_of(batch, number, one) for number, one in enumerate(sent, 1)]
        AttendanceRow.objects.bulk_create(rows, batch_size=lists.ROWS_AT_A_TIME)
        list_checking.check(batch, rows, today=timezone.localdate(now))
        if any(row.verdict == Verdict.GOOD for row in rows):
            keep(batch, rows, now=now, by=by)
        else:
            transaction.set_rollback(True)
    return rows


def row_of(batch: AttendanceList, number: int, sent: Present) -> AttendanceRow:
    given, infix, last = columns.split_name(clean(sent.name))
    row = AttendanceRow(
        batch=batch,
        number=number,
        register_text=clean(sent.number),
        given_names=given,
        infix=infix,
        last_name=last,
        attended_text=clean(sent.day),
        confirmed=sent.confirmed,
    )
    list_checking.understand(row)
    return row


def clean(text: str) -> str:
    return names.clean(text)[:TEXT_LENGTH]


def keep(batch: AttendanceList, rows: list[AttendanceRow], *, now: datetime, by: Actor) -> None:
    """Send the good rows, and forget the others."""
    batch.rows.filter(pk__in=[row.pk for row in rows if row.verdict != Verdict.GOOD]).delete()
    good = [row for row in rows if row.verdict == Verdict.GOOD]
    lists.keep_checked(good)
    AttendanceList.objects.filter(pk=batch.pk).update(rows_total=len(rows), rows_done=len(rows))
    batch.note_checked(by=by)
    lists.send(batch, with_questions=False, now=now, by=by)
