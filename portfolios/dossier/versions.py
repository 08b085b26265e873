"""An earlier version of a story beside what stands there now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kit.differences import Words, compare
from portfolios.dossier import lenses, stories
from portfolios.dossier.models import LearningStory, StoryVersion


@dataclass(frozen=True)
class Change:
    """One part of a story, and what changed in it."""

    label: str
    words: list[Words]

    @property
    def is_one(self) -> bool:
        return any(each.kind != "kept" for each in self.words)


def changes_since(version: StoryVersion) -> list[Change]:
    """Every part that has words now or had them then, in the order of the story."""
    now = read(vars(version.story))
    then = read(version.texts)
    labels = dict.fromkeys([*then, *now])
    return [Change(label, compare(then.get(label, ""), now.get(label, ""))) for label in labels]


def read(texts: Mapping[str, Any]) -> dict[str, str]:
    """Everything that stands in a story or a version of it, by its question."""
    found = {"Titel": texts.get("title", "")}
    for part in LearningStory.PARTS:
        found[stories.question(part)] = texts.get(part, "")
    for answer in lenses.answers(texts.get("lenses", {})):
        found[answer.question] = answer.text
    return {label: text for label, text in found.items() if text}


def texts_of(story: LearningStory, names: Collection[str]) -> list[tuple[str, str]]:
    """The texts of these fields of a story, each with its question; "" where nothing stands."""
    texts = {name: getattr(story, name) for name in names if name != "told_rather"}
    found = read(texts)
    asked = {"title": "Titel"} | {part: stories.question(part) for part in LearningStory.PARTS}
    empty = {label: "" for name, label in asked.items() if name in texts}
    return list((empty | found).items())
