"""QR codes as images that need no file."""

import segno

DARK, LIGHT = "#0a3036", "#fff"


def qr_code(text: str) -> str:
    """A `data:` address of an SVG with the code, with error correction M and a quiet zone."""
    return segno.make(text, error="m").svg_data_uri(border=2, dark=DARK, light=LIGHT)


def qr_picture(text: str) -> str:
    """The same for paper, as a PNG in black and white, which costs a page the least to carry."""
    return segno.make(text, error="m").png_data_uri(scale=4, border=2)
