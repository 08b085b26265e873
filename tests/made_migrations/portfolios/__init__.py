"""The real migrations, and after them a good expansion, as docs/migrations.md shows it."""

from portfolios.migrations import __path__ as real

__path__ = [*real, *__path__]
