"""What the worker does for dossiers."""

from portfolios.dossier import removal
from portfolios.portable import transfers

__all__ = ["removal", "transfers"]
