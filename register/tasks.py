"""Registers the jobs of this app with the worker."""

from register import certificates, pausing, publication  # noqa: F401
