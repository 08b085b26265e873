"""Files that people add: only what they pretend to be, and only what may be kept."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from files import uploads
from files.models import StoredFile
from tests.makers.uploads import packed, pdf, photo


def document(name: str, **more: bytes) -> SimpleUploadedFile:
    return packed(name, **{"word/document.xml": b"<w/>", **more})


def test_a_pdf_is_kept_as_it_is(db):
    given = pdf()
    whole = given.read()
    given.seek(0)
    stored = uploads.receive(given).store()
    assert (stored.state, stored.name) == (StoredFile.State.CLEAN, "diploma.pdf")
    assert stored.read() == whole


def test_a_photo_loses_what_the_camera_wrote():
    received = uploads.receive(photo(maker="GEHEIM"))
    assert b"GEHEIM" not in received.data
    assert received.content_type == "image/jpeg"


def test_a_text_document_is_taken():
    assert uploads.receive(document("brief.docx")).content_type.startswith("application/vnd")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (lambda: SimpleUploadedFile("leeg.pdf", b""), "is leeg"),
        (lambda: SimpleUploadedFile("foto.exe", b"MZ"), "kunnen we niet aannemen"),
        (lambda: SimpleUploadedFile("zogenaamd.pdf", b"MZ" * 40), "niet openen"),
        (lambda: SimpleUploadedFile("groot.pdf", b"0" * (uploads.LARGEST + 1)), "dan 10 MB"),
        (lambda: pdf(password="dicht"), "zit een wachtwoord"),
        (lambda: pdf(script="app.alert(1)"), "zit een programma"),
        (lambda: document("macro.docx", **{"word/vbaProject.bin": b"x"}), "zit een programma"),
        (lambda: document("bom.docx", vol=b"0" * (120 << 20)), "te groot om te openen"),
        (lambda: packed("los.odt", iets=b"x"), "niet openen"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(given, says):
    with pytest.raises(ValidationError, match=says):
        uploads.receive(given())


def test_a_name_is_never_a_path_and_never_too_long():
    assert uploads.shown_name("..\\..\\etc/pass\u202ewd.pdf") == "passwd.pdf"
    assert len(uploads.shown_name("a" * 300 + ".pdf")) == uploads.LONGEST_NAME
