"""Taking a list out of the portal, as a file: who took which list is recorded."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from audit.acts import act
from kit import spreadsheets
from kit.spreadsheets import Table
from register.models import Application, ListDownload

COLUMNS = (
    "Naam", "Organisatie", "Status", "Route", "Ontvangen", "Streven", "Uiterlijk",
    "Dagen gewacht op antwoord", "Gesprek gevoerd", "Nieuw bericht", "Behandelaar",
)  # fmt: skip


def form_of(asked: str) -> ListDownload.Form:
    """What makes no sense is Excel."""
    return ListDownload.Form(asked if asked in ListDownload.Form.values else spreadsheets.XLSX)


def take(
    what: ListDownload.List,
    form: ListDownload.Form,
    tables: Sequence[Table],
    *,
    question: str,
    now: datetime,
    by: Actor,
) -> bytes:
    """The file, after it was written down that it was taken."""
    taken = ListDownload(
        what=what,
        form=form,
        question=question[: ListDownload._meta.get_field("question").max_length],
        rows=sum(len(table.rows) for table in tables),
        taken_by=by.person,
        taken_at=now,
    )
    with transaction.atomic(), act("listdownload.take", taken, by=by):
        taken.save()
    return spreadsheets.as_file(form, tables)


def applications(rows: Sequence[Application]) -> Table:
    """The list of the desk, with what it shows and nothing more."""
    return Table("Aanmeldingen", COLUMNS, [line(one) for one in rows])


def line(one: Application) -> list[spreadsheets.Cell]:
    return [
        one.person.name,
        str(one.organisation or ""),
        one.get_status_display(),
        one.get_route_display(),
        one.submitted_on,
        one.target_on,
        one.limit_on,
        one.waited_days,
        one.welcomed_on,
        "ja" if one.is_unread else "nee",  # type: ignore[attr-defined]
        one.handler.name if one.handler else "",
    ]
