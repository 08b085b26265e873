from importlib import import_module

from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self) -> None:
        """What the courses add to the API is there before anybody asks for its description."""
        import_module("portfolios.courses.api")
