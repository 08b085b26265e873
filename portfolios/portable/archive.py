"""The ZIP file itself: packed for reading offline, and unpacked with distrust."""

import dataclasses
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import BadSignature, Signer
from django.forms import ValidationError
from django.template.loader import render_to_string

from files.models import StoredFile
from files.uploads import LARGEST, Received, receive
from portfolios.dossier.evidence import ROOM
from portfolios.dossier.models import Evidence
from portfolios.portable import readable
from portfolios.portable.reading import OTHER_FORM, Unreadable
from portfolios.portable.schema import schema
from portfolios.portable.writing import place_of

CONTENT, SCHEMA, PAGE, STYLE = "portfolio.json", "portfolio.schema.json", "index.html", "stijl.css"
MOST_MEMBERS = 5_000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
LARGEST_CONTENT = 10 << 20
Progress = Callable[[int], None]


SIGNER_SALT = "portfolios.portable"


def hashes_of(rows: Iterable[Mapping[str, Any]]) -> str:
    return ",".join(sorted(row["sha256"] for row in rows))


def seal_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """Says that these files came from here, so that they come back as they were."""
    return Signer(salt=SIGNER_SALT).signature(hashes_of(rows))


def is_ours(rows: Iterable[Mapping[str, Any]], seal: str) -> bool:
    """Whether it was sealed here, also with an earlier key."""
    try:
        Signer(salt=SIGNER_SALT).unsign(f"{hashes_of(rows)}:{seal}")
    except BadSignature:
        return False
    return True


# ---- Out ----


def pack(
    content: dict[str, Any], files: Iterable[StoredFile], out: IO[bytes], tell: Progress
) -> None:
    """Write the ZIP: a site to read, the content with its schema, and the files.

    `files` are those of `content["evidence"]`, in that order; `tell` hears how many are in.
    A file that the virus scanner did not call clean stays here; the page says so.
    """
    content = content | {"seal": seal_of(content["evidence"])}
    pairs = list(zip(content["evidence"], files, strict=True))
    held_back = {row["id"] for row, file in pairs if not file.is_served}
    page = render_to_string("portfolios/portable.html", readable.page(content, held_back))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(PAGE, page)
        packed.writestr(STYLE, style())
        packed.writestr(CONTENT, json.dumps(content, ensure_ascii=False, indent=1))
        packed.writestr(SCHEMA, json.dumps(schema(), ensure_ascii=False, indent=1))
        for number, (row, file) in enumerate(pairs, 1):
            if file.is_served:
                packed.writestr(place_of(row), file.read(), zipfile.ZIP_STORED)
            tell(number)


def style() -> str:
    return Path(str(finders.find("css/portable.css"))).read_text()


def files_of(owner: Any) -> list[StoredFile]:
    """The files of the rows that travel, in the order of `content_of`."""
    mine = Evidence.objects.visible_to(owner).select_related("file").order_by("pk")
    return [evidence.file for evidence in mine]


# ---- In ----


def content_in(archive: Any) -> bytes:
    """The text of the content. Raises Unreadable for what is no ZIP of ours."""
    try:
        with zipfile.ZipFile(archive) as packed:
            if len(packed.infolist()) > MOST_MEMBERS:
                raise Unreadable(OTHER_FORM)
            return member(packed, CONTENT, LARGEST_CONTENT)
    except (*BROKEN, KeyError, NotImplementedError, RuntimeError) as problem:
        raise Unreadable(OTHER_FORM) from problem


def member(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Not more than this, whatever the ZIP says of its size."""
    with packed.open(name) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise Unreadable(OTHER_FORM)
    return data


def take_files(
    archive: Any, content: Mapping[str, Any], tell: Progress
) -> dict[str, tuple[StoredFile, StoredFile | None]]:
    """Examine and keep the files of the rows; those that are refused or not there are left out.

    A file that left this register as it is now comes back byte for byte; any other one is kept as
    the examination makes it, as with every upload. Together not more than one person has room for.
    """
    rows = content["evidence"]
    ours = is_ours(rows, content.get("seal", ""))
    kept, room = {}, ROOM
    with zipfile.ZipFile(archive) as packed:
        for number, row in enumerate(rows, 1):
            received = take_file(packed, row, as_it_is=ours)
            if received and received.size <= room:
                room -= received.size
                kept[row["id"]] = received.store(), received.store_preview()
            tell(number)
    return kept


def take_file(
    packed: zipfile.ZipFile, row: Mapping[str, Any], *, as_it_is: bool
) -> Received | None:
    try:
        data = member(packed, place_of(row), LARGEST)
        received = receive(SimpleUploadedFile(row["name"], data), closely=True)
    except (*BROKEN, KeyError, Unreadable, ValidationError):
        return None
    if as_it_is and hashlib.sha256(data).hexdigest() == row["sha256"]:
        return dataclasses.replace(received, data=data)
    return received
