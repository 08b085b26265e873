"""Registers the jobs of this app with the worker."""

from portfolios.agenda import counting
from portfolios.dossier import removal, share_letters
from portfolios.knowledge import cards, reporting, reviewing
from portfolios.portable import transfers
from portfolios.together import feedback, groups

__all__ = [
    "cards",
    "counting",
    "feedback",
    "groups",
    "removal",
    "reporting",
    "reviewing",
    "share_letters",
    "transfers",
]
