"""Loads the themes of the profession; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from portfolios.themes.reference import load


class Command(BaseCommand):
    help = "Load the themes that people tag their goals and stories with."

    def handle(self, *args: Any, **options: Any) -> None:
        load()
