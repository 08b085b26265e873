"""Registers the jobs of this app with the worker."""

from portfolios.dossier import share_letters  # noqa: F401
