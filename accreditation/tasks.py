"""Registers the jobs of this app with the worker."""

from accreditation import after_cases, assignment, deaths, decisions, lapsing, reminders  # noqa: F401
