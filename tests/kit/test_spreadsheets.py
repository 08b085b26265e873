"""Lists that leave the portal: days are days, and no cell does anything when it is opened."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from kit import spreadsheets
from kit.spreadsheets import CSV, XLSX, Table

AT = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("UTC"))
DANGEROUS = [
    "=1+1", "+31 6", "-2+3", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "=HYPERLINK(\"x\")",
    "=cmd|' /C calc'!A0", "\x00=1",
]  # fmt: skip
PLAIN = ["Jan", "a=1", "O'Neill", "", "Gemeente 's-Hertogenbosch", "İbrahim Çelik"]


def table(*values):
    return Table("Lijst", ["Naam"], [[value] for value in values])


def from_xlsx(data: bytes) -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(row) for row in book.worksheets[0].iter_rows()]


def from_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.fault(
    "K13",
    did="cells that begin as a formula, in xlsx and csv",
    must="they are text",
)
@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_becomes_text(text):
    xlsx = from_xlsx(spreadsheets.as_file(XLSX, [table(text)]))[1][0]
    assert xlsx.data_type == "s"
    assert xlsx.value.startswith("'")
    assert from_csv(spreadsheets.as_file(CSV, [table(text)]))[1][0].startswith("'")


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_text_stays_as_it_is(text):
    assert (from_xlsx(spreadsheets.as_xlsx([table(text)]))[1][0].value or "") == text
    assert (from_csv(spreadsheets.as_csv([table(text, "x")]))[1] or [""])[0] == text


def test_a_heading_is_as_harmless_as_a_cell():
    made = Table("=1", ["=2"], [])
    assert from_xlsx(spreadsheets.as_xlsx([made]))[0][0].value == "'=2"
    assert from_csv(spreadsheets.as_csv([made, made]))[0] == ["'=1"]


def test_days_and_numbers_are_what_they_are():
    cells = from_xlsx(
        spreadsheets.as_xlsx([Table("L", list("abcd"), [[date(2026, 11, 22), AT, -3, 2.5]])])
    )
    day, moment, whole, part = cells[1]
    assert (day.value.date(), day.number_format) == (date(2026, 11, 22), "DD-MM-YYYY")
    assert (moment.value, moment.is_date) == (datetime(2026, 11, 22, 10, 30), True)  # noqa: DTZ001
    assert (whole.value, part.value) == (-3, 2.5)
    line = from_csv(
        spreadsheets.as_csv([Table("L", list("abcd"), [[date(2026, 11, 22), AT, -3, 2.5]])])
    )
    assert line[1] == ["2026-11-22", "2026-11-22 10:30", "-3", "2,5"]


def test_many_tables_are_many_sheets_with_titles_that_excel_takes():
    long = Table("Hoe lang een aanmelding duurde: per [maand]/week?", ["a"], [[None]])
    book = openpyxl.load_workbook(io.BytesIO(spreadsheets.as_xlsx([long, table("x")])))
    assert [len(name) <= 31 for name in book.sheetnames] == [True, True]


def test_no_file_is_written(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file on disk")

    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", refuse)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    assert spreadsheets.as_xlsx([table(*PLAIN)]).startswith(b"PK")


@pytest.mark.fault(
    "K13",
    did="signs that a program takes for = + - @",
    must="they are text",
)
@pytest.mark.parametrize("text", ["＝1+1", "＋31", "\u200b=1+1", "－1", "＠naam"])
def test_what_only_looks_like_another_sign_becomes_text_too(text):
    assert str(spreadsheets.harmless(text)).startswith("'")


@pytest.mark.parametrize("text", ["half \ud83d", "niets \uffff", "ook \ufffe niet", "\x00"])
def test_signs_that_a_file_cannot_hold_are_left_out(text):
    spreadsheets.as_xlsx([Table("Lijst", ["Naam"], [[text]])])
    spreadsheets.as_csv([Table("Lijst", ["Naam"], [[text]])])
