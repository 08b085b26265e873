"""The frozen dossier: what goes in, how it is sealed, and what opening it records."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects

from audit.acts import Doer, act, record
from portfolios.dossier import lenses
from portfolios.dossier.models import (
    DossierSnapshot,
    LearningActivity,
    LearningGoal,
    LearningStory,
)
from portfolios.dossier.stories import question

FORMAT = 1


def build_content(
    owner: Any,
    *,
    goals: Iterable[LearningGoal],
    activities: Iterable[LearningActivity],
    stories: Iterable[LearningStory],
    sessions: Iterable[Mapping[str, str]] = (),
    my_story: str = "",
    questions: str = "",
) -> dict[str, Any]:
    """Everything that the reader of the copy sees, as plain JSON.

    `sessions` are intervision sessions with `date` (ISO), `method`, `theme` and `group`.
    """
    goals, activities, stories = list(goals), list(activities), list(stories)
    prefetch_related_objects(goals, "competencies")
    prefetch_related_objects(activities, "goals")
    prefetch_related_objects(stories, "activity", "goals")
    return {
        "format": FORMAT,
        "name": owner.name,
        "my_story": my_story,
        "questions": questions,
        "goals": [of_goal(goal) for goal in goals],
        "activities": [of_activity(activity) for activity in activities],
        "stories": [of_story(story) for story in stories],
        "sessions": [dict(session) for session in sessions],
    }


def of_goal(goal: LearningGoal) -> dict[str, Any]:
    return {
        "title": goal.title,
        "for_whom": goal.for_whom,
        "how_noticed": goal.how_noticed,
        "competencies": [competency.title for competency in goal.competencies.all()],
        "reached_on": goal.reached_on.isoformat() if goal.reached_on else "",
        "reached_words": goal.reached_words if goal.reached_on else "",
    }


def of_activity(activity: LearningActivity) -> dict[str, Any]:
    return {
        "kind": activity.get_kind_display(),
        "title": activity.title,
        "date": activity.happened_on.isoformat(),
        "note": activity.note,
        "links": activity.links,
        "goals": titles(activity.goals.all()),
    }


def of_story(story: LearningStory) -> dict[str, Any]:
    return {
        "title": story.title,
        "told_rather": story.told_rather,
        "activity": story.about.title if story.about else "",
        "goals": titles(story.goals.all()),
        "parts": written_parts(story),
        "lenses": [asdict(answer) for answer in lenses.answers(story.lenses)],
    }


def written_parts(story: LearningStory) -> list[dict[str, str]]:
    """The parts that have words, each with its question."""
    return [
        {"label": question(part), "text": text}
        for part in LearningStory.PARTS
        if (text := getattr(story, part).strip())
    ]


def titles(goals: Iterable[LearningGoal]) -> list[str]:
    return [goal.title for goal in goals]


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content in one fixed way of writing."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def freeze(owner: Any, *, content: dict[str, Any], now: datetime, by: Doer) -> DossierSnapshot:
    """Keep this content as it is; later writing does not reach it."""
    snapshot = DossierSnapshot(
        owner=owner, content=content, sha256=fingerprint(content), frozen_at=now
    )
    with act("dossiersnapshot.freeze", snapshot, by=by):
        snapshot.save()
    return snapshot


def is_unchanged(snapshot: DossierSnapshot) -> bool:
    """Whether the copy is still what was frozen."""
    return fingerprint(snapshot.content) == snapshot.sha256


def open_snapshot(snapshot: DossierSnapshot, *, now: datetime, by: Doer) -> None:
    """Another person reads the copy: the first time is kept, each time is recorded."""
    with transaction.atomic():
        unopened = DossierSnapshot.objects.filter(pk=snapshot.pk, opened_at=None)
        if unopened.update(opened_at=now):
            snapshot.opened_at = now
        record("dossiersnapshot.open", snapshot, by=by)


def close_snapshot(snapshot: DossierSnapshot, *, by: Doer) -> None:
    """Whoever read the copy reads it no longer; the next reader opens it again."""
    with act("dossiersnapshot.close", snapshot, by=by):
        snapshot.opened_at = None
        snapshot.save(update_fields=["opened_at"])
