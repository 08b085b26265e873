"""Erasing a whole dossier: what somebody wrote is gone; sessions stay with the group."""

from datetime import date
from typing import Any

from django.db import transaction

from portfolios.dossier import sharing
from portfolios.dossier.models import (
    DossierSnapshot,
    LearningActivity,
    LearningPlan,
    LearningStory,
)
from portfolios.together.models import GroupInvitation, GroupMember, IntervisionPresence


def erase(owner: Any, *, today: date) -> None:
    """Nothing of the live dossier is left, nor of the frozen copies that no cycle holds."""
    with transaction.atomic():
        sharing.erase(owner, today=today)
        LearningStory.objects.visible_to(owner).delete()
        LearningActivity.objects.visible_to(owner).delete()
        LearningPlan.objects.visible_to(owner).delete()
        DossierSnapshot.objects.filter(owner=owner).delete()
        IntervisionPresence.objects.filter(person=owner).update(own_line="")
        GroupMember.objects.filter(person=owner, until_on=None).update(until_on=today)
        GroupInvitation.objects.filter(email__iexact=owner.email, answered_on=None).delete()
