"""What the Procfile starts, so that what is tested is what runs."""

import shlex
from pathlib import Path

PROCFILE = Path(__file__).parent.parent / "Procfile"


def commands() -> dict[str, list[str]]:
    """By name, without the `exec` of the shell."""
    lines = PROCFILE.read_text().splitlines()
    return {name: shlex.split(line)[1:] for name, line in (each.split(": ", 1) for each in lines)}
