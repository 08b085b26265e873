"""What the worker does for dossiers."""

from portfolios.dossier import removal

__all__ = ["removal"]
