"""Something to put under one's mail: a small picture and a line with a link to the public entry.

It says who somebody is in the register, never how things stand: that is behind the link, today.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from register.models import Registration

SCALE = 4  # drawn larger and made smaller, for smooth edges
WIDTH, HEIGHT = 300, 64
SHOWN_TWICE_AS_FINE = 2  # for screens with small pixels
PETROL, SAND, HONEY, INK = "#0e6467", "#ffffff", "#e9af45", "#1b2a2c"
NAME = "Register Klantmanagers"


def link_of(registration: Registration) -> str:
    return settings.BASE_URL + reverse("register:entry", args=[registration.number])


def picture(registration: Registration) -> bytes:
    """PNG: the mark, the name of the register and the number."""
    size = SHOWN_TWICE_AS_FINE * SCALE
    image = Image.new("RGB", (WIDTH * size, HEIGHT * size), SAND)
    draw = ImageDraw.Draw(image)
    ring = [length * size for length in (10, 12, 50, 52)]
    draw.arc(ring, start=0, end=330, fill=PETROL, width=5 * size)
    check = [length * size for length in (22, 32, 29, 39, 50, 18)]
    draw.line(check, fill=HONEY, width=5 * size, joint="curve")
    draw.text((66 * size, 13 * size), NAME, font=font(17 * size), fill=PETROL)
    draw.text((66 * size, 36 * size), f"Nummer {registration.number}", font=font(14 * size),
              fill=INK)  # fmt: skip
    small = image.resize((WIDTH * SHOWN_TWICE_AS_FINE, HEIGHT * SHOWN_TWICE_AS_FINE))
    made = BytesIO()
    small.quantize(64).save(made, "PNG", optimize=True)
    return made.getvalue()


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    found = finders.find("fonts/rk-sans-600.ttf")
    if not found:
        raise FileNotFoundError("fonts/rk-sans-600.ttf: run manage.py build_fonts")
    return ImageFont.truetype(BytesIO(Path(found).read_bytes()), size)


def line(registration: Registration) -> str:
    """What stands beside the picture, also without it."""
    return f"{NAME}, nummer {registration.number}. Wat vandaag geldt: {link_of(registration)}"
