"""manage.py make_copy: a copy of database, files and list of erasures, as the owner."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.copies import CopyError, expiring, making
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
            place, manifest, new = making.make(folder, key=settings.COPY_KEY, now=now)
            gone = expiring.expire(folder, keep_days=keep_days, now=now) if keep_days else 0
        except (CopyError, OSError) as problem:
            raise CommandError(f"No copy was made: {problem}") from problem
        self.stdout.write(
            f"{place}: {sum(manifest.rows.values())} rows, {manifest.files} files ({new} new),"
            f" {gone} old copies gone. Manifest {manifest.sha256}"
        )
        if not manifest.encrypted_for:
            self.stdout.write("Not encrypted: COPY_KEY is not set.")
        if manifest.damaged:
            keys = ", ".join(manifest.damaged)
            self.stdout.write(f"Bytes of these files are gone or wrong: {keys}")
            sys.exit(1)
