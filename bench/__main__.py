"""`make bench`: all programs, small and in minutes; `make bench-full`: as docs/benchmarks.md shows.

Each is a process of its own, one after the other. What they say is kept in var/bench; the full run
puts its tables and its picture of growth into docs/benchmarks.md and docs/growth.svg.
`python -m bench search desk` runs those only.
"""

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from bench import figures, picture

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "var" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
# What each is given: small, and in full.
PROGRAMS = {
    "search": (["10000", "100000"], ["10000", "100000", "1000000"]),
    "peers": (["10000"], ["100000"]),
    "portfolio": (["15"], ["31"]),
    "desk": (["200", "2000"], ["200", "2000", "20000"]),
    "publishing": (["10000"], ["10000", "100000", "1000000"]),
    "reminding": (["10000"], ["10000", "100000", "1000000"]),
    "assigning": (["200", "800"], ["500", "2000", "8000"]),
    "certificates": (["100"], ["1000"]),
}


def main(asked: list[str]) -> int:
    full = "--full" in asked
    names = [name for name in asked if name in PROGRAMS] or list(PROGRAMS)
    KEPT.mkdir(parents=True, exist_ok=True)
    failed = [name for name in names if not run(name, PROGRAMS[name][full])]
    found = [each for name in names for each in kept(name)]
    missed = [each for each in found if not each.is_reached]
    print(f"\n{len(found)} figures, {len(missed)} beyond what they must reach.")
    if full and not failed:
        write([each for name in PROGRAMS for each in kept(name)])
    for name in failed:
        print(f"bench.{name} failed.")
    return 1 if failed else 0


def run(name: str, given: list[str]) -> bool:
    """Whether the program ended well."""
    (KEPT / f"{name}.jsonl").unlink(missing_ok=True)
    began = time.monotonic()
    environment = os.environ | {"BENCH_FIGURES": str(KEPT / f"{name}.jsonl")}
    command = [sys.executable, "-m", f"bench.{name}", *given]
    ended = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    print(f"bench.{name}: {time.monotonic() - began:.0f} s")
    return ended.returncode == 0


def kept(name: str) -> list[figures.Figure]:
    path = KEPT / f"{name}.jsonl"
    return figures.kept_in(path) if path.exists() else []


def write(found: list[figures.Figure]) -> None:
    """The tables between their marks, and the picture beside the page."""
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    when = f"Measured on {date.today():%d %B %Y}, {figures.machine()}.\n\n"  # noqa: DTZ011
    PAGE.write_text(before + BEGIN + when + figures.markdown(found) + END + after)
    (PAGE.parent / "growth.svg").write_text(picture.growth(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
