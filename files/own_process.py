"""A process of its own for reading what others made: what breaks there breaks nothing here."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

NEEDED = ("PATH", "LD_LIBRARY_PATH")  # all that Python may need to start; no secret


def run_alone(
    module: str, *asked: str, data: bytes, seconds: float
) -> subprocess.CompletedProcess[bytes]:
    """Let one of our modules read these bytes. Raises `subprocess.TimeoutExpired`."""
    return subprocess.run(  # noqa: S603  our own module, no shell
        [sys.executable, "-m", module, *asked],
        input=data,
        capture_output=True,
        timeout=seconds,
        check=False,
        cwd=settings.BASE_DIR,
        env=environment(),
    )


def environment() -> dict[str, str]:
    """What the process knows of this one: no database, no key, no address."""
    needed = {name: os.environ[name] for name in NEEDED if name in os.environ}
    return needed | {"HOME": str(Path(settings.BASE_DIR))}
