"""manage.py hold_letters: from now on nothing is mailed, until release_letters."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kit import clock
from outbox import holding


class Command(BaseCommand):
    help = "Hold back all mail. Letters are still written, and wait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("why", help="one Dutch sentence, which the desk reads")

    def handle(self, *, why: str, **options: Any) -> None:
        holding.hold(why, now=clock.now())
        self.stdout.write("Mail is held back. manage.py release_letters lets it go.")
