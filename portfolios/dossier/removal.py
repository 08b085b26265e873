"""Throwing away what is one's own: at once for good, or with thirty days to change one's mind."""

from collections.abc import Iterable
from datetime import datetime, time
from operator import attrgetter
from typing import Any

from django.db import transaction

from kit import clock
from outbox import jobs
from portfolios.dossier import evidence, peer_reading
from portfolios.dossier.models import (
    DossierSettings,
    LearningActivity,
    LearningGoal,
    LearningStory,
)
from portfolios.dossier.models.removal import UNDO

KINDS = (LearningActivity, LearningStory, LearningGoal)
type Item = LearningActivity | LearningStory | LearningGoal


def keeps_removed(owner: Any) -> bool:
    """Whether this person wants an undo; so it is until they say otherwise."""
    chosen = DossierSettings.objects.filter(owner=owner).first()
    return chosen.keeps_removed if chosen else True


def choose(owner: Any, *, keeps: bool) -> None:
    """Without an undo, what was thrown away before goes at once."""
    with transaction.atomic():
        DossierSettings.objects.update_or_create(owner=owner, defaults={"keeps_removed": keeps})
        if not keeps:
            empty_bin(owner)


def throw_away(item: Item, *, now: datetime) -> bool:
    """True when it can still be put back. A story about an activity stays, and so does what
    was done for a goal."""
    if not keeps_removed(item.concerns):
        erase([item])
        return False
    item.removed_at = now
    item.save(update_fields=["removed_at"])
    return True


def put_back(item: Item) -> None:
    item.removed_at = None
    item.save(update_fields=["removed_at"])


def thrown_away(owner: Any) -> list[Item]:
    """What can still be put back, the latest first."""
    items: list[Item] = []
    for kind in KINDS:
        items += kind.everything.visible_to(owner).exclude(removed_at=None)
    return sorted(items, key=attrgetter("removed_at"), reverse=True)


def empty_bin(owner: Any) -> None:
    erase(thrown_away(owner))


def erase(items: Iterable[Item]) -> None:
    """For good, with the files that were kept with it."""
    with transaction.atomic():
        for item in items:
            if not isinstance(item, LearningGoal):
                evidence.remove_all_of(item)
            if isinstance(item, LearningStory):
                peer_reading.forget_lines(item)
            item.delete()


@jobs.job("portfolios.forget_thrown_away", daily_at=time(4, 40))
def forget_thrown_away() -> None:
    """For good, after the days of undo."""
    for kind in KINDS:
        erase(kind.everything.filter(removed_at__lte=clock.now() - UNDO))
