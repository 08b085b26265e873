"""Registers the jobs of this app with the worker."""

from register import (  # noqa: F401  # noqa: F401
    acceptance,
    certificates,
    measuring,
    pausing,
    proposals,
    publication,
    queue,
    unanswered,
)
