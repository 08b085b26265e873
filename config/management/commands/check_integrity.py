"""manage.py check_integrity: what must be true of all rows together; 1 when something is not."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from config import integrity
from kit import clock


class Command(BaseCommand):
    help = "Count the rows that break a rule which spans rows and apps."

    def handle(self, **options: Any) -> None:
        found = list(integrity.broken(clock.today()))
        for sentence, count in found:
            which = ", ".join(integrity.called(sentence, clock.today()))
            self.stdout.write(f"{count} rows break: {sentence}" + (f" ({which})" if which else ""))
        self.stdout.write(f"{len(integrity.RULES)} rules looked at, {len(found)} broken.")
        if found:
            sys.exit(1)
