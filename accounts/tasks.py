"""Registers the jobs of this app with the worker."""

from accounts import limits, recovery, sessions  # noqa: F401
