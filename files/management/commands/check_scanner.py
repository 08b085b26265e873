"""manage.py check_scanner: whether the virus scanner is there and finds what it must; 1 if not."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from files import clamd


class Command(BaseCommand):
    help = "Let the scanner of CLAMD_URL look at the test file that every scanner must find."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        if not settings.CLAMD_URL:
            self.stdout.write("No scanner: CLAMD_URL is empty.")
            return
        try:
            found = clamd.finds_the_test_file(settings.CLAMD_URL)
        except (clamd.NoAnswer, clamd.NotLookedAt) as problem:
            self.stdout.write(f"No answer: {problem or type(problem).__name__}.")
            sys.exit(1)
        if not found:
            self.stdout.write("The scanner does not find the test file: has it its lists?")
            sys.exit(1)
        self.stdout.write("The scanner finds the test file.")
