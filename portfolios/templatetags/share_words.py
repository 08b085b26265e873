"""On the page of one thing: with whom it is shared now."""

from typing import Any

from django import template

from kit import clock
from portfolios.dossier.models import ShareGrant
from portfolios.dossier.models.shares import TARGETS

register = template.Library()
NAMES = {"goal": "doel", "story": "verhaal", "activity": "activiteit"}


def kind_of(thing: Any) -> str:
    return next(target for target in TARGETS if thing._meta.model_name.endswith(target))


@register.simple_tag
def shares_of(thing: Any) -> list[ShareGrant]:
    """The shares that run today and have this thing in them, the first to end first."""
    running = ShareGrant.objects.running(clock.today())
    found = running.filter(**{f"items__{kind_of(thing)}": thing}).order_by("until_on", "id")
    return list(found)


@register.simple_tag
def share_query(thing: Any) -> str:
    """What the page to share on begins with."""
    return f"?{NAMES[kind_of(thing)]}={thing.public_id}"
