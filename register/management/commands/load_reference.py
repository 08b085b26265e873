"""Loads municipalities, scheme, code and profile; running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from register.reference.load import load


class Command(BaseCommand):
    help = "Load the reference data that the register cannot do without."

    def handle(self, *args: Any, **options: Any) -> None:
        load()
