"""Lists as people send them: good ones, and every kind that cannot be read."""

import io
import re
import zipfile

import openpyxl

HEADINGS = ("Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Gemeente", "Functie")
PEOPLE = (
    ("Noor", "", "Visser", "noor.visser@example.nl", "Lindehoven", "klantmanager"),
    ("Bram", "van der", "Wal", "Bram@Example.nl", "Gemeente Lindehoven", "consulent"),
    ("Ayla", "", "Öztürk", "ayla@example.nl", "lindehoven", "jobcoach"),
)


def csv(rows=(HEADINGS, *PEOPLE), *, delimiter=",", encoding="utf-8"):
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    return named("lijst.csv", text.encode(encoding))


def workbook(rows=(HEADINGS, *PEOPLE), *, sheets=("Blad1",), name="lijst.xlsx"):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    packed = io.BytesIO()
    book.save(packed)
    return named(name, packed.getvalue())


def huge(count):
    """A workbook with so many rows."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = (
        f"<row>{cell.format(f'M{number}')}{cell.format(f'm{number}@example.nl')}</row>"
        for number in range(count)
    )
    heads = "<row>" + cell.format("Naam") + cell.format("Mail") + "</row>"
    parts = parts_of(workbook())
    parts["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{heads}{''.join(rows)}</sheetData></worksheet>"
    ).encode()
    return zipped(parts)


def parts_of(file):
    with zipfile.ZipFile(file) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


def zipped(parts, name="lijst.xlsx"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return named(name, packed.getvalue())


def named(name, data):
    file = io.BytesIO(data)
    file.name = name
    return file


def locked_with_password():
    """What Excel writes: another kind of file, with the workbook sealed inside."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    return named("geheim.xlsx", start + "EncryptedPackage".encode("utf-16-le") + bytes(1000))


def with_entities():
    """A workbook whose text grows without end while it is read."""
    parts = parts_of(workbook())
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + parts[
        sheet
    ].replace(b"Noor", b"&b;")
    return zipped(parts)


def says_it_is_wide():
    """A small list that claims every cell a sheet can have."""
    parts = parts_of(workbook((HEADINGS, PEOPLE[0])))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'ref="[A-Z0-9:]+"', b'ref="A1:XFD1048576"', parts[sheet])
    return zipped(parts)
