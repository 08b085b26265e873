"""Files as people add them."""

import io
import zipfile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def pdf(name: str = "diploma.pdf", *, script: str = "", password: str = "") -> SimpleUploadedFile:
    """A page of paper; with a script it does something by itself, with a password it is locked."""
    made = pikepdf.new()
    made.add_blank_page()
    if script:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
    kept = io.BytesIO()
    locked = {"encryption": pikepdf.Encryption(owner=password, user=password)} if password else {}
    made.save(kept, **locked)
    return SimpleUploadedFile(name, kept.getvalue())


def photo(name: str = "foto.jpg", *, maker: str = "") -> SimpleUploadedFile:
    """A photo in which the camera wrote who made it."""
    image = Image.new("RGB", (40, 30), "teal")
    facts = image.getexif()
    facts[0x010F] = maker
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=facts)
    return SimpleUploadedFile(name, kept.getvalue())


def written_pdf(text: str, name: str = "verslag.pdf", *, pages: int = 1) -> SimpleUploadedFile:
    """A page with words on it that can be read again."""
    made = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    for _ in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 14 Tf 60 760 Td ({shown}) Tj ET".encode())
    kept = io.BytesIO()
    made.save(kept)
    return SimpleUploadedFile(name, kept.getvalue())


WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(text: str, name: str = "verslag.docx", **more: bytes) -> SimpleUploadedFile:
    """A text document with one paragraph; `more` are other parts of it."""
    body = f'<w:document xmlns:w="{WORDS}"><w:p><w:t>{text}</w:t></w:p></w:document>'
    return packed(name, **{"word/document.xml": body.encode(), **more})


def packed(name: str, **members: bytes) -> SimpleUploadedFile:
    """A zip, whatever it is called."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return SimpleUploadedFile(name, made.getvalue())
