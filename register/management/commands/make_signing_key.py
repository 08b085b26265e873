"""Makes the keys of development, the seal and that of badges, unless they are there already."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from register import badge_keys, signing


class Command(BaseCommand):
    help = "Make the keys for development; one that exists stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, make in (
            (settings.SIGNING_KEY_FILE, signing.make_development_key),
            (settings.BADGE_KEY_FILE, badge_keys.make_development_key),
        ):
            if not Path(name).exists():
                make(Path(name), settings.SIGNING_KEY_PASSWORD)
                self.stdout.write(f"Made {Path(name).name} for development.")
