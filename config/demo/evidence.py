"""Pictures and papers in the demo dossiers, drawn here: nobody's photo and nobody's paper."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from config.demo.world import World, noon
from files.examine import examine
from files.uploads import KINDS, Received
from portfolios.dossier import evidence
from portfolios.models import LearningActivity, LearningStory

NOTES = (
    ("Wat wil jij?", "#f4d35e"), ("Wie helpt?", "#a8dadc"), ("Eerst rust", "#f7b267"),
    ("Samen bellen", "#b5e48c"), ("Brief in gewone taal", "#ffafcc"), ("Over twee weken", "#cdb4db"),
)  # fmt: skip
PAGE = (
    "Meelopen bij de wijkcoach",
    "Wat ik zag: eerst koffie, dan pas het formulier.",
    "Wat ik meeneem: ik vraag wat iemand zelf al probeerde.",
)


def add_evidence(world: World) -> None:
    """Samira kept a few things; the newest activity and story have them."""
    samira: User = world.users["samira"]
    activity = LearningActivity.objects.visible_to(samira).latest("happened_on", "id")
    story = LearningStory.objects.visible_to(samira).earliest("updated_at", "id")
    add(world, activity, "flip-over.jpg", wall_of_notes(), "De wand na ons gesprek")
    add(world, activity, "meelopen.pdf", page_of_words(PAGE), "Mijn aantekeningen")
    add(world, story, "gesprekskaart.jpg", wall_of_notes(3), "")


def add(
    world: World, thing: evidence.Thing, name: str, data: bytes, words: str, *, days: int = 3
) -> None:
    kind, content_type = KINDS[name[name.rindex(".") :]]
    seen = examine(data, kind, closely=True)
    received = Received(name, content_type, seen.kept, seen.preview)
    evidence.add(thing, received, now=noon(world.days_ago(days)), words=words)


def wall_of_notes(count: int = len(NOTES)) -> bytes:
    """A white wall with paper notes on it, as somebody would photograph it."""
    wall = Image.new("RGB", (1200, 900), "#eceae4")
    pen = ImageDraw.Draw(wall)
    letters = ImageFont.load_default(34)
    for number, (words, colour) in enumerate(NOTES[:count]):
        left, top = 90 + number % 3 * 360 + number * 7, 130 + number // 3 * 350
        pen.rectangle((left + 10, top + 12, left + 310, top + 272), fill="#cfccc4")
        pen.rectangle((left, top, left + 300, top + 260), fill=colour)
        pen.multiline_text((left + 24, top + 40), words.replace(" ", "\n"), "#243", letters)
    made = io.BytesIO()
    wall.save(made, "JPEG", quality=85)
    return made.getvalue()


def page_of_words(lines: Sequence[str]) -> bytes:
    """A PDF of one page, in the letters that every reader has."""
    drawn = " ".join(
        f"/F{2 if number else 1} {12 if number else 22} Tf 0 -{34 if number else 0} Td ({line}) Tj"
        for number, line in enumerate(lines)
    )
    stream = f"BT 70 740 Td {drawn} ET".encode("latin-1")
    fonts = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>" \
        " /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"  # fmt: skip
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        f" /Resources << /Font << {fonts} >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table, len(parts) + 1, len(made))
    )
