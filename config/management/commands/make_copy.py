"""manage.py make_copy: a copy of database, files and list of erasures, as the owner."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.copies import CopyError, expiring, making
from config.copies.making import Copied, Made
from kit import clock

KEPT_DAYS = 30


class Command(BaseCommand):
    help = "Make a copy in a folder of copies; run as the owner of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="on another disk than the database")
        parser.add_argument(
            "--keep-days", type=int, default=KEPT_DAYS, help="older copies go (0: none)"
        )

    def handle(self, *, folder: Path, keep_days: int, **options: Any) -> None:
        now = clock.now()
        try:
            made = making.make(folder, key=settings.COPY_KEY, now=now)
        except (CopyError, OSError) as problem:
            raise CommandError(f"No copy was made: {problem}") from problem
        self.say(made)
        if keep_days:
            self.clear(folder, keep_days, now)
        if self.is_wrong(made.copied):
            sys.exit(1)

    def say(self, made: Made) -> None:
        manifest = made.manifest
        self.stdout.write(
            f"{made.place}: {sum(manifest.rows.values())} rows, {manifest.files} files"
            f" ({made.copied.new} new). Manifest {manifest.sha256}"
        )
        if not manifest.encrypted_for:
            self.stdout.write("Not encrypted: COPY_KEY is not set.")

    def clear(self, folder: Path, keep_days: int, now: datetime) -> None:
        """The copy is there, whatever becomes of the old ones."""
        try:
            outcome = expiring.expire(folder, keep_days=keep_days, now=now)
        except (CopyError, OSError) as problem:
            self.stderr.write(f"The copy was made; old ones were not cleared: {problem}")
            return
        self.stdout.write(f"{outcome.gone} old copies gone.")
        if outcome.unreadable:
            names = ", ".join(outcome.unreadable)
            self.stderr.write(
                "The copy was made; these old ones cannot be read, and no file goes while they"
                f" are there: {names}. Look at them, and remove them by hand."
            )

    def is_wrong(self, copied: Copied) -> bool:
        if copied.damaged:
            keys = ", ".join(copied.damaged)
            self.stdout.write(f"Bytes of these files are gone or wrong: {keys}")
        if copied.rotten:
            paths = ", ".join(copied.rotten)
            self.stdout.write(
                "The disk of the copies is not to be trusted. Files lay there that are gone or"
                f" wrong; older copies miss them, this one has them anew: {paths}"
            )
        return bool(copied.damaged or copied.rotten)
