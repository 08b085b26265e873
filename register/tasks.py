"""Registers the jobs of this app with the worker."""

from register import acceptance, certificates, pausing, proposals, publication, queue, unanswered  # noqa: F401  # noqa: F401
