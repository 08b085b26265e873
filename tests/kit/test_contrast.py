"""Contrast of the tokens in static/css/theme.css, light and dark (WCAG 2)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

THEME = Path(settings.BASE_DIR) / "static" / "css" / "theme.css"
C = "--basis-color-"
DOCUMENT, PAGE, TINT = C + "default-bg-document", C + "default-bg-subtle", C + "default-bg-default"
ACTION = C + "action-1-"
TONES = ("positive", "warning", "negative", "info")
# (text or line, surface, least contrast)
PAIRS = [
    *[
        (C + "default-color-" + tone, bg, 4.5)
        for tone in ("default", "subtle")
        for bg in (DOCUMENT, PAGE, TINT, C + "default-bg-hover")
    ],
    *[
        (C + "default-color-" + tone, ACTION + bg, 4.5)
        for tone in ("default", "subtle")
        for bg in ("bg-subtle", "bg-default")
    ],
    *[
        (C + "default-color-" + tone, C + "accent-1-bg-" + bg, 4.5)
        for tone in ("default", "subtle")
        for bg in ("subtle", "default")
    ],
    *[
        (name, bg, 4.5)
        for name in (
            ACTION + "color-default",
            C + "action-1-color-hover",
            C + "action-2-color-default",
            C + "action-2-color-hover",
            "--basis-heading-color",
        )
        for bg in (
            DOCUMENT,
            PAGE,
            ACTION + "bg-subtle",
            ACTION + "bg-default",
            C + "accent-1-bg-subtle",
        )
    ],
    (C + "action-1-color-hover", C + "action-1-bg-active", 4.5),
    *[
        (ACTION + "inverse-color-default", ACTION + "inverse-bg-" + state, 4.5)
        for state in ("default", "hover", "active")
    ],
    (ACTION + "inverse-color-default", ACTION + "border-default", 4.5),
    *[
        (C + "negative-inverse-color-default", C + "negative-inverse-bg-" + state, 4.5)
        for state in ("default", "hover", "active")
    ],
    (C + "negative-color-default", C + "negative-bg-active", 4.5),
    (C + "negative-color-default", DOCUMENT, 4.5),
    *[
        (C + tone + "-color-default", C + tone + "-bg-default", 4.5)
        for tone in ("positive", "warning", "negative", "info", "accent-1", "highlight", "disabled")
    ],
    *[(C + "default-color-default", C + tone + "-bg-default", 4.5) for tone in TONES],
    *[(C + "action-2-color-default", C + tone + "-bg-default", 4.5) for tone in TONES],
    *[("--rk-brand-color", bg, 4.5) for bg in ("--rk-brand-bg", "--rk-brand-bg-deep")],
    *[("--rk-brand-color-subtle", bg, 4.5) for bg in ("--rk-brand-bg", "--rk-brand-bg-deep")],
    ("--basis-focus-color", "--basis-focus-background-color", 4.5),
    *[
        ("--basis-focus-outline-color", bg, 3)
        for bg in (DOCUMENT, PAGE, ACTION + "bg-subtle", C + "accent-1-bg-subtle")
    ],
    ("--basis-focus-outline-color", "--basis-focus-halo-color", 3),
    ("--basis-form-control-border-color", "--basis-form-control-background-color", 3),
    *[("--basis-form-control-border-color", bg, 3) for bg in (DOCUMENT, PAGE)],
    (C + "default-color-default", "--basis-form-control-background-color", 4.5),
    *[
        (C + tone + "-border-default", DOCUMENT, 3)
        for tone in ("action-1", "positive", "warning", "negative", "info", "default")
    ],
    *[("--rk-logo-" + part, DOCUMENT, 3 if part == "ring" else 1.5) for part in ("ring", "check")],
]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", css))


def themes() -> dict[str, dict[str, str]]:
    light, dark = THEME.read_text().split("@media screen and (prefers-color-scheme: dark)")
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


def colour(name: str, known: dict[str, str]) -> str:
    value = known[name].strip()
    while value.startswith("var("):
        value = known[value[4:-1]].strip()
    return value


def luminance(hex_colour: str) -> float:
    digits = hex_colour.lstrip("#")
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_contrast_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_has_enough_contrast(theme):
    known = themes()[theme]
    weak = [
        f"{text} on {surface}: {value:.2f}, needs {least}"
        for text, surface, least in PAIRS
        if (value := contrast(colour(text, known), colour(surface, known))) < least
    ]
    assert not weak
