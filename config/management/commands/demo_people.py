"""Names the demo people in the terminal."""

from typing import Any

from django.core.management.base import BaseCommand

from config.demo.login import PASSWORD, shown_people


class Command(BaseCommand):
    help = "Show with whom one can log in to the demo world."

    def handle(self, *args: Any, **options: Any) -> None:
        for person in shown_people():
            self.stdout.write(f"  {person['email']:<28} {person['role']:<20} {person['name']}")
        self.stdout.write(f"  The password of everybody: {PASSWORD}")
