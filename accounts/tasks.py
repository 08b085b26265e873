"""Registers the jobs of this app with the worker."""

from accounts import limits, public_use, recovery, sessions, unconfirmed  # noqa: F401
