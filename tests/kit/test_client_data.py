"""Finding what may identify a client: numbers by their form, names by the words around."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kit.client_data import Kind, after, before, find_bsn, findings, without


@pytest.mark.parametrize(
    "text", ["111222333", "1112.22.333", "111 222 333", "Zijn nummer is 123456782, zei hij."]
)
def test_a_bsn_is_found_however_it_is_written(text):
    assert find_bsn(text)


@pytest.mark.parametrize(
    "text", ["123456789", "000000000", "06-12345678", "1112223330", "2026", "RK-1234-5611"]
)
def test_other_numbers_are_left_alone(text):
    assert find_bsn(text) is None


def test_no_day_of_a_century_is_taken_for_a_bsn():
    day, found = date(1950, 1, 1), []
    while day.year < 2050:
        found += [text for text in (f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}")
                  if find_bsn(f"Op {text} begon het.")]  # fmt: skip
        day += timedelta(days=1)
    assert found == []


def test_digits_that_only_look_like_a_date_are_still_looked_at():
    assert find_bsn("45-13-1995") == "45-13-1995"


# 200 made-up texts, written apart from the rules: 100 by which somebody could be recognised, with
# the kind that has to be pointed at, and 100 hard ones by which nobody could.
TEXTS = Path(__file__).with_name("client_texts.txt")
LEAST_FOUND, MOST_FALSE_ALARMS = 90, 3


def texts() -> Iterator[tuple[str, str]]:
    for line in TEXTS.read_text().splitlines():
        kind, _, text = line.partition("\t")
        yield kind, text


def test_the_guard_finds_what_it_should_in_texts_it_was_not_made_for():
    found = [kind for kind, text in texts() if Kind.__members__.get(kind.upper()) in kinds_in(text)]
    alarms = [text for kind, text in texts() if kind == "none" and findings(text)]
    assert len(found) >= LEAST_FOUND, len(found)
    assert len(alarms) <= MOST_FALSE_ALARMS, alarms


def kinds_in(text: str) -> set[Kind]:
    return {each.kind for each in findings(text)}


@pytest.mark.parametrize(
    ("text", "found", "after"),
    [
        ("Mevrouw Yildirim belde.", "Mevrouw Yildirim", "De inwoner belde."),
        ("Haar zoon Tesfay was erbij.", "Tesfay", "Haar zoon was erbij."),
        ("Ik sprak Fatima E. weer.", "Fatima E.", "Ik sprak de inwoner weer."),
        ("Bel 06 - 1234 5678 terug.", "06 - 1234 5678", "Bel (telefoonnummer) terug."),
        ("geb. 12 maart 1988", "12 maart 1988", "geb. (geboortedatum)"),
        ("Op NL91 ABNA 0417 1643 00.", "NL91 ABNA 0417 1643 00", "Op (rekeningnummer)."),
        ("Zaaknr: Z/24/018273", "Z/24/018273", "Zaaknr: (zaaknummer)"),
        ("van p.jansen@example.nl", "p.jansen@example.nl", "van (mailadres)"),
    ],
)
def test_a_place_is_marked_and_has_neutral_words(text, found, after):
    (only,) = findings(text)
    assert (only.text, text[only.start : only.end]) == (found, found)
    assert without(text, only) == after


@pytest.mark.parametrize(
    "text",
    ["", "Op 14 maart 2025 in Den Haag.", "€ 1.250 per maand", "artikel 18a lid 3", "14 070",
     "Mevrouw van de balie hielp.", "Iemand van 34 jaar.", "bij De Nederlandse Bank"],
)  # fmt: skip
def test_what_says_nothing_about_anybody_is_left_alone(text):
    assert findings(text) == []


def test_the_words_around_a_finding_keep_their_spaces():
    text = "Een twee drie vier vijf zes zeven mevrouw Jansen acht negen tien elf twaalf dertien en"
    found = findings(text)[0]
    assert before(text, found) == "… twee drie vier vijf zes zeven "
    assert after(text, found) == " acht negen tien elf twaalf dertien …"
    assert before("Mevrouw Jansen.", findings("Mevrouw Jansen.")[0]) == ""
    assert len(after("x" * 9000, found)) <= 300
