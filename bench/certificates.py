"""`python -m bench.certificates [count]`: what a certificate costs, in processor time.

Laid out together and written one by one, as the product does, in turn with the same page made by
WeasyPrint alone and with the same page in Typst; and sealing them, in turn with bare pyHanko on the
same bytes. Prints medians of the rounds, the ratios, and the memory before and after.
Needs no database.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import psutil  # noqa: E402
import segno  # noqa: E402
import typst  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils.formats import date_format  # noqa: E402
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: E402
from pyhanko.sign import signers  # noqa: E402
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: E402

from bench import crowd, figures  # noqa: E402
from kit.numbers import random_code  # noqa: E402
from register import certificate_files, signing  # noqa: E402
from register.certificate_files import MOST_AT_ONCE, Kind  # noqa: E402
from register.certificates import CODE_LENGTH  # noqa: E402
from register.models import Certificate  # noqa: E402

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
ALONE = 5  # made by a yardstick in each round
CONTENT = {"since": "2022-03-01", "from": "2026-03-01", "until": "2030-03-01",
           "issued": "2026-02-20", "route": "Ervaring in het werk",
           "conversation": "2026-02-10"}  # fmt: skip
TEMPLATE = Path(settings.BASE_DIR) / "bench" / "certificate.typ"


def certificate(number: int) -> Certificate:
    name = f"{crowd.GIVEN[number % len(crowd.GIVEN)]} {crowd.STEMS[number % len(crowd.STEMS)]}dijk"
    written = f"RK-{number:04}-0000"
    content = {"name": name, "number": written} | CONTENT
    return Certificate(number=written, code=random_code(CODE_LENGTH), content=content)


def processor(act: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds of processor time of this process, all threads, and what came of it."""
    started = time.process_time()
    made = act()
    return (time.process_time() - started) * 1000, made


def alone(each: Certificate) -> bytes:
    (pdf,) = certificate_files.render(Kind.DUTCH, [each])
    return pdf


def by_typst(each: Certificate) -> bytes:
    page = certificate_files.page_of(each)
    facts = {name: date_format(value, "j F Y") if hasattr(value, "year") else value
             for name, value in page["facts"].items()}  # fmt: skip
    facts |= {name: page[name] for name in ("code", "address", "shown_address")}
    svg = io.BytesIO()
    segno.make(page["address"], error="m").save(svg, kind="svg", border=2)
    inputs = {"facts": json.dumps(facts | {"qr": svg.getvalue().decode()})}
    fonts = [str(Path(settings.BASE_DIR) / "static" / "fonts")]
    return typst.compile(
        str(TEMPLATE), root=str(settings.BASE_DIR), font_paths=fonts, ignore_system_fonts=True,
        sys_inputs=inputs, pdf_standards=["ua-1"],
    )  # fmt: skip


def bare_seal(pdf: bytes) -> bytes:
    metadata = signers.PdfSignatureMetadata(
        field_name="Zegel", subfilter=SigSeedSubFilter.PADES, certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )  # fmt: skip
    sealed = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signers.sign_pdf(writer, metadata, signing.signer(), output=sealed)
    return sealed.getvalue()


def main() -> None:
    process = psutil.Process()
    waiting = [certificate(number) for number in range(COUNT)]
    alone(waiting[0]), by_typst(waiting[0]), signing.sign(alone(waiting[0]))  # all is loaded
    before = process.memory_info().rss >> 20
    found: dict[str, list[float]] = {}
    for start in range(0, COUNT, MOST_AT_ONCE):
        some = waiting[start : start + MOST_AT_ONCE]
        took, pdfs = processor(lambda some=some: certificate_files.render(Kind.DUTCH, some))
        found.setdefault("together", []).append(took / len(some))
        few = some[:ALONE]
        for name, act, things in (
            ("WeasyPrint alone", alone, few), ("Typst", by_typst, few),
            ("sealed", signing.sign, pdfs[:ALONE]), ("pyHanko", bare_seal, pdfs[:ALONE]),
        ):  # fmt: skip
            took, _ = processor(lambda act=act, things=things: [act(each) for each in things])
            found.setdefault(name, []).append(took / len(things))
    held = process.memory_info().rss / 2**20
    figures.head(
        f"{COUNT} certificates, {len(found['together'])} rounds; memory {before} MB before"
    )
    for ours, theirs, reach in (
        ("together", "WeasyPrint alone", 0.25), ("together", "Typst", 1),
        ("sealed", "pyHanko", 1.1),
    ):  # fmt: skip
        product, spread = figures.middle(found[ours])
        figures.say(
            figures.Figure(
                "Certificates, processor time for each", f"{ours}, against {theirs}", product,
                figures.middle(found[theirs])[0], spread, reach=reach, rows=COUNT, memory=held,
            )
        )  # fmt: skip


if __name__ == "__main__":
    main()
