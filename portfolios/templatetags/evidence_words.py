"""What the part of a page with somebody's files needs."""

from typing import Any

from django import template
from django.urls import reverse

from portfolios.dossier import evidence
from portfolios.dossier.evidence_forms import AddForm
from portfolios.dossier.models import LearningActivity

register = template.Library()


@register.simple_tag
def form_to_add(owner: Any) -> AddForm:
    return AddForm(owner=owner)


@register.filter
def files_address(thing: evidence.Thing) -> str:
    """The address of the files of an activity or story."""
    name = "activity_evidence" if isinstance(thing, LearningActivity) else "story_evidence"
    return reverse(f"dossier:{name}", args=[thing.public_id])


@register.simple_tag
def little_room(owner: Any) -> str:
    """How much room is left, in words; nothing while there is plenty."""
    room = evidence.room_left(owner)
    return f"Let op: {evidence.in_words(room)}." if room < evidence.LITTLE else ""
