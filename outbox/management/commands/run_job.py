"""Runs a job now, in this process: the same function that the worker calls."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from outbox import holding, jobs


class Command(BaseCommand):
    help = "Run a job now, by name. Without a name it lists all, the daily ones with their time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?")
        parser.add_argument(
            "arguments", nargs="*", help="What the job takes, as name=value: letter_id=12"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("tasks")
        name = options["name"]
        if not name:
            self.stdout.write("\n".join(listed()))
            return
        if name not in jobs.handlers:
            raise CommandError(f"There is no job {name}. Without a name you get the list.")
        facts = dict(read(one) for one in options["arguments"])
        try:
            with transaction.atomic():
                jobs.handlers[name](**facts)
        except holding.Held as held:
            raise CommandError(str(held)) from held
        except TypeError as error:
            raise CommandError(f"{name} takes other arguments: {error}") from error


def listed() -> list[str]:
    """Every job, alphabetically; a daily one with its time in Amsterdam."""
    times = {run.task: f"  every day at {run.at:%H.%M}" for run in jobs.schedule}
    return [f"{name}{times.get(name, '')}" for name in sorted(jobs.handlers)]


def read(argument: str) -> tuple[str, Any]:
    """`letter_id=12` is a number; what is no JSON is a text."""
    name, equals, value = argument.partition("=")
    if not equals:
        raise CommandError(f"Write it as name=value, not {argument}.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
