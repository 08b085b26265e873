"""Reads a file of somebody else and says whether it is what it pretends to be.

Runs in a process of its own with little memory and time, without a network (files/confinement.py):
a file that breaks a parser breaks only that process. `python -m files.examine PDF closely` reads
the file and answers with a line of JSON, the bytes that are kept and a small picture of them.
Closely means: with that picture, and with the places in its text by which a client may be known.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from xml.parsers import expat

from files.confinement import confine
from kit.client_data import Finding, Kind, after, before, findings

MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 25_000_000}  # a JPEG can be opened smaller than it is
OPENED_AT_MOST = 24_000_000
LONGEST_SIDE = (4096, 4096)
WRITTEN_AGAIN: dict[str, dict[str, int]] = {"JPEG": {"quality": 90}, "PNG": {"compress_level": 3}}
MOST_PAGES = 500
MOST_UNPACKED = 100 << 20
MOST_MEMBERS = 2_000
MOST_TEXT = 2_000_000  # signs
MOST_PLACES = 40
PREVIEW = (640, 640)  # the most, in pixels
REFUSED = 3
# What makes a PDF act by itself, or carries another file.
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/EF", "/RichMedia", "/SubmitForm",
          "/ImportData", "/GoToE", "/XFA")  # fmt: skip
PAGE_OF_A_SITE = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe)\b", re.I)
LOOKED_AT_BY_BROWSERS = 1500  # bytes, when they guess what a file is
HEAD = 4096
END = b"%%EOF"
PARTS = {"DOCX": "word/document.xml", "ODT": "content.xml"}
WRITTEN = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments\d*)\.xml|content\.xml"
    r"|styles\.xml"
)
# How a zip, a program, a packed file and an old document begin.
OTHER_FILES = (b"PK\x03\x04", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0",
               b"%PDF-")  # fmt: skip
FROM_ELSEWHERE = re.compile(rb"attachedTemplate|oleObject|TargetMode=.External.[^>]*frame", re.I)
ENDS_A_LINE = ("p", "h", "tab", "br", "cr", "line-break", "tc", "table-cell")
Place = tuple[str, str, str, str]  # the kind; the words before, the words, and those after


class Wrong(Exception):
    """The file is refused; `str()` is one of the words in files/uploads.py."""


@dataclass
class Examined:
    """What is kept of a file, its words, and a picture of how it looks."""

    kept: bytes
    text: str = ""
    preview: bytes = b""

    @property
    def places(self) -> list[Place]:
        """Where a client may be known by, each words once; numbers that can be a BSN first."""
        found = {each.text: each for each in reversed(findings(self.text))}
        first = sorted(found.values(), key=lambda each: (each.kind != Kind.BSN, each.start))
        return [place(self.text, each) for each in first[:MOST_PLACES]]


def place(text: str, found: Finding) -> Place:
    return found.kind.value, before(text, found), found.text, after(text, found)


# ---- Pictures ----


def picture(data: bytes, kind: str, closely: bool) -> Examined:
    """The picture written again: without place, camera and whatever stood behind it."""
    from PIL import Image, ImageOps  # noqa: PLC0415  only this process opens pictures

    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    with Image.open(io.BytesIO(data), formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS[kind]:
            raise Wrong("large")
        if kind == "JPEG" and opened.width * opened.height > OPENED_AT_MOST:
            opened.draft(None, (opened.width // 2, opened.height // 2))
        ImageOps.exif_transpose(opened, in_place=True)
        opened.thumbnail(LONGEST_SIDE)
        facts = opened.info.items()
        opened.info = {name: value for name, value in facts if name == "transparency"}
        kept = io.BytesIO()
        opened.save(kept, kind, **WRITTEN_AGAIN[kind])
        return Examined(kept.getvalue(), preview=small(opened) if closely else b"")


def small(image: Any) -> bytes:
    """A little JPEG of a picture; what can be seen through becomes white."""
    from PIL import Image  # noqa: PLC0415

    image.thumbnail(PREVIEW)
    shown = image.convert("RGBA" if image.mode in ("P", "PA", "LA", "RGBA") else "RGB")
    if shown.mode == "RGBA":
        paper = Image.new("RGB", shown.size, "white")
        paper.paste(shown, mask=shown.getchannel("A"))
        shown = paper
    made = io.BytesIO()
    shown.save(made, "JPEG", quality=80)
    return made.getvalue()


# ---- PDF ----


def pdf(data: bytes, closely: bool) -> Examined:
    """The document as it is, when it can be opened and does nothing by itself."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    data = without_what_follows(data)
    if not data.startswith(b"%PDF-") or PAGE_OF_A_SITE.search(data[:LOOKED_AT_BY_BROWSERS]):
        raise Wrong("kind")
    document = PdfFileReader(io.BytesIO(data), strict=False)
    if document.encrypted:
        raise Wrong("locked")
    pages = int(document.root["/Pages"]["/Count"])
    if pages < 1:
        raise Wrong("kind")
    if pages > MOST_PAGES:
        raise Wrong("large")
    filled_in = check_passive(document)
    if not closely:
        return Examined(data)
    written, preview = seen(data)
    return Examined(data, text="\n".join([*filled_in, *written]), preview=preview)


def without_what_follows(data: bytes) -> bytes:
    """A PDF ends where it says so; another file behind it is not kept."""
    end = data.rfind(END)
    return data[: end + len(END)] + b"\n" if end > 0 else data


def check_passive(document: Any) -> list[str]:
    """Walk through everything that a reader can reach. Raises Wrong at what acts by itself.

    Gives what was filled in in fields and notes, which stands on no page.
    """
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

    seen = set()
    filled_in = []
    waiting: list[Any] = [document.root, document.trailer_view.get("/Info")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.reference not in seen:
                seen.add(one.reference)
                waiting.append(document.get_object(one.reference))
        elif isinstance(one, DictionaryObject):
            if any(name in one for name in ACTIVE) or one.get("/S") in ACTIVE:
                raise Wrong("active")
            filled_in += [str(one[name]) for name in WORDS_IN_A_PDF if is_text(one, name)]
            waiting += [one.raw_get(name) for name in one]
        elif isinstance(one, ArrayObject):
            waiting += [one.raw_get(index) for index in range(len(one))]
    return filled_in


WORDS_IN_A_PDF = ("/V", "/Contents", "/Title", "/Subject", "/Keywords")


def is_text(one: Any, name: str) -> bool:
    from pyhanko.pdf_utils.generic import TextStringObject

    return name in one and isinstance(one[name], TextStringObject)


def seen(data: bytes) -> tuple[list[str], bytes]:
    """The words on each page, and how the first looks."""
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(data) as document:
        if len(document) > MOST_PAGES:
            raise Wrong("large")
        words, length = [], 0
        for page in document:
            words.append(page.get_textpage().get_text_range())
            length += len(words[-1])
            if length > MOST_TEXT:
                raise Wrong("large")
            page.close()
        first = document[0]
        width, height = first.get_size()
        scale = min(PREVIEW[0] / max(width, 1), PREVIEW[1] / max(height, 1))
        return words, small(first.render(scale=scale).to_pil())


# ---- Text documents ----


def document(data: bytes, kind: str, closely: bool) -> Examined:
    """A DOCX or ODT without macros, that does not unpack to more than is reasonable."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = packed.infolist()
        names = {member.filename for member in members}
        if PARTS[kind] not in names:
            raise Wrong("kind")
        if any(member.flag_bits & 1 for member in members):
            raise Wrong("locked")
        if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
            raise Wrong("active")
        unpacked = sum(member.file_size for member in members)
        if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
            raise Wrong("large")
        return Examined(data, text="\n".join(words_of(packed, members, closely)))


def words_of(
    packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], closely: bool
) -> Iterator[str]:
    """Reads every part, which also checks its sum. Raises Wrong at another file inside."""
    for member in members:
        with packed.open(member) as part:
            first = part.read(HEAD)
            if first.startswith(OTHER_FILES):
                raise Wrong("active")
            if member.filename.endswith(".rels") and FROM_ELSEWHERE.search(first + part.read()):
                raise Wrong("active")
            if closely and WRITTEN.fullmatch(member.filename):
                yield words_in(first, part)
            while part.read(1 << 20):
                pass


def words_in(first: bytes, rest: Any) -> str:
    """The text between the tags, a line for each paragraph."""
    words: list[str] = []
    length = 0

    def keep(text: str) -> None:
        nonlocal length
        length += len(text)
        if length > MOST_TEXT:
            raise Wrong("large")
        words.append(text)

    def end(name: str) -> None:
        if name.rpartition(":")[2] in ENDS_A_LINE:
            words.append("\n")

    def refuse(*declared: Any) -> None:
        raise Wrong("kind")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = keep
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(first)
    while more := rest.read(1 << 16):
        parser.Parse(more)
    parser.Parse(b"", True)
    return "".join(words)


# ---- One file ----


def examine(data: bytes, kind: str, *, closely: bool = False) -> Examined:
    """What is kept of the file. Raises Wrong."""
    try:
        if kind in ("JPEG", "PNG"):
            return picture(data, kind, closely)
        return pdf(data, closely) if kind == "PDF" else document(data, kind, closely)
    except (Wrong, MemoryError):
        raise
    except Exception as problem:
        too_large = type(problem).__name__ == "DecompressionBombError"
        raise Wrong("large" if too_large else "kind") from problem


def answer(found: Examined, out: BinaryIO) -> None:
    places = found.places
    facts = {"kept": len(found.kept), "places": places}
    out.write(json.dumps(facts).encode() + b"\n" + found.kept + found.preview)


def main() -> int:
    confine()
    try:
        found = examine(sys.stdin.buffer.read(), sys.argv[1], closely="closely" in sys.argv)
        answer(found, sys.stdout.buffer)
    except Wrong as wrong:
        sys.stderr.write(str(wrong))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
