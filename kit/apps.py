"""The kit: design components, forms, fonts and PDF. It knows no other app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "kit"

    def ready(self) -> None:
        from kit import checks  # noqa: F401, PLC0415  (registers the check)
