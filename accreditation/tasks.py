"""Registers the jobs of this app with the worker."""

from accreditation import assignment, decisions, lapsing, reminders  # noqa: F401
