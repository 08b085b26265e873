"""manage.py replay_erasures: after an older copy was put back, erase again who was erased since."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accreditation import erasure_list, replaying
from kit import clock


class Command(BaseCommand):
    help = "Erase again whom the list names and this database still knows; twice is once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the list: ERASURES_FILE, as new as there is")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            lines, broken = erasure_list.read(file)
        except OSError as problem:
            raise CommandError(f"The list cannot be read: {problem}") from problem
        outcome = replaying.replay(lines, now=clock.now())
        self.stdout.write(
            f"{len(lines)} erasures in the list: {outcome.again} done again, {outcome.known} known,"
            f" {outcome.later} of accounts that are not in this copy."
        )
        for account in outcome.running:
            self.stdout.write(f"Something still runs that others must end: account {account}")
        for account in outcome.failed:
            self.stdout.write(f"Not erased, see the log: account {account}")
        if broken:
            numbers = ", ".join(map(str, broken))
            self.stdout.write(f"These lines of the list cannot be read: {numbers}.")
        if broken or outcome.failed:
            sys.exit(1)
