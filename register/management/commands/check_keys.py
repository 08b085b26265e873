"""manage.py check_keys: whether the keys that sign open with their password; 1 when not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from register import own_keys


class Command(BaseCommand):
    help = "Open the seal and the key of badges, with the settings of the worker."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        try:
            keys = own_keys.opened()
        except own_keys.CannotSign as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"The seal of {keys.seal} is good until {keys.until}.")
        self.stdout.write("The key of badges opens." if keys.badges else "No badges are offered.")
