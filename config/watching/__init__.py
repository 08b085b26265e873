"""Traces and errors for who watches the register from outside: off unless the environment says so.

What leaves is built up from what may leave (`traces.py`, `errors.py`), never cleaned of what may
not: pages by their name, tables, tasks, durations, kinds of errors and lines of our own code.
"""

from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PARTS = {"OTEL_EXPORTER_OTLP_ENDPOINT": "traces", "SENTRY_DSN": "errors"}


def start() -> None:
    """In each process, before its first request or task. Raises ImproperlyConfigured."""
    for setting, part in PARTS.items():
        if getattr(settings, setting):
            try:
                module = import_module(f"config.watching.{part}")
            except ModuleNotFoundError as error:
                raise ImproperlyConfigured(
                    f"{setting} is set, and {error.name} is not installed:"
                    " pip install --require-hashes -r requirements-watching.txt"
                ) from error
            module.start()
