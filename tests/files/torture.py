"""Files that are meant to break whoever opens them; made here, byte by byte."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.uploads import docx, packed, pdf, photo, written_pdf

# The test file of virus scanners, in two halves: no scanner has to move this one away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" rb"ANTIVIRUS-TEST-FILE!$H+H*"
SITE = b"<html><body><script>alert(document.cookie)</script></body></html>"
SECRET_PLACE = (51.9851, 5.8987)


def zip_bomb() -> SimpleUploadedFile:
    """200 MB of zeros in 190 kB."""
    return docx("Gewoon", "bom.docx", **{"word/media/image1.bin": b"\0" * (200 << 20)})


def lying_zip_bomb() -> SimpleUploadedFile:
    """The same, whose table of contents says that it is small."""
    whole = bytearray(zip_bomb().read())
    place = whole.rfind(b"PK\x01\x02", 0, whole.rfind(b"PK\x01\x02") + 4)
    whole[place + 24 : place + 28] = struct.pack("<I", 1000)
    return SimpleUploadedFile("bom.docx", bytes(whole))


def nested_zip() -> SimpleUploadedFile:
    inner = packed("binnen.zip", vol=b"\0" * (10 << 20)).read()
    for _ in range(5):
        inner = packed("binnen.zip", verder=inner).read()
    return docx("Gewoon", "genest.docx", **{"word/embeddings/binnen.zip": inner})


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side: int = 20_000) -> SimpleUploadedFile:
    """A true picture of 400 million points in half a megabyte."""
    packer = zlib.compressobj(9)
    line = b"\0" + b"\0" * (side // 8 + 1)
    drawn = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    made = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", drawn)
    return SimpleUploadedFile("reus.png", made + chunk(b"IEND", b""))


def many_points(points: int = 108_000_000) -> SimpleUploadedFile:
    """As large as is taken, turned by its own word, and as heavy as 10 MB can be."""
    wide, high = 12_000, points // 12_000
    image = Image.effect_noise((wide // 8, high // 8), 40).resize((wide, high)).convert("RGB")
    facts = image.getexif()
    facts[0x0112] = 6
    made = io.BytesIO()
    image.save(made, "JPEG", quality=50, exif=facts)
    return SimpleUploadedFile("groot.jpg", made.getvalue())


def see_through(side: int = 5_000) -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGBA", (side, side), (10, 20, 30, 40)).save(made, "PNG")
    return SimpleUploadedFile("doorzichtig.png", made.getvalue())


def pdf_then_site() -> SimpleUploadedFile:
    return SimpleUploadedFile("twee.pdf", pdf().read() + SITE)


def site_in_head_of_pdf() -> SimpleUploadedFile:
    whole = pdf().read()
    line = whole.index(b"\n") + 1
    return SimpleUploadedFile("kop.pdf", whole[:line] + b"%" + SITE + b"\n" + whole[line:])


def site_then_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("site.pdf", SITE + pdf().read())


def gif_with_script(name: str = "plaatje.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"GIF89a/*" + b"\0" * 100 + b"*/=1;alert(1)")


def photo_then_script() -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", photo().read() + b"<script>alert(1)</script>")


def changed_pdf(change: Callable[[pikepdf.Pdf], None], name: str = "actief.pdf"):
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    kept = io.BytesIO()
    made.save(kept)
    return SimpleUploadedFile(name, kept.getvalue())


def launching_pdf() -> SimpleUploadedFile:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")

    return changed_pdf(change)


def script_on_a_page() -> SimpleUploadedFile:
    def change(made: pikepdf.Pdf) -> None:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        made.pages[0].AA = pikepdf.Dictionary(O=act)

    return changed_pdf(change)


def pdf_with_attachment() -> SimpleUploadedFile:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments["rekening.exe"] = b"MZ"

    return changed_pdf(change)


def pdf_with_pinned_file() -> SimpleUploadedFile:
    """A file that hangs on a note on the page, in no list of attachments."""

    def change(made: pikepdf.Pdf) -> None:
        inside = pikepdf.Dictionary(F=made.make_stream(b"MZ"))
        file = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="x.exe", EF=inside)
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file
        )
        made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])

    return changed_pdf(change)


def locked_pdf() -> SimpleUploadedFile:
    return pdf("dicht.pdf", password="geheim")


def long_pdf(pages: int = 2_000) -> SimpleUploadedFile:
    return written_pdf("Een bladzijde met woorden", "dik.pdf", pages=pages)


def endless_pdf() -> SimpleUploadedFile:
    """A page tree that leads back to itself."""

    def change(made: pikepdf.Pdf) -> None:
        made.Root.Pages.Kids.append(made.Root.Pages)

    return changed_pdf(change, "rondje.pdf")


def pdf_bomb() -> SimpleUploadedFile:
    """A drawing of 400 MB in 400 kB."""

    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].Contents = made.make_stream(b"0 0 m 9 9 l S\n" * (28 << 20))

    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    kept = io.BytesIO()
    made.save(kept, compress_streams=True)
    return SimpleUploadedFile("vol.pdf", kept.getvalue())


def photo_of_a_place() -> SimpleUploadedFile:
    """A photo with the place where it was taken, and a remark of its maker."""
    image = Image.new("RGB", (40, 30), "teal")
    facts = image.getexif()
    facts.get_ifd(0x8825).update({1: "N", 2: (51.0, 59.0, 6.0), 3: "E", 4: (5.0, 53.0, 55.0)})
    facts[0x010E] = "GEHEIME PLEK"
    made = io.BytesIO()
    image.save(made, "JPEG", exif=facts, comment=b"GEHEIME OPMERKING")
    return SimpleUploadedFile("vakantie.jpg", made.getvalue())


def drawing_of_a_place() -> SimpleUploadedFile:
    from PIL import PngImagePlugin

    facts = PngImagePlugin.PngInfo()
    facts.add_text("Author", "GEHEIME MAKER")
    image = Image.new("P", (40, 30))
    made = io.BytesIO()
    image.save(made, "PNG", pnginfo=facts, transparency=0)
    return SimpleUploadedFile("tekening.png", made.getvalue())


def svg(name: str = "tekening.svg") -> SimpleUploadedFile:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    return SimpleUploadedFile(name, drawn, content_type="image/svg+xml")


def xml_bomb() -> SimpleUploadedFile:
    """A billion times the same word."""
    names = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
    )
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{names}]><x>&l9;</x>'.encode()
    return packed("lach.docx", **{"word/document.xml": bomb})


def letter_from_elsewhere() -> SimpleUploadedFile:
    """A text that fetches a template with a program in it when it is opened."""
    link = (
        b'<Relationship Type="x/attachedTemplate" Target="http://x/y.dotm" TargetMode="External"/>'
    )
    return docx("Gewoon", **{"word/_rels/settings.xml.rels": link})


def locked_docx() -> SimpleUploadedFile:
    whole = bytearray(docx("Gewoon").read())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + flags] |= 1
    return SimpleUploadedFile("dicht.docx", bytes(whole))


def long_text() -> SimpleUploadedFile:
    return docx("Woorden en nog meer woorden. " * 300_000, "dik.docx")


def cut_off(file: SimpleUploadedFile, name: str) -> SimpleUploadedFile:
    whole = file.read()
    return SimpleUploadedFile(name, whole[: len(whole) // 2])


def members_without_end() -> SimpleUploadedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("content.xml", b"<x/>")
        for number in range(5_000):
            archive.writestr(str(number), b"")
    return SimpleUploadedFile("veel.odt", made.getvalue())
