"""Reading a list that somebody keeps, XLSX or CSV, row by row: never more of it than one row.

A file comes from anywhere, so nothing in it is believed or evaluated. What is wrong with the file
as a whole is said in one sentence (`Unreadable`).
"""

import codecs
import csv
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException

from kit import names

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1000
MOST_ROWS = 25_000
MOST_COLUMNS = 60
MOST_BLANK_ROWS = 5_000  # after so many empty rows nothing follows
LONGEST_CELL = 200
FORMULA = re.compile(r"^[=+@\t\r]|^-\s*[\w(]*[(!+*/]")
SHOWN_SHEETS = 4

ZIP, OLE, PROGRAM = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ"
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16",
                    codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
DELIMITERS = ";,\t|"
# What comes out of the reader for a file that is no workbook inside.
BREAKS = (
    DefusedXmlException, ParseError, zipfile.BadZipFile, zipfile.LargeZipFile, KeyError,
    ValueError, TypeError, IndexError, AttributeError, OSError, EOFError,
)  # fmt: skip

SAVE_AS = "Open het in Excel en kies ‘Opslaan als’, met als type ‘Excel-werkmap (.xlsx)’ of ‘CSV’."
EMPTY = "Dit bestand is leeg. Kies een bestand met een rij kopjes en daaronder de mensen."
TOO_BIG = (
    "Dit bestand is groter dan 10 MB. Haal plaatjes en andere tabbladen weg, of splits de lijst."
)
TOO_MANY_ROWS = (
    "Dit bestand heeft meer dan 25.000 rijen. Splits het in delen en lees die na elkaar in."
)
LOCKED = (
    "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en kies het opnieuw."
)
OLD_EXCEL = f"Dit is een oud Excel-bestand (.xls). {SAVE_AS}"
NO_LIST = f"Dit is geen lijst die wij kunnen lezen, ook al lijkt de naam erop. {SAVE_AS}"
BROKEN = f"Dit bestand is beschadigd: we kunnen het niet openen. {SAVE_AS}"
BOMB = "Dit bestand is uitgepakt veel te groot. Kopieer alleen de lijst naar een nieuw bestand."
NO_TEXT = f"We kunnen de letters in dit bestand niet lezen. {SAVE_AS}"
ONLY_HEADS = "Dit bestand heeft alleen kopjes. Onder de kopjes staan geen mensen."


class Unreadable(Exception):
    """This file is no list. `str()` is a Dutch sentence for who chose it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, the cells as text, and which of them were no plain text."""

    number: int
    cells: list[str]
    formulas: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        return not any(self.cells) and not self.formulas


def rows(file: IO[bytes]) -> Iterator[Row]:
    """Every row that is not empty. Raises Unreadable, also half-way."""
    found = 0
    for row in until_it_is_blank(all_rows(file)):
        found += 1
        if found > MOST_ROWS + 1:  # with the row of headings
            raise Unreadable(TOO_MANY_ROWS)
        yield row
    if not found:
        raise Unreadable(EMPTY)


def head(file: IO[bytes], count: int = 30) -> list[Row]:
    """The first rows. Raises Unreadable."""
    return list(itertools.islice(rows(file), count))


def until_it_is_blank(found: Iterator[Row]) -> Iterator[Row]:
    blank = 0
    for row in found:
        blank = blank + 1 if row.is_blank else 0
        if blank > MOST_BLANK_ROWS:
            return
        if not row.is_blank:
            yield row


def all_rows(file: IO[bytes]) -> Iterator[Row]:
    """By what the file is, not by what its name says."""
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise Unreadable(EMPTY)
    if size > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(ZIP):
        return rows_of_workbook(file)
    if start.startswith(OLE):
        secret = "EncryptedPackage".encode("utf-16-le") in file.read()
        raise Unreadable(LOCKED if secret else OLD_EXCEL)
    if start.startswith((PROGRAM, b"%PDF", b"\x7fELF")):
        raise Unreadable(NO_LIST)
    return rows_of_text(file)


# ---- XLSX ----


def rows_of_workbook(file: IO[bytes]) -> Iterator[Row]:
    check_archive(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles that it does not know
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            yield from rows_of_sheet(the_sheet(book))
    except Unreadable:
        raise
    except BREAKS as error:
        raise Unreadable(BROKEN) from error


def check_archive(file: IO[bytes]) -> None:
    """Look at the table of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(BROKEN) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(LOCKED)
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable(NO_LIST)
    file.seek(0)


def the_sheet(book: Any) -> Any:
    """The one sheet with something in it; more than one is a question to who chose the file."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        sheet.reset_dimensions()  # what the file says of its own size is not believed
    filled = [sheet for sheet in sheets if has_content(sheet)]
    if not filled:
        raise Unreadable(EMPTY)
    if len(filled) > 1:
        called = [f"‘{names.clean(sheet.title)}’" for sheet in filled[:SHOWN_SHEETS]]
        more = " en meer" if len(filled) > SHOWN_SHEETS else ""
        raise Unreadable(
            f"Dit bestand heeft {len(filled)} tabbladen met tekst: {', '.join(called)}{more}. "
            "Bewaar het tabblad met de mensen als een eigen bestand, en kies dat."
        )
    return filled[0]


def has_content(sheet: Any) -> bool:
    return any(not row.is_blank for row in itertools.islice(rows_of_sheet(sheet), 200))


def rows_of_sheet(sheet: Any) -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        width = len(cells)
        while width and cells[width - 1].value is None:
            width -= 1
        yield plain(number, [text_of(cell.value) for cell in cells[:width]], frozenset(
            at for at, cell in enumerate(cells[:width]) if cell.data_type in ("f", "e")
        ))  # fmt: skip


def plain(number: int, texts: list[str], marked: frozenset[int] = frozenset()) -> Row:
    """A formula is not kept, so that it cannot come out again anywhere."""
    marked |= {at for at, text in enumerate(texts) if text and FORMULA.match(text)}
    kept = ["" if at in marked else text for at, text in enumerate(texts)] if marked else texts
    return Row(number, kept, marked)


def text_of(value: Any) -> str:
    """What somebody sees in the cell, on one line: a date as ISO, a whole number without .0."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    cleaned = names.clean(text[: 2 * LONGEST_CELL])
    return text[:1] + cleaned[1:] if text[:1] in "=+@\t\r" else cleaned


# ---- CSV ----


def rows_of_text(file: IO[bytes]) -> Iterator[Row]:
    encoding = encoding_of(file)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        lines = csv.reader(text, delimiter=delimiter_of(text))
        for number, cells in enumerate(lines, 1):
            yield plain(number, [text_of(cell) for cell in cells[:MOST_COLUMNS]])
    except csv.Error as error:
        raise Unreadable(NO_LIST) from error
    finally:
        text.detach()  # the file is closed by who opened it


def encoding_of(file: IO[bytes]) -> str:
    """UTF-8 where it is, else what Windows writes; never a guess that loses a letter."""
    start = file.read(4)
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            check_decodes(file, encoding)
            return encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            check_decodes(file, encoding)
        except Unreadable:
            continue
        return encoding
    raise Unreadable(NO_TEXT)


def check_decodes(file: IO[bytes], encoding: str) -> None:
    """Also that it is text: a program renamed to .csv has bytes that no text has."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while part := file.read(1 << 16):
            if "\x00" in decoder.decode(part):
                raise Unreadable(NO_LIST)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unreadable(NO_TEXT) from error
    file.seek(0)


def delimiter_of(text: io.TextIOWrapper) -> str:
    """What stands most often between the headings."""
    first = next((line for line in itertools.islice(text, 100) if line.strip()), "")
    text.seek(0)
    return max(DELIMITERS, key=first.count)
