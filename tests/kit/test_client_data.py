"""Finding a BSN: by the eleven test, and never in a written date."""

from datetime import date, timedelta

import pytest

from kit.client_data import find_bsn


@pytest.mark.parametrize(
    "text", ["111222333", "1112.22.333", "111 222 333", "Zijn nummer is 123456782, zei hij."]
)
def test_a_bsn_is_found_however_it_is_written(text):
    assert find_bsn(text)


@pytest.mark.parametrize("text", ["123456789", "000000000", "06-12345678", "1112223330", "2026"])
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
