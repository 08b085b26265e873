"""manage.py restore_copy: put a copy back into an empty database, and look whether it is right."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.copies import CopyError
from config.copies.manifest import newest
from config.copies.restoring import Restore
from config.copies.steps import Steps
from kit import clock


class Command(BaseCommand):
    help = "Put a copy back into an empty database, as its owner; nothing is mailed afterwards."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a copy, or a folder of copies: the newest")
        parser.add_argument("--into", metavar="DATABASE_URL", help="else that of the environment")
        parser.add_argument("--files", type=Path, help="else FILES_DIR")
        parser.add_argument("--identity", type=Path, help="the private key, as age-keygen made it")
        parser.add_argument("--erasures", type=Path, help="a newer list than ERASURES_FILE")

    def handle(self, *, folder: Path, into: str | None, files: Path | None, **options: Any) -> None:
        if into or files:
            sys.exit(self.elsewhere(folder, into, files, options))
        steps = Steps(self.stdout.write)
        place = folder if (folder / "manifest.json").exists() else newest(folder) or folder
        try:
            Restore.of(
                place,
                identity=options["identity"],
                newer=options["erasures"],
                now=clock.now(),
            ).all(steps)
        except (CopyError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            "It is back. Look at it, start web, worker and beat, and then let mail go:"
            " manage.py release_letters --look"
        )

    def elsewhere(
        self, folder: Path, into: str | None, files: Path | None, options: dict[str, Any]
    ) -> int:
        """The same in a process of its own, whose environment names the other places."""
        named: dict[str, Any] = {"FILES_DIR": files and files.resolve(), "DATABASE_URL": into}
        if into:
            named["DATABASE_PUBLIC_URL"] = into
        given = [
            word
            for name in ("identity", "erasures")
            if options[name]
            for word in (f"--{name}", str(options[name].resolve()))
        ]
        command = [sys.executable, "manage.py", "restore_copy", str(folder.resolve()), *given]
        environment = os.environ | {name: str(value) for name, value in named.items() if value}
        if files:
            environment |= {"FILES_URL": "", "FILES_URL_FILE": ""}  # not where the portal has them
        done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=False)  # noqa: S603
        return done.returncode
