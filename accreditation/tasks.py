"""Registers the jobs of this app with the worker."""

from accreditation import after_cases, assignment, decisions, lapsing, reminders  # noqa: F401
