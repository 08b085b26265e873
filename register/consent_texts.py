"""What somebody says yes to, in the very words on the screen, by version.

A row of consent names the version that was shown. A text that was ever shown is never changed: who
wants other words adds a version at the end.
"""

TEXTS: dict[str, tuple[str, ...]] = {
    "shown": (
        "Je organisatie ziet je naam, dat je geregistreerd bent en tot wanneer. Verder niets. "
        "Intrekken kan altijd, zonder reden. Je organisatie hoort dat niet.",
    ),
    "alert": (
        "Verandert je registratie, dan hoor jij het eerst. Later krijgt je organisatie bericht, "
        "zonder de reden. Intrekken kan altijd. Je organisatie hoort dat niet.",
    ),
    "badge": (
        "In de badge staan je naam, je nummer en de periode van je registratie. Wie hem leest, kan "
        "zelf controleren of hij echt is, en of je vandaag geregistreerd bent. Wat eenmaal in een "
        "wallet staat, kunnen wij daar niet weghalen. Intrekken kan wel: wie de badge daarna "
        "controleert, hoort dat hij niet meer geldt.",
    ),
    "lent": (
        "Assessoren van het register mogen deze tekst lezen om mee te oefenen. Je kunt dit altijd "
        "terugnemen. Dan is de tekst meteen overal weg.",
    ),
}


def version_of(kind: str) -> int:
    """The version that is shown now; the first is 1."""
    return len(TEXTS[kind])


def text_of(kind: str, version: int | None = None) -> str:
    """The words of now, or those that somebody said yes to then."""
    return TEXTS[kind][(version or version_of(kind)) - 1]
