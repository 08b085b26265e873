"""`python -m bench.reading_back [count]`: every certificate read back by programs of others.

As many certificates as are asked for (1,000) with the card beside each, all with names of their
own, made and sealed as the product does. Each file is looked at by qpdf and pdfsig, and read back
by pdfinfo and pikepdf: title, language, tags, one first heading, a text for each picture, and no
other number in it than its own. Prints what was found, and ends with 1 when anything is wrong.
Needs no database.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import pikepdf  # noqa: E402

from bench.certificates import certificate  # noqa: E402
from register import certificate_files, signing  # noqa: E402
from register.certificate_files import MOST_AT_ONCE, Kind  # noqa: E402
from tests.access.crawl import words_of_pdf  # noqa: E402

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
NUMBER = re.compile(r"RK-\d{4}-\d{4}")
HEADING = re.compile(r"^\s*(H\d?)\b")


def main() -> None:
    found: Counter[str] = Counter()
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        for some in batched(range(COUNT), MOST_AT_ONCE, strict=False):
            waiting = [certificate(number) for number in some]
            for kind in (Kind.DUTCH, Kind.CARD):
                files = zip(waiting, certificate_files.render(kind, waiting), strict=True)
                sealed = [(each.number, signing.sign(pdf)) for each, pdf in files]
                looks = [pool.submit(look, Path(folder), kind, *one) for one in sealed]
                for each in looks:
                    found.update(each.result() or ["good"])
    for what, times in found.most_common():
        print(f"{times:6} {what}")
    if set(found) != {"good"}:
        raise SystemExit(1)


def look(folder: Path, kind: Kind, number: str, pdf: bytes) -> list[str]:
    """What is wrong with one file."""
    path = folder / f"{kind}-{number}.pdf"
    path.write_bytes(pdf)
    wrong = [*seen_by_others(path), *facts_of(pdf, number)]
    path.unlink()
    return wrong


def seen_by_others(path: Path) -> Iterator[str]:
    if "No syntax or stream encoding errors" not in output("qpdf", "--check", path):
        yield "qpdf finds errors"
    signed = output("pdfsig", "-nocert", path)
    if "Signature is Valid" not in signed or "Total document signed" not in signed:
        yield "pdfsig does not accept the seal"
    yield from structure_of(output("pdfinfo", "-struct", path))


def facts_of(pdf: bytes, number: str) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        if number not in str(opened.docinfo["/Title"]):
            yield "the title does not name it"
        if str(opened.Root.Lang) != "nl" or not opened.Root.MarkInfo.Marked:
            yield "no language, or no tags"
        pictures = [each for each in opened.objects if is_picture(each)]
        if not pictures or not all(str(each.get("/Alt", "")) for each in pictures):
            yield "a picture without a text"
    if set(NUMBER.findall(words_of_pdf(pdf))) != {number}:
        yield "another number in it"


def is_picture(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.Figure


def structure_of(tree: str) -> Iterator[str]:
    """What a screen reader goes by: one first heading, and no other."""
    headings = [match[1] for line in tree.splitlines() if (match := HEADING.match(line))]
    if headings != ["H1"]:
        yield f"headings {headings}"


def output(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode(errors="replace")


if __name__ == "__main__":
    main()
