"""Registers the jobs of this app with the worker."""

from register import (  # noqa: F401
    acceptance,
    alerts,
    badges,
    certificate_files,
    deaths,
    editions,
    invitations,
    measuring,
    mergers,
    notes,
    open_figures,
    own_keys,
    pausing,
    proposals,
    publication,
    queue,
    unanswered,
)
from register.importing import batches  # noqa: F401
