"""Runs a scheduled job now, in this process: the same function that the worker calls."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.module_loading import autodiscover_modules

from outbox import jobs


class Command(BaseCommand):
    help = "Run a scheduled job now, by name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("tasks")
        names = sorted(run.task for run in jobs.schedule)
        if options["name"] not in names:
            raise CommandError(f"Choose one of: {', '.join(names)}")
        jobs.handlers[options["name"]]()
