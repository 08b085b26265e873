"""Files as people add them."""

import io

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
