"""Learning stories: starting one, and saving it so that no word is lost between two windows."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from audit.acts import NotAllowed, locked
from kit.client_data import Finding, findings
from portfolios.dossier import lenses
from portfolios.dossier.models import LearningActivity, LearningGoal, LearningStory, StoryVersion
from portfolios.text import mark_of
from portfolios.themes.models import Theme
from register.models import Competency

FIELDS = ("title", *LearningStory.PARTS, "told_rather", "lenses")
SITTING = timedelta(minutes=15)


def question(part: str) -> str:
    """What a part of a story answers."""
    return str(LearningStory._meta.get_field(part).verbose_name)  # type: ignore[union-attr]


class Stale(NotAllowed):
    """The story was saved elsewhere in the meantime.

    `stored` is what stands there now, `typed` what could not be saved; nothing was changed.
    """

    def __init__(self, stored: LearningStory, typed: Mapping[str, Any]) -> None:
        super().__init__("Dit verhaal is intussen in een ander venster bewaard.")
        self.stored = stored
        self.typed = dict(typed)


def start(owner: Any, *, now: datetime, activity: LearningActivity | None = None) -> LearningStory:
    """A story to write in. An empty one that was started before for the same is used again."""
    empty = LearningStory.objects.visible_to(owner).filter(
        activity=activity, version=1, **dict.fromkeys(LearningStory.PARTS, "")
    )
    return empty.order_by("-id").first() or LearningStory.objects.create(
        owner=owner,
        activity=activity,
        title=activity.title if activity else "",
        started_at=now,
        updated_at=now,
    )


def save(
    story: LearningStory,
    *,
    version: int,
    now: datetime,
    goals: Iterable[LearningGoal] | None = None,
    competencies: Iterable[Competency] | None = None,
    themes: Iterable[Theme] | None = None,
    looked: bool = False,
    **texts: Any,
) -> LearningStory:
    """Save what was typed on top of `version`, and return the story with its next version.

    `texts` are any of FIELDS. Raises Stale when another version was saved in the meantime, unless
    that has the very same words (an answer that got lost on the way). `looked` says that the
    writer looked at what may tell who a client is, and lets it stand. What stood there at the end
    of an earlier sitting is kept as a version to look back at.
    """
    if unknown := set(texts) - set(FIELDS):
        raise TypeError(f"A story has no {', '.join(sorted(unknown))}.")
    with transaction.atomic():
        fresh = locked(story)
        if fresh.version != version and differences(fresh, texts):
            raise Stale(fresh, texts)
        if now - fresh.updated_at >= SITTING and differences(fresh, texts):
            keep(fresh)
        for name, value in texts.items():
            setattr(fresh, name, value)
        if looked:
            fresh.let_stand = sorted({mark_of(each) for each in found_in(fresh)})
        fresh.version += 1
        fresh.updated_at = now
        fresh.save(update_fields=[*texts, "let_stand", "version", "updated_at"])
        if goals is not None:
            fresh.goals.set(goals)
        if competencies is not None:
            fresh.competencies.set(competencies)
        if themes is not None:
            fresh.themes.set(themes)
    return fresh


def keep(story: LearningStory) -> None:
    """Keep the texts as they stand, to look back at; an empty story is not worth it."""
    texts = {name: getattr(story, name) for name in FIELDS}
    if any(texts.values()):
        StoryVersion.objects.get_or_create(
            story=story,
            number=story.version,
            defaults={"texts": texts, "written_at": story.updated_at},
        )


def put_back(version: StoryVersion, *, now: datetime) -> LearningStory:
    """Write on from an earlier version; what stands there now is kept as a version too."""
    with transaction.atomic():
        story = locked(version.story)
        keep(story)
        return save(story, version=story.version, now=now, **version.texts)


def differences(story: LearningStory, texts: Mapping[str, Any]) -> list[str]:
    """The names of the fields in which the story is not as was typed."""
    return [name for name, value in texts.items() if getattr(story, name) != value]


def found_in(story: LearningStory) -> list[Finding]:
    """Everything in the story by which somebody may be recognised."""
    return [each for text in own_words(vars(story)) for each in findings(text)]


def own_words(texts: Mapping[str, Any]) -> list[str]:
    """Every text in a story or a version of it."""
    parts = [texts.get(name, "") for name in ("title", *LearningStory.PARTS)]
    return parts + [each.words for each in lenses.answers(texts.get("lenses", {}))]
