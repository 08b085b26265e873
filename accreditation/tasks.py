"""Registers the jobs of this app with the worker."""

from accreditation import (  # noqa: F401
    after_cases,
    assignment,
    deaths,
    decisions,
    forgetting,
    lapsing,
    reminders,
    replacing,
)
