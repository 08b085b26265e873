"""Certificates: made once, tagged, sealed, and telling what they prove and what not."""

import hashlib
import io
import subprocess
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from files.models import StoredFile
from register import certificate_files, signing, verification
from register.certificate_files import Kind
from register.models import Certificate, CertificateFile, SealCertificate
from register.verification import FileSays
from tests.access.crawl import words_of_pdf
from tests.makers import people

SINCE = date(2025, 1, 1)


@pytest.fixture
def made(owner, stranger, run_jobs) -> Certificate:
    people.registered(stranger, since=SINCE)
    registration = people.registered(owner, since=SINCE)
    run_jobs("register.make_certificate")
    return registration.certificates.get()


def pdf_of(certificate: Certificate, kind: Kind = Kind.DUTCH) -> bytes:
    return certificate.files.get(kind=kind).file.read()


def seal_of(pdf: bytes):
    seal = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    trusted = ValidationContext(trust_roots=[seal.signer_cert])
    return validate_pdf_signature(seal, trusted)


def with_a_flipped_bit(pdf: bytes) -> bytes:
    at = pdf.index(b"/Title") - 40
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def with_an_appendix(pdf: bytes) -> bytes:
    """Something added behind what was sealed, as the format allows."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Added"] = writer.add_object(writer.root["/Pages"])
    writer.update_root()
    added = io.BytesIO()
    writer.write(added)
    return added.getvalue()


def check(client, data: bytes):
    file = SimpleUploadedFile("certificaat.pdf", data, content_type="application/pdf")
    return client.post(reverse("register:verify"), {"pdf": file})


# ---- How they are made ----


def test_every_file_is_kept_with_its_hash_and_made_once(made):
    before = pdf_of(made)
    certificate_files.make(made.pk)
    assert pdf_of(made) == before
    kept = CertificateFile.objects.select_related("file")
    assert all(each.sha256 == hashlib.sha256(each.file.read()).hexdigest() for each in kept)
    assert StoredFile.objects.count() == len(kept) == 3 * Certificate.objects.count()


def test_who_waits_is_made_with_the_others_and_one_that_cannot_be_made_stops_nobody(
    owner, stranger, run_jobs
):
    """The whole list at once; when that fails, each by its own job."""
    good = people.registered(owner, since=SINCE).certificates.get()
    broken = people.registered(stranger, since=SINCE).certificates.get()
    Certificate.objects.filter(pk=broken.pk).update(content={**broken.content, "until": "ooit"})
    third = people.person("Joost", "Later")
    later = people.registered(third, since=SINCE).certificates.get()
    run_jobs("register.make_certificate")
    assert [each.is_made for each in (good, broken, later)] == [True, False, True]


def test_one_job_makes_all_that_wait(owner, stranger):
    mine = people.registered(owner, since=SINCE).certificates.get()
    other = people.registered(stranger, since=SINCE).certificates.get()
    certificate_files.make(mine.pk)
    assert other.is_made
    assert b"Meulen" not in pdf_of(mine)


@pytest.mark.parametrize(
    ("kind", "language", "title"),
    [
        (Kind.DUTCH, "nl", "Certificaat van registratie: Samira El Amrani"),
        (Kind.ENGLISH, "en", "Certificate of registration: Samira El Amrani"),
        (Kind.CARD, "nl", "Pasje: Samira El Amrani"),
    ],
)
def test_each_is_one_tagged_page_with_language_title_and_both_standards(
    made, kind, language, title
):
    with pikepdf.open(io.BytesIO(pdf_of(made, kind))) as pdf:
        root = pdf.Root
        assert root.Lang == language
        assert root.MarkInfo.Marked
        assert "/StructTreeRoot" in root
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]).startswith(title)
        assert len(pdf.pages) == 1
        described = root.Metadata.read_bytes().decode()
        with pdf.open_metadata() as facts:
            assert facts.pdfa_status == "2A"
            assert facts["pdfuaid:part"] == "1"
        assert described.count("<rdf:RDF") == 1


def test_no_font_is_left_out_of_the_file(made):
    for kind in Kind:
        with pikepdf.open(io.BytesIO(pdf_of(made, kind))) as pdf:
            fonts = [
                font.DescendantFonts[0].FontDescriptor
                for page in pdf.pages
                for font in page.Resources.Font.values()
            ]
            assert fonts
            assert all("/FontFile2" in each or "/FontFile3" in each for each in fonts)


def test_the_words_say_what_was_looked_at_in_both_languages(made):
    dutch, english = words_of_pdf(pdf_of(made)), words_of_pdf(pdf_of(made, Kind.ENGLISH))
    assert "Er is nog geen ontwikkelingsgesprek gevoerd" in dutch
    assert "There has been no conversation about learning yet" in english
    assert "1 January 2025" in english
    assert "not an exam" in english


def test_what_is_drawn_is_said_in_words_too(made):
    for kind in Kind:
        with pikepdf.open(io.BytesIO(pdf_of(made, kind))) as pdf:
            pictures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                        and each.get("/S") == "/Figure"]  # fmt: skip
            assert pictures
            assert all(str(each.Alt) for each in pictures)


def test_nobody_elses_name_is_in_any_byte(made):
    for kind in Kind:
        data = pdf_of(made, kind)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
            text = b"".join(each.read_bytes() for each in streams)
        assert b"Meulen" not in text + data
        assert "Meulen" not in words_of_pdf(data)


@pytest.mark.programs("qpdf", "pdfsig")
def test_two_programs_of_others_accept_what_was_made(made, tmp_path):
    for kind in Kind:
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(pdf_of(made, kind))
        looked = [["qpdf", "--check", str(path)], ["pdfsig", "-nocert", str(path)]]
        checked, sealed = (
            subprocess.run(each, capture_output=True, check=True, text=True) for each in looked
        )
        assert "No syntax or stream encoding errors found" in checked.stdout
        assert "Signature is Valid" in sealed.stdout
        assert "Total document signed" in sealed.stdout


def test_the_seal_holds_and_a_flipped_bit_or_an_appendix_breaks_it(made):
    pdf = pdf_of(made)
    good = seal_of(pdf)
    assert good.intact
    assert good.valid
    assert good.docmdp_ok
    assert not seal_of(with_a_flipped_bit(pdf)).intact
    assert not seal_of(with_an_appendix(pdf)).docmdp_ok


def test_a_hash_never_changes_not_even_by_sql(made):
    with pytest.raises(DatabaseError), transaction.atomic():
        CertificateFile.objects.filter(certificate=made).update(sha256="0" * 64)


def test_an_erasure_leaves_number_hash_and_status(made):
    hashes = set(made.files.values_list("sha256", flat=True))
    certificate_files.erase(made)
    made.refresh_from_db()
    assert made.content == {}
    assert set(made.files.values_list("sha256", "file")) == {(each, None) for each in hashes}
    assert (made.number, made.status) == (made.registration.number, "issued")
    certificate_files.make(made.pk)
    assert not made.files.exclude(file=None).exists()


@pytest.fixture
def authority(tmp_path):
    """A time stamp authority of OpenSSL, behind a small server of its own."""
    (tmp_path / "serial").write_text("01")
    (tmp_path / "tsa.cnf").write_text(AUTHORITY.format(folder=tmp_path))
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30",
            "-config", "tsa.cnf", "-extensions", "stamps", "-subj", "/CN=Klok",
            "-keyout", "key.pem", "-out", "cert.pem"]  # fmt: skip
    subprocess.run(made, cwd=tmp_path, check=True, capture_output=True)

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tmp_path / "asked.tsq"
            asked.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            reply = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", str(asked)]
            answer = subprocess.run(reply, cwd=tmp_path, check=True, capture_output=True).stdout
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


AUTHORITY = """
[req]
distinguished_name = nobody
[nobody]
[stamps]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = ours
[ours]
dir = {folder}
serial = {folder}/serial
signer_cert = {folder}/cert.pem
signer_key = {folder}/key.pem
certs = {folder}/cert.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
"""


def test_a_seal_says_when_it_was_made_by_the_clock_of_another(db, authority, settings):
    settings.SIGNING_TIMESTAMP_URL = authority
    stamped = seal_of(signing.sign(unsealed())).timestamp_validity
    assert stamped is not None
    assert stamped.intact


def test_without_an_answer_of_the_authority_there_is_a_seal_without_that(db, settings, caplog):
    settings.SIGNING_TIMESTAMP_URL = "http://127.0.0.1:1/"
    assert seal_of(signing.sign(unsealed())).timestamp_validity is None
    assert "sealed without a time stamp" in caplog.text


def test_after_silence_the_authority_rests(db, authority, settings):
    settings.SIGNING_TIMESTAMP_URL = "http://127.0.0.1:1/"
    signing.sign(unsealed())
    settings.SIGNING_TIMESTAMP_URL = authority
    assert seal_of(signing.sign(unsealed())).timestamp_validity is None
    cache.delete(signing.SILENT)
    assert seal_of(signing.sign(unsealed())).timestamp_validity is not None


def test_what_misses_a_file_gets_it_by_night(made, run_jobs):
    before = made.files.get(kind=Kind.DUTCH).sha256
    made.files.exclude(kind=Kind.DUTCH).delete()
    certificate_files.make_what_waits()
    run_jobs("register.make_certificate")
    assert {each.kind for each in made.files.all()} == set(Kind)
    assert made.files.get(kind=Kind.DUTCH).sha256 == before


# ---- How they are checked ----


def test_verification_repeats_the_facts_and_says_the_status(made):
    checked = verification.check(made.written_code.lower())
    assert checked.facts["name"] == "Samira El Amrani"
    assert checked.entry is None  # not published yet
    assert {each.kind for each in checked.files} == set(Kind)
    assert verification.check("AAAA-BBBB") is None


def test_of_an_erased_certificate_nothing_more_is_said(made, client):
    pdf = pdf_of(made)
    certificate_files.erase(made)
    page = client.get(reverse("register:certificate", args=[made.code]))
    assert page.status_code == 410
    assert "bewaren we niet meer" in page.content.decode()
    assert client.post(page.request["PATH_INFO"], {"achternaam": "x"}).status_code == 410
    assert verification.check_file(pdf) == (FileSays.GONE, "")


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_as_we_made_it_leads_to_what_holds_today(made, client, kind):
    page = check(client, pdf_of(made, kind)).content.decode()
    assert "Dit bestand is echt" in page
    assert reverse("register:certificate", args=[made.code]) in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (with_a_flipped_bit, "veranderd nadat het register het maakte"),
        (with_an_appendix, "veranderd nadat het register het maakte"),
        (lambda pdf: pdf[: len(pdf) // 2], "kunnen dit bestand niet lezen"),
        (lambda pdf: b"geen pdf", "kunnen dit bestand niet lezen"),
        (lambda pdf: unsealed(), "zit geen zegel van het register"),
        (lambda pdf: sealed_by_another(), "niet door het register ondertekend"),
    ],
)
def test_any_other_file_is_explained(made, client, change, says):
    page = check(client, change(pdf_of(made))).content.decode()
    assert says in page
    assert made.code not in page


def unsealed() -> bytes:
    empty = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(empty)
    return empty.getvalue()


def sealed_by_another() -> bytes:
    """Sealed by us, and our key is then unknown: as a file that another signed is to us."""
    sealed = signing.sign(unsealed())
    SealCertificate.objects.all().delete()
    return sealed


def test_a_sealed_file_of_which_nothing_is_kept_is_said_to_be_so(made):
    assert verification.check_file(signing.sign(unsealed())) == (FileSays.GONE, "")


def test_a_file_that_is_none_or_too_large_gets_a_sentence(client, db):
    nothing = client.post(reverse("register:verify"), {})
    assert nothing.status_code == 422
    assert "Kies het pdf-bestand" in nothing.content.decode()
    large = check(client, b"%PDF-" + b"0" * (2 << 20))
    assert large.status_code == 422
    assert "groter dan een certificaat ooit is" in large.content.decode()


def test_checking_files_has_a_budget(made, client, settings):
    settings.PUBLIC_A_MINUTE = 2
    answers = [check(client, pdf_of(made)).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
