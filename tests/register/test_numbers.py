"""The public number: random, with a check digit that finds each typing error of one digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import numbers as digits
from register import numbers

rows = st.text("0123456789", min_size=7, max_size=7)


def test_a_new_number_is_recognised_however_it_is_typed():
    number = numbers.new_number()
    bare = number.replace("RK-", "").replace("-", "")
    for typed in (number, number.lower(), bare, f"rk {bare[:4]} {bare[4:]}", f"  {number} "):
        assert numbers.parse(typed) == number


@given(rows, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_found(row, place, shift):
    good = row + digits.check_digit(row)
    wrong = str((int(good[place]) + shift) % 10)
    bad = good[:place] + wrong + good[place + 1 :]
    assert numbers.parse(f"RK-{good[:4]}-{good[4:]}")
    assert numbers.parse(f"RK-{bad[:4]}-{bad[4:]}") is None


@given(rows, st.integers(0, 6))
def test_two_swapped_neighbours_are_found(row, place):
    good = row + digits.check_digit(row)
    swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert swapped == good or numbers.parse(swapped) is None


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text):
    parsed = numbers.parse(text)
    assert parsed is None or numbers.parse(parsed) == parsed


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("ac-de", "U vulde 4 tekens in. Er missen er nog 20."),
        ("A" * 23, "U vulde 23 tekens in. Er mist er nog 1."),
        ("A" * 25, "U vulde 25 tekens in. Dat zijn er 1 te veel."),
        ("A" * 22 + "8o", "8 en O komen in een code niet voor."),
        ("A" * 24, ""),
    ],
)
def test_what_is_wrong_with_a_code_is_said(typed, says):
    assert digits.wrong_with(typed, 24) == says
