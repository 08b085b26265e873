"""The real migrations, and after them what hurts, each in its own way."""

from outbox.migrations import __path__ as real

__path__ = [*real, *__path__]
