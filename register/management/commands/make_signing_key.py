"""Makes the development seal, unless there is a key already."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from register.signing import make_development_key


class Command(BaseCommand):
    help = "Make a self-signed key for development; a key that exists stays."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.SIGNING_KEY_FILE)
        if not path.exists():
            make_development_key(path, settings.SIGNING_KEY_PASSWORD)
            self.stdout.write("Made a signing key for development.")
