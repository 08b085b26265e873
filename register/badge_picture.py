"""The picture of a badge, with the credential inside (Open Badges 3.0, baking into SVG)."""

from xml.sax.saxutils import quoteattr

from django.contrib.staticfiles import finders

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def baked(token: str) -> bytes:
    """The keurmerk as a picture that carries this credential."""
    found = finders.find("img/keurmerk.svg")
    if not found:
        raise FileNotFoundError("img/keurmerk.svg")
    with open(found, encoding="utf-8") as source:
        picture = source.read()
    start, rest = picture.split(">", 1)
    carried = f"<openbadges:credential verify={quoteattr(token)}/>"
    return f'{start} xmlns:openbadges="{NAMESPACE}">{carried}{rest}'.encode()
