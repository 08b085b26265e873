"""manage.py drill: whether a copy of this portal comes back as it should; nothing is changed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from config.copies import CopyError, drill
from config.copies.steps import Steps


class Command(BaseCommand):
    help = "Make a copy, put it back in a database that is thrown away, and look at everything."

    def handle(self, **options: Any) -> None:
        try:
            drill.hold(Steps(self.said))
        except (CopyError, OSError) as problem:
            self.stderr.write(f"The drill failed: {problem}")
            sys.exit(1)
        self.stdout.write("The copy came back whole.")

    def said(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
