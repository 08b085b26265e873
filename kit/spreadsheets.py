"""Tables as CSV and XLSX, made in memory: nothing that was typed becomes a formula."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from kit import names

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")  # XML cannot hold it
FORMULA_STARTS = ("=", "+", "-", "@")
LONGEST_TITLE = 31  # of a sheet
NOT_IN_A_TITLE = str.maketrans("[]:*?/\\", "       ")
WIDEST = 60
DAY, MOMENT = "DD-MM-YYYY", "DD-MM-YYYY HH:MM"
Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Table:
    """One sheet: a title, the names of the columns, and the rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def harmless(value: Cell) -> Cell:
    """What a spreadsheet would take for a formula gets a quote before it; a number stays one.

    A moment becomes that of Amsterdam, without a zone: a spreadsheet knows none.
    """
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    if not isinstance(value, str):
        return value
    clean = NO_TEXT.sub("", ILLEGAL_CHARACTERS_RE.sub("", value))
    seen = names.HIDDEN.sub("", unicodedata.normalize("NFKC", clean)).lstrip()
    starts = seen.startswith(FORMULA_STARTS) or clean.startswith(("\t", "\r", "\n"))
    return f"'{clean}" if starts else clean


def as_file(kind: str, tables: Sequence[Table]) -> bytes:
    return as_csv(tables) if kind == CSV else as_xlsx(tables)


# ---- CSV ----


def as_csv(tables: Sequence[Table]) -> bytes:
    """With semicolons and a mark at the start, as a Dutch Excel opens it; days as 2026-11-22."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([harmless(table.title)])
        writer.writerow([harmless(column) for column in table.columns])
        writer.writerows([written(harmless(value)) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def written(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace(".", ",") if isinstance(value, float) else value


# ---- XLSX ----


class InMemory(ExcelWriter):
    """Writes each sheet into memory; the one it comes from goes by way of a file on disk."""

    def write_worksheet(self, ws: Any) -> None:
        writer = WorksheetWriter(ws, out=io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def as_xlsx(tables: Sequence[Table]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        title = table.title.translate(NOT_IN_A_TITLE).strip()[:LONGEST_TITLE]
        fill(book.create_sheet(title), table)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        InMemory(book, archive).save()
    return out.getvalue()


def fill(sheet: Any, table: Table) -> None:
    """The heading in bold and always in sight; days as days; columns as wide as what is in them."""
    sheet.append([harmless(column) for column in table.columns])
    for row in table.rows:
        sheet.append([harmless(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, cells in enumerate(sheet.iter_cols(), start=1):
        longest = max(len(str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, WIDEST)
        for cell in cells:
            if isinstance(cell.value, datetime):
                cell.number_format = MOMENT
            elif isinstance(cell.value, date):
                cell.number_format = DAY
