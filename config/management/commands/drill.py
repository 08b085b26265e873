"""manage.py drill: whether a copy of this portal comes back as it should; nothing is changed."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.copies import CopyError, drill
from config.copies.steps import Steps


class Command(BaseCommand):
    help = "Make a copy, put it back in a database that is thrown away, and look at everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--copy", type=Path, help="make none: this copy, or the newest of this folder of copies"
        )
        parser.add_argument("--identity", type=Path, help="the private key of that copy")

    def handle(self, *, copy: Path | None, identity: Path | None, **options: Any) -> None:
        try:
            if identity and not copy:
                raise CopyError("--identity is the key of --copy: give both.")
            drill.hold(Steps(self.said), copy and copy.resolve(), identity and identity.resolve())
        except (CopyError, OSError) as problem:
            self.stderr.write(f"The drill failed: {problem}")
            sys.exit(1)
        self.stdout.write("The copy came back whole.")

    def said(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
