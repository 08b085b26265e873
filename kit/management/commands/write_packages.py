"""manage.py write_packages: the page of licences, or a bill of materials for who scans them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from kit import clock, packages


class Command(BaseCommand):
    help = "Write docs/licences.md, or with --sbom a CycloneDX file of all locked packages."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sbom", metavar="FILE", help="write a bill of materials there")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        found = list(packages.locked(root / "requirements.txt"))
        if options["sbom"]:
            at = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
            bill = packages.bill_of_materials(found, root / "pyproject.toml", at=at)
            Path(options["sbom"]).write_text(json.dumps(bill, indent=1) + "\n")
        else:
            page = packages.page_of_licences(found)
            (root / "docs" / "licences.md").write_text(page)
        self.stdout.write(f"{len(found)} packages.")
