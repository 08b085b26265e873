"""The fault table is whole: each fault that was promised has its test."""

import re
from pathlib import Path

from tests.fault_table import NUMBERS, Row, table

TESTS = Path(__file__).parent.parent


def test_each_fault_has_a_test():
    marked = {
        number
        for file in TESTS.rglob("test_*.py")
        for number in re.findall(r'^@pytest\.mark\.fault\(\n    "(K\d+)",$', file.read_text(), re.M)
    }
    assert marked == set(NUMBERS)


def test_what_was_left_out_or_failed_did_not_hold():
    row = Row("K1", "iets", "heel", tests={"a", "b"}, passed={"a"})
    assert not row.held
    assert row.cells()[3:] == ["1 of 2 cases as it must", "-", "NO"]
    row.passed.add("b")
    assert row.held
    assert table([row.cells()]).splitlines()[-1] == (
        "| K1 | iets | heel | 2 of 2 cases as it must | - | yes |"
    )
