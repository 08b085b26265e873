"""Certificates: made once, tagged, signed, and telling what they prove and what not."""

import io
from datetime import date

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from files.models import StoredFile
from register import certificates, verification
from register.models import Certificate
from tests.makers import people

SINCE = date(2025, 1, 1)


@pytest.fixture
def made(owner, stranger, run_jobs) -> Certificate:
    people.registered(stranger, since=SINCE)
    registration = people.registered(owner, since=SINCE)
    run_jobs("register.make_certificate")
    return registration.certificates.get()


def seal_of(pdf: bytes):
    seal = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    trusted = ValidationContext(trust_roots=[seal.signer_cert])
    return validate_pdf_signature(seal, trusted)


def test_the_pdf_is_kept_with_its_hash_and_made_once(made):
    before = made.file.read()
    certificates.make(made.pk)
    made.refresh_from_db()
    assert made.file.read() == before
    assert made.sha256 == made.file.sha256
    assert StoredFile.objects.count() == Certificate.objects.count()


def test_the_pdf_is_tagged_with_language_and_title(made):
    with pikepdf.open(io.BytesIO(made.file.read())) as pdf:
        root = pdf.Root
        assert root.Lang == "nl"
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert "Samira El Amrani" in str(pdf.docinfo["/Title"])
        assert len(pdf.pages) == 1


def test_nobody_elses_name_is_in_its_bytes(made):
    with pikepdf.open(io.BytesIO(made.file.read())) as pdf:
        text = b"".join(
            each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)
        )
    assert b"Meulen" not in text + made.file.read()


def test_the_seal_holds_and_a_flipped_bit_or_an_appendix_breaks_it(made):
    pdf = made.file.read()
    good = seal_of(pdf)
    assert good.intact
    assert good.valid
    assert good.docmdp_ok
    at = pdf.index(b"/Title") - 40
    flipped = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert not seal_of(flipped).intact
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo["/Title"] = "Anders"
        changed = io.BytesIO()
        opened.save(changed)
    assert not seal_of(changed.getvalue()).intact


def test_verification_repeats_the_facts_and_says_the_status(made):
    checked = verification.check(made.written_code.lower())
    assert checked.facts["name"] == "Samira El Amrani"
    assert checked.entry is None  # not published yet
    assert verification.check("AAAA-BBBB") is None
