"""Who is meant by a row: by number and name together. Nothing of it comes back to the provider."""

from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher

from django.db import transaction
from django.urls import reverse

from kit import clock, names
from outbox import jobs, letters
from portfolios.courses.list_checking import mark_of
from portfolios.courses.lists import MATCH, ROWS_AT_A_TIME, enter_match
from portfolios.courses.models import Attendance, AttendanceList, AttendanceRow, SentAttendance
from register.list_check import fits
from register.models import Registration

ALIKE = 0.75


@jobs.job(MATCH)
def match_step(batch_id: int, step: int) -> None:
    """Some rows become proposals; every row that was sent is forgotten, meant or not."""
    batch = AttendanceList.objects.select_related("run__course").get(pk=batch_id)
    now = clock.now()
    waiting = batch.rows.sendable(with_questions=batch.with_questions)
    rows = list(waiting[:ROWS_AT_A_TIME])
    with transaction.atomic(), jobs.nobody_waits():
        propose(batch, fresh(batch, rows, now), now=now)
        AttendanceRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if len(rows) == ROWS_AT_A_TIME:
        enter_match(batch, step + 1, now)


def fresh(batch: AttendanceList, rows: list[AttendanceRow], now: datetime) -> list[AttendanceRow]:
    """What was not sent before for this run; from now on it was."""
    marks = {
        mark_of(batch.run_id, row.register_number, row.name_key): row for row in reversed(rows)
    }
    known = SentAttendance.objects.filter(run=batch.run_id, mark__in=marks)
    new = set(marks) - set(known.values_list("mark", flat=True))
    today = clock.today()
    SentAttendance.objects.bulk_create(
        [SentAttendance(run_id=batch.run_id, mark=mark, sent_on=today) for mark in sorted(new)],
        ignore_conflicts=True,
    )
    return [row for mark, row in marks.items() if mark in new]


def propose(batch: AttendanceList, rows: list[AttendanceRow], *, now: datetime) -> None:
    """A proposal to each person whose number and name these are; once for a run."""
    found = meant(rows)
    today = clock.today()
    made = [
        Attendance(
            person_id=registration.person_id,
            run_id=batch.run_id,
            came_by=Attendance.CameBy.LIST,
            attended_on=row.attended_on or today,
            near=near,
            listed_name=row.name,
            listed_number=row.register_number,
            proposed_on=today,
        )
        for row, registration, near in found
    ]
    Attendance.objects.bulk_create(made, ignore_conflicts=True, batch_size=ROWS_AT_A_TIME)
    keys = [one.public_id for one in made]
    for each in Attendance.objects.filter(public_id__in=keys).select_related("person"):
        tell(each, batch, now=now)


def tell(each: Attendance, batch: AttendanceList, *, now: datetime) -> None:
    letters.write(
        "portfolios/attendance_proposed",
        person=each.person,
        subject=each,
        at=now,
        link=reverse("courses:attendances"),
        link_label="Bekijk het voorstel",
        course=batch.run.course,
    )


def meant(
    rows: Iterable[AttendanceRow],
) -> list[tuple[AttendanceRow, Registration, bool]]:
    """For each number one registration at most, with who has an account; the best name first."""
    asked = list(rows)
    known = {
        each.number: each
        for each in Registration.objects.filter(
            number__in={row.register_number for row in asked}, person__is_active=True
        ).select_related("person")
    }
    best: dict[str, tuple[AttendanceRow, Registration, bool]] = {}
    for row in asked:
        registration = known.get(row.register_number)
        likeness = how_alike(row, registration) if registration else None
        if registration is None or likeness is None:
            continue
        kept = best.get(row.register_number)
        if kept is None or (kept[2] and not likeness):
            best[row.register_number] = (row, registration, likeness)
    return list(best.values())


def how_alike(row: AttendanceRow, registration: Registration) -> bool | None:
    """False: this is the name. True: almost, so the person is asked. None: somebody else."""
    person = registration.person
    own = [
        (registration.shown_given_names, registration.shown_infix, registration.shown_last_name),
        (person.given_names, person.infix, person.last_name),
    ]
    typed = names.normalise(row.name).split()
    for given, infix, last in own:
        surname = names.normalise(f"{infix} {last}").split()
        if surname and fits(typed, surname, [*surname, *names.normalise(given).split()]):
            return False
    typed_last = names.normalise(row.last_name)
    alike = any(
        SequenceMatcher(None, typed_last, names.normalise(last)).ratio() >= ALIKE
        or set(names.normalise(last).split()) & set(typed_last.split()) - names.INFIXES
        for _, _, last in own
        if last
    )
    return True if alike else None
