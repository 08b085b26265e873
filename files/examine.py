"""Reads a file of somebody else and says whether it is what it pretends to be.

Runs in a process of its own with little memory and time (files/uploads.py): a file that breaks a
parser breaks only that process. `python -m files.examine PDF < file > what is kept`.
"""

import io
import resource
import sys
import zipfile
from typing import Any

MEMORY = 1 << 30
SECONDS = 20
MOST_PIXELS = 60_000_000
MOST_UNPACKED = 100 << 20
MOST_MEMBERS = 2_000
REFUSED = 3
# What makes a document act by itself, or carries another file.
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/RichMedia", "/SubmitForm")
PARTS = {"DOCX": "word/document.xml", "ODT": "content.xml"}


class Wrong(Exception):
    """The file is refused; `str()` is one of the words in files/uploads.py."""


def picture(data: bytes, kind: str) -> bytes:
    """The picture drawn again: without place, camera and whatever stood behind it."""
    from PIL import Image, ImageOps  # noqa: PLC0415  only this process opens pictures

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=[kind]) as opened:
        upright = ImageOps.exif_transpose(opened)
        drawn = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            drawn.putpalette(upright.getpalette() or [])
        drawn.paste(upright)
    kept = io.BytesIO()
    drawn.save(kept, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return kept.getvalue()


def pdf(data: bytes) -> bytes:
    """The document as it is, when it can be opened and does nothing by itself."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not data.startswith(b"%PDF-"):
        raise Wrong("kind")
    document = PdfFileReader(io.BytesIO(data), strict=False)
    if document.encrypted:
        raise Wrong("locked")
    if not int(document.root["/Pages"]["/Count"]):
        raise Wrong("kind")
    check_passive(document)
    return data


def check_passive(document: Any) -> None:
    """Walk through everything that a reader can reach. Raises Wrong at what acts by itself."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject

    seen = set()
    waiting: list[Any] = [document.root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.reference not in seen:
                seen.add(one.reference)
                waiting.append(document.get_object(one.reference))
        elif isinstance(one, DictionaryObject):
            if any(name in one for name in ACTIVE) or one.get("/S") in ACTIVE:
                raise Wrong("active")
            waiting += [one.raw_get(name) for name in one]
        elif isinstance(one, ArrayObject):
            waiting += [one.raw_get(index) for index in range(len(one))]


def document(data: bytes, kind: str) -> bytes:
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
        if packed.testzip():
            raise Wrong("kind")
    return data


def examine(data: bytes, kind: str) -> bytes:
    """What is kept of the file. Raises Wrong."""
    try:
        if kind in ("JPEG", "PNG"):
            return picture(data, kind)
        return pdf(data) if kind == "PDF" else document(data, kind)
    except (Wrong, MemoryError):
        raise
    except Exception as problem:
        raise Wrong("kind") from problem


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        sys.stdout.buffer.write(examine(sys.stdin.buffer.read(), sys.argv[1]))
    except Wrong as wrong:
        sys.stderr.write(str(wrong))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
