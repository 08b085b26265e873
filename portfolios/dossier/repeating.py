"""Doing the same thing once more."""

from datetime import date, datetime

from django.db import transaction

from portfolios.dossier.models import LearningActivity


def repeat(activity: LearningActivity, *, today: date, now: datetime) -> LearningActivity:
    """The same kind, line, goals and links, of today; the own note was about the other day."""
    with transaction.atomic():
        again = LearningActivity.objects.create(
            owner=activity.owner,
            kind=activity.kind,
            title=activity.title,
            links=activity.links,
            happened_on=today,
            captured_at=now,
        )
        again.goals.set(activity.goals.all())
        again.competencies.set(activity.competencies.all())
    return again
