"""Registers the jobs of this app with the worker."""

from register import certificates, publication  # noqa: F401
