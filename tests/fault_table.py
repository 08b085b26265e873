"""The fault table: what was done to the portal, what must be seen, and what was seen.

A test joins it by `@pytest.mark.fault("K4", did="…", must="…")`. What it notes with
`record_property` is what was seen. After such a test every rule of `config.integrity` is counted:
one row that breaks one makes the test fail. `make faults` prints the table and keeps it in
`var/faults.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from config import integrity
from kit import clock

NUMBERS = tuple(f"K{number}" for number in range(1, 16))
RULES = "integrity"  # the note of how many rules are broken
HEADINGS = ("", "what was done", "what must be seen", "what was seen", "broken rules", "held")


@dataclass
class Row:
    number: str
    did: str
    must: str
    tests: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)
    broken: int | None = None  # None: the database holds nothing of this test
    passed: set[str] = field(default_factory=set)

    @property
    def held(self) -> bool:
        return bool(self.tests) and self.passed == self.tests

    def cells(self) -> list[str]:
        count = len(self.tests)
        seen = "; ".join(self.seen) or (
            f"{len(self.passed)} of {count} cases as it must" if count > 1 else ""
        )
        return [
            self.number, self.did, self.must, seen or ("as it must" if self.held else "not seen"),
            "-" if self.broken is None else str(self.broken), "yes" if self.held else "NO",
        ]  # fmt: skip


class FaultTable:
    """Looks at the rules after each test that is marked, and prints the table when asked."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.rows: dict[tuple[str, str], Row] = {}
        self.row_of: dict[str, Row] = {}

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            for marker in item.iter_markers("fault"):
                (number,) = marker.args
                row = self.rows.setdefault(
                    (number, marker.kwargs["did"]), Row(number, **marker.kwargs)
                )
                row.tests.add(item.nodeid)
                self.row_of[item.nodeid] = row

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Before the database is emptied again."""
        outcome = yield
        if item.get_closest_marker("fault") and keeps_rows(item):
            found = list(integrity.broken(clock.today()))
            item.user_properties.append((RULES, len(found)))
            assert not found, f"broken rules: {found}"
        return outcome

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        row = self.row_of.get(report.nodeid)
        if row is None:
            return
        if report.failed:
            row.passed.discard(report.nodeid)
        if report.when != "call":
            return
        if report.passed:
            row.passed.add(report.nodeid)
        for name, value in report.user_properties:
            if name == RULES:
                row.broken = (row.broken or 0) + int(str(value))
            else:
                row.seen.append(f"{name}: {value}")

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.file:
            text = table([row.cells() for row in self.in_order()])
            Path(self.file).write_text(text)
            terminalreporter.section("the fault table")
            terminalreporter.write(text)

    def in_order(self) -> list[Row]:
        return sorted(self.rows.values(), key=lambda row: NUMBERS.index(row.number))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """What was left out did not hold: a program that is missing is no proof."""
        left_out = {row.number for row in self.rows.values() if not row.held}
        left_out |= set(NUMBERS) - {row.number for row in self.rows.values()}
        if self.file and left_out and not session.config.option.collectonly:
            session.exitstatus = max(session.exitstatus, pytest.ExitCode.TESTS_FAILED)


def keeps_rows(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return bool({"db", "transactional_db"} & set(fixtures) or item.get_closest_marker("django_db"))


def table(rows: list[list[str]]) -> str:
    lines = [HEADINGS, ["---"] * len(HEADINGS), *rows]
    return "".join(f"| {' | '.join(each.replace('|', '/') for each in line)} |\n" for line in lines)
