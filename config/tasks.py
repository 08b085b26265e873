"""Registers the jobs of this layer with the worker."""

from config import day_seals, retention, stored_files  # noqa: F401
from config.letters import printing  # noqa: F401
