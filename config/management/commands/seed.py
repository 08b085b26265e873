"""Builds the demo world in an empty database."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo import build
from kit import clock


class Command(BaseCommand):
    help = "Fill an empty database with the demo world."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when filled")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo people only live in a demo world (DEMO=1).")
        if not build.is_empty():
            if options["if_empty"]:
                return
            raise CommandError("There are people here already. `make reset` throws them away.")
        started = time.monotonic()
        build.build(clock.today())
        self.stdout.write(f"The demo world is ready ({time.monotonic() - started:.0f} s).")
