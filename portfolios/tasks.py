"""Registers the jobs of this app with the worker."""

from portfolios.dossier import removal, share_letters
from portfolios.portable import transfers

__all__ = ["removal", "share_letters", "transfers"]
