"""Registers the jobs of this app with the worker."""

from portfolios.dossier import removal, share_letters
from portfolios.portable import transfers
from portfolios.together import feedback, groups

__all__ = ["feedback", "groups", "removal", "share_letters", "transfers"]
