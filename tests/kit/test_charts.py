"""Charts: heights that say the number, words for who does not see them, no style and no script."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from kit import charts
from kit.charts import Line, Series, Words

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ["jan", "feb", "mrt"]
WORDS = Words("c", "Titel", "Samen")


def parsed(svg) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  our own text


def rects(svg) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in parsed(svg).iter("rect")]


def stacked(*rows):
    series = [Series(f"Reeks {number}", row) for number, row in enumerate(rows)]
    return charts.stacked(WORDS, MONTHS, series)


@pytest.mark.parametrize(
    ("most", "top"),
    [
        (0, 4),
        (1, 4),
        (4, 4),
        (5, 6),
        (9, 10),
        (11, 16),
        (17, 20),
        (21, 40),
        (99, 100),
        (3412, 4000),
    ],
)
def test_the_top_is_a_round_number_above_the_highest(most, top):
    assert charts.nice_top(most) == top


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (3.0, "3"), (3.46, "3,5"), (1250, "1.250"), (1_000_000, "1.000.000"), (None, "–")],
)
def test_numbers_as_the_dutch_write_them(value, words):
    assert charts.number(value) == words


def test_a_bar_is_as_high_as_its_value():
    high, half = rects(stacked([4, 2, 0]))
    assert float(high["height"]) == pytest.approx(2 * float(half["height"]))
    assert float(high["y"]) == charts.TOP


def test_stacked_series_stand_on_each_other():
    lower, upper = rects(stacked([1, 0, 0], [3, 0, 0]))
    assert float(upper["y"]) + float(upper["height"]) == pytest.approx(float(lower["y"]))
    assert [lower["class"], upper["class"]] == ["rk-chart__c1", "rk-chart__c2"]


def test_series_beside_each_other_do_not_overlap():
    series = [Series("a", [2, 0, 1]), Series("b", [3, 1, None])]
    found = rects(charts.beside(WORDS, MONTHS, series))
    assert len(found) == 4
    assert float(found[0]["x"]) + float(found[0]["width"]) == pytest.approx(
        float(found[1]["x"]), abs=0.2
    )


def test_a_spread_leaves_out_what_is_not_known_and_shows_the_lines():
    low, high = Series("midden", [2, None, 3.5]), Series("hoog", [5, None, 9])
    svg = charts.spread(WORDS, MONTHS, low, high, [Line("streven 4", 4), Line("max 8", 8)])
    assert len(rects(svg)) == 2
    assert svg.count("rk-chart__dot") == 2
    assert svg.count("rk-chart__line") == 2
    assert "streven 4" in svg


def test_lying_bars_carry_words_and_numbers():
    svg = charts.lying(WORDS, ["Geregistreerd", "Uitgeschreven"], [1250, 0])
    assert "1.250" in svg
    assert [one["width"] for one in rects(svg)] == ["170", "0"]


WAYS = [charts.Way("Luisteren", [0, 1]), charts.Way("Grenzen", [None, 2])]


def test_places_on_a_way_carry_their_times_and_the_last_is_filled():
    svg = charts.places(WORDS, ["Leerling", "Gezel", "Meester"], ["2024", "2026"], WAYS)
    marks = [(one.get("class"), float(one.get("cx"))) for one in parsed(svg).iter("circle")]
    assert [css for css, _ in marks] == ["rk-chart__dot", "rk-chart__c1", "rk-chart__c1"]
    thirds = [int(x // (charts.WIDTH / 3)) for _, x in marks]
    assert thirds == [0, 1, 2]
    texts = [one.text for one in parsed(svg).iter("text")]
    assert texts == ["Leerling", "Gezel", "Meester", "Luisteren", "2024", "2026", "Grenzen", "2026"]


def test_of_many_times_the_last_few_are_drawn_without_touching():
    times = [str(year) for year in range(2010, 2020)]
    svg = charts.places(WORDS, ["a", "b", "c"], times, [charts.Way("x", [1] * 10)])
    marks = [float(one.get("cx")) for one in parsed(svg).iter("circle")]
    assert len(marks) == charts.MOST_TIMES
    assert all(b - a > 20 for a, b in itertools.pairwise(marks))


def every_kind(words: str, values: list):
    labels = [words] * len(values)
    one, said = Series(words, values), Words("c", words, words)
    return [
        charts.stacked(said, labels, [one]),
        charts.beside(said, labels, [one]),
        charts.spread(said, labels, one, one, [Line(words, 3)]),
        charts.lying(said, labels, [value or 0 for value in values]),
        charts.places(said, [words], labels, [charts.Way(words, [0] * len(values))]),
    ]


@pytest.mark.parametrize("values", [[], [0], [0, None, 0], list(range(40)), [10**9]])
def test_nothing_and_very_much_can_be_drawn(values):
    for svg in every_kind("x", values):
        root = parsed(svg)
        for rect in root.iter("rect"):
            assert float(rect.get("height")) >= 0
            assert float(rect.get("x")) + float(rect.get("width")) <= charts.WIDTH


def test_a_picture_has_a_name_and_a_description_and_words_stay_words():
    for svg in every_kind('<script>"&', [1, 2]):
        root = parsed(svg)
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == "c-t c-d"
        assert root.find("title").text == '<script>"&'
        assert root.find("desc").text == '<script>"&'
        assert "<script>" not in svg


def test_no_style_and_no_script():
    """The content security policy lets only our own files say how things look."""
    for svg in every_kind("x", [1, 2]):
        for element in parsed(svg).iter():
            assert not [name for name in element.attrib if name in ("style", "href")]
            assert not [name for name in element.attrib if name.startswith("on")]


def test_of_many_labels_only_some_are_written():
    svg = charts.stacked(WORDS, [f"m{n}" for n in range(36)], [Series("a", [1] * 36)])
    assert svg.count('text-anchor="middle"') == charts.MOST_LABELS


@pytest.mark.parametrize("values", [(4, 8), (4, 4.5), (8, 8)])
def test_the_words_of_the_lines_stand_beside_the_bars_and_apart(values):
    low, high = Series("helft", [3, 4]), Series("meeste", [8, 9])
    lines = [Line(f"lijn {index}", value) for index, value in enumerate(values)]
    svg = charts.spread(WORDS, ["jan", "feb"], low, high, lines)
    bars = [float(one["x"]) + float(one["width"]) for one in rects(svg)]
    named = re.findall(r'x="(\S+)" y="(\S+)">lijn', svg)
    assert len(bars) == len(named) == 2
    assert max(bars) < min(float(x) for x, _ in named)
    first, second = sorted(float(y) for _, y in named)
    assert second - first >= charts.LINE
