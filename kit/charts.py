"""Small charts as SVG: drawn by the server, with classes of our own CSS, no script and no style.

A chart is never alone: the page shows the same numbers in a table behind it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = int | float
WIDTH, HEIGHT = 360, 210
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 12, 26
BASE = HEIGHT - BOTTOM
ROW = 30  # the height of one lying bar
NAMES = 150  # the width of the words beside lying bars
MOST_LABELS = 12
ASIDE = 64  # right of the columns, for the words of the lines across
LINE = 15  # the height of a line of words


@dataclass(frozen=True)
class Series:
    """One row of numbers with its name; None where there is nothing to say."""

    name: str
    values: Sequence[Number | None]


@dataclass(frozen=True)
class Words:
    """What stands for the picture: a key of its own on the page, a name, and a sentence."""

    key: str
    title: str
    summary: str


@dataclass(frozen=True)
class Line:
    """A value across the whole chart: a target, or a limit."""

    name: str
    value: Number


def nice_top(most: Number) -> Number:
    """A round number at or above the highest value, at least 4."""
    step = 1
    while True:
        for factor in (4, 6, 8, 10, 16, 20):
            if most <= factor * step:
                return factor * step
        step *= 10


def number(value: Number | None) -> str:
    """As the Dutch write it: 1.250, 3,5; a dash for nothing."""
    if value is None:
        return "–"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.1f}".replace(".", ",")
    return f"{int(value):,}".replace(",", ".")


def at(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def frame(words: Words, height: float, content: SafeString) -> SafeString:
    """The picture with its name and description for who does not see it."""
    return format_html(
        '<svg class="rk-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}</svg>',
        WIDTH, at(height), words.key, words.key, words.key, words.title, words.key, words.summary,
        content,
    )  # fmt: skip


def together(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def across(top: Number, right: float = RIGHT) -> SafeString:
    """The lines behind the bars, at nothing, a half and the top, with their numbers."""
    values = (0, top / 2, top)
    return format_html_join(
        "",
        '<path class="rk-chart__grid" d="M{} {}H{}"/>'
        '<text class="rk-chart__text" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (LEFT, at(height_of(value, top)), WIDTH - right, LEFT - 6,
             at(height_of(value, top) + 4), number(value))
            for value in values
        ),
    )  # fmt: skip


def below(labels: Sequence[str], right: float = RIGHT) -> SafeString:
    """The words under the columns; of many only some, so that they stay readable."""
    every = ceil(len(labels) / MOST_LABELS) or 1
    shown = [(index, label) for index, label in enumerate(labels) if index % every == 0]
    return format_html_join(
        "",
        '<text class="rk-chart__text" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((at(middle(index, len(labels), right)), HEIGHT - 8, label) for index, label in shown),
    )


def column(count: int, right: float = RIGHT) -> float:
    return (WIDTH - LEFT - right) / max(count, 1)


def middle(index: int, count: int, right: float = RIGHT) -> float:
    return LEFT + column(count, right) * (index + 0.5)


def height_of(value: Number, top: Number) -> float:
    """The y of a value."""
    return BASE - (BASE - TOP) * value / top


def bar(
    x: float, width: float, ends: tuple[Number, Number], top: Number, colour: int = 0
) -> SafeString:
    lower, upper = (height_of(value, top) for value in ends)
    return format_html(
        '<rect class="rk-chart__c{}" x="{}" y="{}" width="{}" height="{}"/>',
        colour + 1, at(x), at(upper), at(width), at(lower - upper),
    )  # fmt: skip


def stacked(words: Words, labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    """Columns, one series on top of the other."""
    totals = [sum(each.values[i] or 0 for each in series) for i in range(len(labels))]
    top = nice_top(max(totals, default=0))
    width = column(len(labels)) * 0.7
    bars = []
    for index in range(len(labels)):
        low: Number = 0
        for colour, each in enumerate(series):
            value = each.values[index] or 0
            if value:
                x = middle(index, len(labels)) - width / 2
                bars.append(bar(x, width, (low, low + value), top, colour))
            low += value
    return frame(words, HEIGHT, together([across(top), *bars, below(labels)]))


def beside(words: Words, labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    """Columns, the series next to each other."""
    top = nice_top(max((value or 0 for each in series for value in each.values), default=0))
    whole = column(len(labels)) * 0.8
    width = whole / max(len(series), 1)
    bars = [
        bar(middle(index, len(labels)) - whole / 2 + colour * width, width, (0, value), top, colour)
        for index in range(len(labels))
        for colour, each in enumerate(series)
        if (value := each.values[index])
    ]
    return frame(words, HEIGHT, together([across(top), *bars, below(labels)]))


def spread(
    words: Words, labels: Sequence[str], low: Series, high: Series, lines: Sequence[Line]
) -> SafeString:
    """From a middle value up to a high one in each column, against lines such as a limit.

    The words of the lines stand beside the columns, so that they never lie over a bar.
    """
    values = [value for each in (low, high) for value in each.values if value is not None]
    top = nice_top(max([*values, *(line.value for line in lines)], default=0))
    width = min(column(len(labels), ASIDE) * 0.4, 14)
    marks = []
    for index, (start, end) in enumerate(zip(low.values, high.values, strict=True)):
        if start is None or end is None:
            continue
        x = middle(index, len(labels), ASIDE)
        marks.append(bar(x - width / 2, width, (start, end), top))
        marks.append(dot(x, height_of(start, top), width / 2 + 1))
    limits = [limit(one, top, y) for one, y in apart(lines, top)]
    behind, under = across(top, ASIDE), below(labels, ASIDE)
    return frame(words, HEIGHT, together([behind, *marks, *limits, under]))


def dot(x: float, y: float, radius: float) -> SafeString:
    return format_html(
        '<circle class="rk-chart__dot" cx="{}" cy="{}" r="{}"/>', at(x), at(y), at(radius)
    )


def apart(lines: Sequence[Line], top: Number) -> list[tuple[Line, float]]:
    """Each line with the y of its words: at the line itself, or lower where that is taken."""
    placed: list[tuple[Line, float]] = []
    for line in sorted(lines, key=lambda one: -one.value):
        free = placed[-1][1] + LINE if placed else 0.0
        placed.append((line, max(height_of(line.value, top), free)))
    return placed


def limit(line: Line, top: Number, words_y: float) -> SafeString:
    """Across the columns, and from its end a thread to its words."""
    y, end = height_of(line.value, top), WIDTH - ASIDE
    return format_html(
        '<path class="rk-chart__line" d="M{} {}H{}L{} {}"/>'
        '<text class="rk-chart__text" x="{}" y="{}">{}</text>',
        LEFT, at(y), end, end + 6, at(words_y), end + 9, at(words_y + 4), line.name,
    )  # fmt: skip


def lying(words: Words, labels: Sequence[str], values: Sequence[Number]) -> SafeString:
    """One bar a line, with its words before it and its number behind it."""
    most = max(values, default=0) or 1
    room = WIDTH - NAMES - 40
    rows = format_html_join(
        "",
        '<text class="rk-chart__text" x="0" y="{}">{}</text>'
        '<rect class="rk-chart__c1" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="rk-chart__text" x="{}" y="{}">{}</text>',
        (
            (at(index * ROW + 20), label, NAMES, at(index * ROW + 7), at(room * value / most),
             ROW - 12, at(NAMES + room * value / most + 6), at(index * ROW + 20), number(value))
            for index, (label, value) in enumerate(zip(labels, values, strict=True))
        ),
    )  # fmt: skip
    return frame(words, max(len(labels), 1) * ROW, rows)


# ---- Places on a way, through time ----

MOST_TIMES = 4
WAY = 62  # the height of one way: its words, the way, and the times below it
STOP_TOP, STOP_HIGH = 20, 14


@dataclass(frozen=True)
class Way:
    """One row: its name, and at which stop it was each time; None where nothing was said."""

    name: str
    stops: Sequence[int | None]


def places(
    words: Words, stops: Sequence[str], times: Sequence[str], ways: Sequence[Way]
) -> SafeString:
    """Where something stood each time, on a way with a few stops; the last time is filled.

    Of many times only the last few, so that the words under them stay readable.
    """
    since = max(len(times) - MOST_TIMES, 0)
    slot = WIDTH / len(stops)
    names = format_html_join(
        "",
        '<text class="rk-chart__text" x="{}" y="12" text-anchor="middle">{}</text>',
        ((at(slot * (index + 0.5)), stop) for index, stop in enumerate(stops)),
    )
    rows = [
        way_of(Way(way.name, way.stops[since:]), times[since:], top=24 + index * WAY, slot=slot,
               count=len(stops))
        for index, way in enumerate(ways)
    ]  # fmt: skip
    return frame(words, 24 + max(len(ways), 1) * WAY, together([names, *rows]))


def way_of(way: Way, times: Sequence[str], *, top: float, slot: float, count: int) -> SafeString:
    """The name of a way, its stops, and a mark with its time for each that is known."""
    middle_of = top + STOP_TOP + STOP_HIGH / 2
    marks = [
        (slot * stop + slot * (index + 0.5) / MOST_TIMES, time)
        for index, (stop, time) in enumerate(zip(way.stops, times, strict=True))
        if stop is not None
    ]
    stops = format_html_join(
        "",
        '<rect class="rk-chart__stop" x="{}" y="{}" width="{}" height="{}" rx="4"/>',
        (
            (at(slot * index + 1), at(top + STOP_TOP), at(slot - 2), STOP_HIGH)
            for index in range(count)
        ),
    )
    line = " ".join(f"{at(x)} {at(middle_of)}" for x, _ in marks)
    path = format_html('<path class="rk-chart__line" d="M{}"/>', line) if marks else SafeString("")
    dots = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="5"/>'
        '<text class="rk-chart__text" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            ("rk-chart__c1" if x == marks[-1][0] else "rk-chart__dot", at(x), at(middle_of), at(x),
             at(top + STOP_TOP + STOP_HIGH + 15), time)
            for x, time in marks
        ),
    )  # fmt: skip
    name = format_html(
        '<text class="rk-chart__name" x="1" y="{}">{}</text>', at(top + 14), way.name
    )
    return together([name, stops, path, dots])
