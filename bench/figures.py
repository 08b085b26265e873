"""A figure: what the product takes and what its yardstick takes, measured in turn in one run.

Each program of `bench/` says its figures with `say`; under `python -m bench` they are kept as well,
so that one table and one picture show them all (docs/benchmarks.md).
"""

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HEADING = ("what", "rows", "product", "±", "yardstick", "ratio", "reach", "queries", "CPU", "MB")


@dataclass(frozen=True)
class Figure:
    """One line of the table; `row` names the line of `assurance.md` E that it belongs to.

    `product`, `spread` (the middle half) and `yardstick` in `unit`; `processor` is what all
    processes together work for it once, in milliseconds; `memory` in MB.
    """

    row: str
    what: str
    product: float
    yardstick: float
    spread: float = 0
    reach: float | None = None  # of the ratio: at most, or with `at_least` at least
    at_least: bool = False  # then the ratio says how many times faster than the yardstick
    unit: str = "ms"
    rows: int | None = None
    queries: int | None = None
    processor: float | None = None
    memory: float | None = None

    @property
    def ratio(self) -> float:
        over, under = self.product, self.yardstick
        return under / over if self.at_least else over / under

    @property
    def is_reached(self) -> bool:
        if self.reach is None:
            return True
        return self.ratio >= self.reach if self.at_least else self.ratio <= self.reach

    def cells(self) -> list[str]:
        sign = "≥" if self.at_least else "≤"
        return [
            self.what,
            amount(self.rows),
            f"{number(self.product)} {self.unit}",
            number(self.spread) if self.spread else "",
            number(self.yardstick),
            f"{self.ratio:.0f}" if self.ratio >= 100 else f"{self.ratio:.2f}",
            "" if self.reach is None else f"{sign} {self.reach:g}{'' if self.is_reached else ' ✗'}",
            amount(self.queries),
            "" if self.processor is None else number(self.processor),
            "" if self.memory is None else f"{self.memory:.0f}",
        ]


def amount(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def middle(times: Sequence[float]) -> tuple[float, float]:
    """The median, and how wide the middle half is."""
    first, _, third = statistics.quantiles(times, n=4)
    return statistics.median(times), third - first


def say(figure: Figure) -> None:
    """Print it, and keep it for who gathers them."""
    print("  ".join(f"{cell:>10}" if at else f"{cell:<42}"
                    for at, cell in enumerate(figure.cells())), flush=True)  # fmt: skip
    if kept := os.environ.get("BENCH_FIGURES"):
        with Path(kept).open("a") as lines:
            lines.write(json.dumps(asdict(figure)) + "\n")


def head(title: str) -> None:
    print(f"\n{title}")
    print("  ".join(f"{cell:>10}" if at else f"{cell:<42}" for at, cell in enumerate(HEADING)))


def kept_in(path: Path) -> list[Figure]:
    return [Figure(**json.loads(line)) for line in path.read_text().splitlines()]


def markdown(figures: Iterable[Figure]) -> str:
    """A table for each row, in the order in which the rows came."""
    by_row: dict[str, list[Figure]] = {}
    for figure in figures:
        by_row.setdefault(figure.row, []).append(figure)
    tables = []
    for row, lines in by_row.items():
        cells = [HEADING, *(each.cells() for each in lines)]
        used = [at for at in range(len(HEADING)) if any(line[at] for line in cells[1:])]
        shown = [[line[at] for at in used] for line in cells]
        rule = ["---" if at == 0 else "---:" for at in used]
        text = "\n".join(f"| {' | '.join(line)} |" for line in (shown[0], rule, *shown[1:]))
        tables.append(f"### {row}\n\n{text}\n")
    return "\n".join(tables)


def machine() -> str:
    """What it was measured on, in one line."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.machine(),
    )  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return (
        f"{os.cpu_count()} cores of {model}, {memory} GB, Linux, Python {platform.python_version()}"
    )
