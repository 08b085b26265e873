"""Makes our fonts from the font packages: a subset, another name, woff2 for the web, ttf to print.

The sources are Source Sans 3 and Source Serif 4 (SIL Open Font License 1.1). The licence reserves
the name "Source" for unmodified fonts, so the files we make are called "RK Sans" and "RK Serif".
Copyright and licence lines stay in the files, and the licence text lies beside them.
"""

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import fontpkg_source_sans_3
import fontpkg_source_serif_4
from django.conf import settings
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Keep these two in step with the unicode-range lines in static/css/theme.css.
LATIN = (
    "0000-00FF,0131,0152-0153,02BB-02BC,02C6,02DA,02DC,2000-206F,20AC,2122,"
    "2190-2193,2212,2215,FEFF,FFFD"
)
# Polish, Czech, Turkish, Vietnamese and the dotted letters and half rings of transliterated Arabic.
LATIN_EXT = (
    "0100-0130,0132-0151,0154-024F,0259,02B9-02BA,02BD-02C5,02C7-02D9,02DB,02DD-02FF,"
    "0300-0304,0306-030C,0323,0327-0328,032E,0331,1E00-1EFF,20AB,20BA,20BD"
)
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "calt", "lnum", "tnum", "pnum", "case"]
SEMI_BOLD = 600
NAMES_TO_KEEP = {0, 13, 14}  # copyright, licence, address of the licence


@dataclass(frozen=True)
class Face:
    family: str
    filename: str
    package: ModuleType
    source: str
    unicodes: str
    axes: dict


SANS = {
    "family": "RK Sans",
    "package": fontpkg_source_sans_3,
    "source": "SourceSans3[wght].ttf",
    "axes": {"wght": (400, 700)},  # stays variable
}
SERIF = {
    "family": "RK Serif",
    "package": fontpkg_source_serif_4,
    "source": "SourceSerif4[opsz,wght].ttf",
    "axes": {"wght": 600, "opsz": None},  # None: the default of the axis
}
WEB_FACES = [
    Face(filename="rk-sans-latin.woff2", unicodes=LATIN, **SANS),
    Face(filename="rk-sans-latin-ext.woff2", unicodes=LATIN_EXT, **SANS),
    Face(filename="rk-serif-latin.woff2", unicodes=LATIN, **SERIF),
    Face(filename="rk-serif-latin-ext.woff2", unicodes=LATIN_EXT, **SERIF),
]
# One file for each weight, not packed: unpacking and instancing took most of the time of a PDF.
PRINT_FACES = [
    Face(filename=f"rk-{name}-{weight}.ttf", unicodes=f"{LATIN},{LATIN_EXT}", **at_weight)
    for name, weight, at_weight in (
        ("sans", 400, {**SANS, "axes": {"wght": 400}}),
        ("sans", 600, {**SANS, "axes": {"wght": 600}}),
        ("serif", 600, SERIF),
    )
]
FACES = WEB_FACES + PRINT_FACES


def output_folder() -> Path:
    return Path(settings.GENERATED_STATIC) / "fonts"


def build(face: Face) -> Path:
    """Write one file and return its path."""
    font = TTFont(face.package.ROOT / "files" / face.source, recalcTimestamp=False)
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT"]  # style names; CSS asks for numbers
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(face.unicodes))
    subsetter.subset(font)
    font = instantiateVariableFont(font, face.axes)
    rename(font, face.family)
    path = output_folder() / face.filename
    font.flavor = "woff2" if path.suffix == ".woff2" else None
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    licence = path.parent / f"OFL-{face.family.lower().replace(' ', '-')}.txt"
    licence.write_bytes((face.package.ROOT / "LICENSE").read_bytes())
    return path


def rename(font: TTFont, family: str) -> None:
    """Give the font our name; the reserved name stays only in the copyright line."""
    axes = font["fvar"].axes if "fvar" in font else []
    style = "Regular" if axes or font["OS/2"].usWeightClass < SEMI_BOLD else "SemiBold"
    postscript = f"{family.replace(' ', '')}-{style}"
    if axes:
        font["fvar"].instances = []
    keep = NAMES_TO_KEEP | {axis.axisNameID for axis in axes}
    names = font["name"]
    names.names = [name for name in names.names if name.platformID == 3 and name.nameID in keep]
    for name_id, text in {
        1: family,
        2: "Regular",
        3: f"{postscript};register-klantmanagers",
        4: f"{family} {style}",
        5: "Version 1.000",
        6: postscript,
    }.items():
        names.setName(text, name_id, 3, 1, 0x409)
