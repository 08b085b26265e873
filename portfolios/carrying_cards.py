"""From a story to the knowledge bank: which cards it is about, and one line that is shared."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed
from portfolios.dossier.models import LearningStory
from portfolios.knowledge.models import CardLink, CardUse, CardVersion, MethodCard


def cards_of(story: LearningStory) -> list[CardVersion]:
    """What the linked cards are called now; one that was withdrawn is not shown."""
    linked = CardLink.objects.filter(story=story).values("card")
    return list(CardVersion.objects.published().filter(card__in=linked).for_list())


def link(story: LearningStory, chosen: Iterable[MethodCard], *, today: date) -> None:
    """The story is about these cards from now on; cards that cannot be chosen now stay."""
    keys = {card.pk for card in chosen}
    offered = CardVersion.objects.published().values("card")
    with transaction.atomic():
        story_links = CardLink.objects.filter(story=story)
        story_links.filter(card__in=offered).exclude(card__in=keys).delete()
        for key in sorted(keys):
            CardLink.objects.get_or_create(story=story, card_id=key, defaults={"linked_on": today})


def share_use(card: MethodCard, *, owner: Any, line: str, with_name: bool, today: date) -> CardUse:
    """What the owner typed, under a published card: nothing of the story goes along."""
    if not card.versions.published().exists():
        raise NotAllowed("Deze kaart is er niet meer.")
    return card.uses.create(owner=owner, line=line, with_name=with_name, shared_on=today)
