"""manage.py build_away_page: the page that the proxy shows while the portal does not answer."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string


class Command(BaseCommand):
    help = "Write 503.html beside the collected static files; run it after collectstatic."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        page = settings.STATIC_ROOT / "503.html"
        page.write_text(render_to_string("503.html"))
        self.stdout.write(str(page))
