"""Registers the jobs of this app with the worker."""

from portfolios import carrying_cohorts
from portfolios.agenda import counting
from portfolios.courses import (
    answering,
    attendance,
    forgetting,
    lists,
    matching,
    providers,
    teaching,
)
from portfolios.dossier import removal, share_letters
from portfolios.gaps import counting as gaps_counting
from portfolios.knowledge import cards, reporting, reviewing
from portfolios.portable import transfers
from portfolios.together import feedback, groups, visits

__all__ = [
    "answering",
    "attendance",
    "cards",
    "carrying_cohorts",
    "counting",
    "feedback",
    "forgetting",
    "gaps_counting",
    "groups",
    "lists",
    "matching",
    "providers",
    "removal",
    "reporting",
    "reviewing",
    "share_letters",
    "teaching",
    "transfers",
    "visits",
]
