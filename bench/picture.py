"""How each figure grows with the number of rows, as one picture: both axes logarithmic."""

import math
from collections.abc import Sequence
from html import escape

from bench.figures import Figure

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 900, 520, 70, 30, 290, 50
# Okabe and Ito: told apart by people who see few colours, each with a shape of its own.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#333333")
SHOWN = {
    "number": "search: a number",
    "start of a name": "search: start of a name",
    "typing error": "search: a typing error",
    "today": "the desk: today",
    "applications": "the desk: applications",
    "publish": "publishing an edition",
    "sweep": "the sweep of reminders",
    "each proposal": "each proposal of an assessor",
}


def growth(figures: Sequence[Figure]) -> str:
    lines = {
        label: sorted(points)
        for key, label in SHOWN.items()
        if len(points := points_of(key, figures)) > 1
    }
    every = [point for points in lines.values() for point in points]
    across = Axis([rows for rows, _ in every], LEFT, WIDTH - RIGHT)
    up = Axis([took for _, took in every], HEIGHT - BOTTOM, TOP)
    parts = [*grid(across, up)]
    for at, (label, points) in enumerate(lines.items()):
        parts += line(label, points, at, across, up)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13"><title>Milliseconds against the number of rows'
        f'</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def points_of(key: str, figures: Sequence[Figure]) -> list[tuple[int, float]]:
    rows = {"Growth of search", "Search against Django-admin style icontains", "Beside others"}
    return [
        (each.rows, each.product)
        for each in figures
        if each.rows and each.row not in rows and each.what.partition(",")[0].split(";")[0] == key
    ]


class Axis:
    """From a value to a place, over whole powers of ten."""

    def __init__(self, values: Sequence[float], start: int, end: int) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = math.ceil(math.log10(max(values)))
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def powers(self) -> list[int]:
        return [10**power for power in range(max(self.low, 0), self.high + 1)]


def grid(across: Axis, up: Axis) -> list[str]:
    low, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [said("rows", LEFT, HEIGHT - 10), said("ms", 8, TOP - 12)]
    for value in across.powers:
        x = across.at(value)
        parts += [f'<path d="M{x:.0f} {low}V{TOP}" stroke="#ddd"/>']
        parts += [said(f"{value:,}", x, low + 20, "middle")]
    for value in up.powers:
        y = up.at(value)
        parts += [f'<path d="M{LEFT} {y:.0f}H{right}" stroke="#ddd"/>']
        parts += [said(f"{value:,}", LEFT - 8, y + 4, "end")]
    return parts


def said(text: str, x: float, y: float, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(text)}</text>'


def line(
    label: str, points: Sequence[tuple[int, float]], at: int, across: Axis, up: Axis
) -> list[str]:
    colour = COLOURS[at % len(COLOURS)]
    places = [(across.at(rows), up.at(took)) for rows, took in points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in places)
    y = TOP + 20 + at * 24
    took = f"{points[0][1]:,.1f} → {points[-1][1]:,.1f} ms"
    return [
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}',
        f'<circle cx="{WIDTH - RIGHT + 20}" cy="{y - 4}" r="4" fill="{colour}"/>',
        f'<text x="{WIDTH - RIGHT + 30}" y="{y}">{escape(label)}</text>'
        f'<text x="{WIDTH - RIGHT + 30}" y="{y + 12}" font-size="10">{took}</text>',
    ]
