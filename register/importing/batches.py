"""From a file to invitations, in steps: read, look at, send, take back. Each step is one job.

Nothing is sent before staff say so, and taking back works at once: the links and the mails that
are still to go look at the list first.
"""

import hashlib
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.actors import Actor
from audit.acts import NotAllowed, act
from files.models import StoredFile
from kit import clock, names
from outbox import jobs
from outbox.models import Job
from register.importing import checking, columns, sheets
from register.models import (
    ImportedRow,
    Invitation,
    InvitationBatch,
    Organisation,
    RegisterScheme,
)
from register.models.invitations import TEXT_LENGTH

ROWS_AT_A_TIME = 1_000  # in memory
ROWS_IN_A_STEP = 2_500  # in one job: a few seconds
WITHDRAWN_IN_A_STEP = 500
ROWS_KEPT = timedelta(days=30)  # of a list that was sent, taken back or left alone
CHECK, SEND, UNDO = (f"register.{act}_invitations" for act in ("check", "send", "undo"))
TEXTS = {
    "given_names": "given_names",
    "infix": "infix",
    "last_name": "last_name",
    "email": "email",
    "organisation": "organisation_text",
    "function": "function",
    "works_since": "works_since_text",
}
CHECKED = ["given_names", "infix", "last_name", "email", "organisation", "works_since",
           "verdict", "problems"]  # fmt: skip


def upload(file: Any, *, name: str, now: datetime, by: Actor) -> InvitationBatch:
    """Keep a file and recognise its columns. Raises Unreadable with a sentence; keeps nothing."""
    recognised = columns.recognise(sheets.head(file))
    stored = store(file, name)
    batch = InvitationBatch(
        title=name,
        file=stored,
        uploaded_by=by.person,
        uploaded_at=now,
        heading_row=recognised.row,
        headings=recognised.headings,
        columns=recognised.columns,
    )
    with transaction.atomic(), act("invitationbatch.upload", batch, by=by):
        stored.save()
        batch.file = stored
        batch.save()
    return batch


def store(file: Any, name: str) -> StoredFile:
    """The bytes as they came; never served to anybody, and gone when the list is sent."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = file.tell()
    file.seek(0)
    stored = StoredFile(
        name=name, content_type="application/octet-stream", size=size, sha256=digest
    )
    default_storage.save(stored.key, File(file))
    return stored


def forget_file(batch: InvitationBatch) -> None:
    """Remove the bytes when the change is certain."""
    file = batch.file
    if file is None:
        return
    InvitationBatch.objects.filter(pk=batch.pk).update(file=None)
    batch.file = None
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(file.key))


def next_step(task: str, batch: InvitationBatch) -> None:
    """Each step of each run once; the one that follows waits until this one is done."""
    key = f"{task}:{batch.pk}:{batch.run}:{batch.rows_done}"
    jobs.enter(task, key, batch_id=batch.pk, run=batch.run)


def running(batch_id: int, run: int, status: str) -> InvitationBatch | None:
    """The list of this step; None when something else happened to it meanwhile."""
    found = InvitationBatch.objects.select_for_update().filter(pk=batch_id, run=run)
    return found.filter(status=status).first()


# ---- Reading and looking ----


def start_check(batch: InvitationBatch, chosen: columns.Columns, *, by: Actor) -> None:
    """Look at every row with these columns. Raises NotAllowed with what is missing."""
    if why := columns.missing(chosen):
        raise NotAllowed(why)
    with transaction.atomic():
        batch.start_check(columns=chosen, by=by)
        next_step(CHECK, batch)


@jobs.job(CHECK)
def check_step(batch_id: int, run: int) -> None:
    """First all rows are read, then looked at a few thousand at a time."""
    batch = running(batch_id, run, InvitationBatch.Status.CHECKING)
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
    InvitationBatch.objects.filter(pk=batch.pk).update(
        rows_total=batch.rows_total, rows_done=batch.rows_done
    )
    if batch.rows_done < batch.rows_total:
        next_step(CHECK, batch) if batch.rows_done else start_looking(batch)
    else:
        batch.note_checked(by=system)


def start_looking(batch: InvitationBatch) -> None:
    jobs.enter(CHECK, f"{CHECK}:{batch.pk}:{batch.run}:read", batch_id=batch.pk, run=batch.run)


def read(batch: InvitationBatch) -> None:
    """Every row of the file into a row of ours. Raises Unreadable."""
    if batch.file is None:
        raise sheets.Unreadable("Het bestand is er niet meer. Kies het opnieuw.")
    made: list[ImportedRow] = []
    with default_storage.open(batch.file.key) as file:
        for row in sheets.rows(file):
            if row.number <= batch.heading_row:
                continue
            made.append(imported(batch, row))
            if len(made) == ROWS_AT_A_TIME:
                batch.rows_total += len(ImportedRow.objects.bulk_create(made))
                made.clear()
    batch.rows_total += len(ImportedRow.objects.bulk_create(made))
    if not batch.rows_total:
        raise sheets.Unreadable(sheets.ONLY_HEADS)


def imported(batch: InvitationBatch, row: sheets.Row) -> ImportedRow:
    """The cells under the chosen headings; nothing else of the row is kept."""

    def text(field: str) -> str:
        at = batch.columns.get(field)
        return row.cells[at][:TEXT_LENGTH] if at is not None and at < len(row.cells) else ""

    made = ImportedRow(batch=batch, number=row.number)
    for field, ours in TEXTS.items():
        setattr(made, ours, text(field))
    if full := text("full_name"):
        made.given_names, made.infix, made.last_name = columns.split_name(full)
    made.email = made.email.lower().removeprefix("mailto:")
    fields = [field for field, at in batch.columns.items() if at in row.formulas]
    made.formulas = [TEXTS.get(field, "last_name") for field in fields]
    return made


def look_at_some(batch: InvitationBatch, *, today: date) -> None:
    rows = list(batch.rows.all()[batch.rows_done : batch.rows_done + ROWS_IN_A_STEP])
    look_at(batch, rows, today=today)
    batch.rows_done += len(rows)


def look_at(batch: InvitationBatch, rows: list[ImportedRow], *, today: date) -> None:
    """Look at these rows and keep what was found: as an upsert, many times faster than updates."""
    checking.check(batch, rows, today=today)
    ImportedRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHECKED,
        batch_size=ROWS_AT_A_TIME,
    )


# ---- Mending ----


def mend(row: ImportedRow, words: dict[str, str], *, today: date, by: Actor) -> None:
    """Staff correct one row; it and the rows that have its old or new address are looked at."""
    with transaction.atomic():
        batch = locked_for_mending(row.batch)
        addresses = {row.email, words.get("email", row.email).lower()}
        with act("invitationbatch.mend", batch, by=by):
            row.formulas = [name for name in row.formulas if not words.get(name)]
            for name, text in words.items():
                setattr(row, name, text)
            row.save()
            same = batch.rows.filter(email__in=addresses - {""}).exclude(pk=row.pk)
            look_at(batch, [row, *same[:ROWS_AT_A_TIME]], today=today)


def mend_organisation(
    batch: InvitationBatch, typed: str, organisation: Organisation, *, today: date, by: Actor
) -> int:
    """Everywhere in the list this text means this organisation. Returns in how many rows."""
    with transaction.atomic():
        batch = locked_for_mending(batch)
        with act("invitationbatch.mend", batch, by=by):
            rows = list(batch.rows.filter(organisation_text=typed))
            for row in rows:
                row.organisation_text = organisation.name
            ImportedRow.objects.bulk_update(rows, ["organisation_text"], batch_size=ROWS_AT_A_TIME)
            look_at(batch, rows, today=today)
    return len(rows)


def leave_out(row: ImportedRow, *, by: Actor) -> None:
    """A row that does not belong there; who had the same address is looked at again."""
    with transaction.atomic():
        batch = locked_for_mending(row.batch)
        with act("invitationbatch.mend", batch, by=by):
            address = row.email
            row.delete()
            same = batch.rows.filter(email=address).exclude(email="")
            look_at(batch, list(same[:ROWS_AT_A_TIME]), today=clock.today())


def locked_for_mending(batch: InvitationBatch) -> InvitationBatch:
    found = InvitationBatch.objects.select_for_update().get(pk=batch.pk)
    if found.status != InvitationBatch.Status.CHECKED:
        raise NotAllowed("Deze lijst kun je nu niet verbeteren.")
    return found


# ---- Sending ----


def send(batch: InvitationBatch, *, with_remarks: bool, now: datetime, by: Actor) -> None:
    """Make the invitations, and write to each person. Raises NotAllowed when nobody is left."""
    with transaction.atomic():
        if not batch.rows.sendable(with_remarks=with_remarks).exists():
            raise NotAllowed("Er is geen rij om uit te nodigen. Verbeter eerst de lijst.")
        batch.send(with_remarks=with_remarks, now=now, by=by)
        forget_file(batch)
        next_step(SEND, batch)


@jobs.job(SEND)
def send_step(batch_id: int, run: int) -> None:
    """Some rows become invitations, looked at once more, each with the job that mails it."""
    batch = running(batch_id, run, InvitationBatch.Status.SENDING)
    if batch is None:
        return
    now = clock.now()
    rows = list(batch.rows.all()[batch.rows_done : batch.rows_done + ROWS_IN_A_STEP])
    blocked = ImportedRow.Verdict.BLOCKED
    look_at(batch, [row for row in rows if row.verdict != blocked], today=clock.today())
    invite(batch, [row for row in rows if is_sendable(row, batch)], now=now)
    batch.rows_done += len(rows)
    InvitationBatch.objects.filter(pk=batch.pk).update(rows_done=batch.rows_done)
    if len(rows) == ROWS_IN_A_STEP:
        next_step(SEND, batch)
    else:
        batch.note_sent(by=Actor.system(SEND))


def is_sendable(row: ImportedRow, batch: InvitationBatch) -> bool:
    if row.verdict == ImportedRow.Verdict.REMARK:
        return batch.with_remarks
    return row.verdict == ImportedRow.Verdict.GOOD


def invite(batch: InvitationBatch, rows: list[ImportedRow], *, now: datetime) -> None:
    """An invitation for each row; an address that was invited elsewhere meanwhile gets no second.

    Nobody waits for these mails: what somebody does wait for goes first.
    """
    scheme = RegisterScheme.objects.in_force_on(clock.today())
    valid_until = clock.today() + timedelta(days=scheme.invitation_days)
    made = [invitation(batch, row, valid_until) for row in rows]
    Invitation.objects.bulk_create(made, batch_size=ROWS_AT_A_TIME, ignore_conflicts=True)
    ids = [each.public_id for each in made]
    kept = Invitation.objects.filter(public_id__in=ids).values_list("pk", flat=True)
    Job.objects.bulk_create(
        (
            Job(task="register.mail_invitation", key=f"invitation:{pk}", due_at=now,
                arguments={"invitation_id": pk}, background=True)
            for pk in kept
        ),
        batch_size=ROWS_AT_A_TIME,
        ignore_conflicts=True,
    )  # fmt: skip


def invitation(batch: InvitationBatch, row: ImportedRow, valid_until: date) -> Invitation:
    return Invitation(
        batch=batch,
        email=row.email,
        given_names=row.given_names,
        infix=row.infix,
        last_name=row.last_name,
        organisation_id=row.organisation_id,
        function=names.clean(row.function),
        works_since=row.works_since,
        valid_until=valid_until,
    )


# ---- Taking back ----


def undo(batch: InvitationBatch, *, now: datetime, by: Actor) -> None:
    """Take the whole list back: from this moment no mail goes and no link works."""
    with transaction.atomic():
        batch.undo(now=now, by=by)
        enter_undo(batch, step=0)


def enter_undo(batch: InvitationBatch, *, step: int) -> None:
    jobs.enter(UNDO, f"{UNDO}:{batch.pk}:{step}", batch_id=batch.pk, step=step)


@jobs.job(UNDO)
def undo_step(batch_id: int, step: int) -> None:
    """Withdraw the invitations of a list that was taken back, and forget whom they were for."""
    batch = InvitationBatch.objects.get(pk=batch_id)
    system = Actor.system(UNDO)
    waiting = batch.invitations.filter(status=Invitation.Status.INVITED).order_by("pk")
    some = list(waiting[:WITHDRAWN_IN_A_STEP])
    for each in some:
        each.withdraw(by=system)
    batch.rows.all().delete()
    if len(some) == WITHDRAWN_IN_A_STEP:
        enter_undo(batch, step=step + 1)


def discard(batch: InvitationBatch, *, by: Actor) -> None:
    with transaction.atomic():
        batch.discard(by=by)
        forget_file(batch)


@jobs.job("register.forget_lists", daily_at=time(4, 40))
def forget_lists() -> None:
    """Names and addresses of old lists go: of those that were sent, and of those left alone."""
    before = clock.now() - ROWS_KEPT
    status = InvitationBatch.Status
    sent = InvitationBatch.objects.filter(status__in=(status.SENT, status.UNDONE))
    ImportedRow.objects.filter(batch__in=sent.filter(sent_at__lt=before)).delete()
    alone = (status.UPLOADED, status.CHECKED, status.UNREADABLE)
    for batch in InvitationBatch.objects.filter(status__in=alone, uploaded_at__lt=before):
        discard(batch, by=Actor.system("register.forget_lists"))
