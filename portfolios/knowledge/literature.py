"""Literature: adding, and saying whether it changed one's work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portfolios.changed_work import PLACE, level
from portfolios.knowledge.models import LiteratureAnswer, LiteratureItem

WORDS = {
    3: "Voor de meesten die het lazen, veranderde dit hun werk.",
    2: "Bij een deel van wie het las, veranderde dit iets.",
    1: "Bij de meesten die het lazen, veranderde er weinig.",
    0: "",
}
Answer = LiteratureAnswer.Answer


@dataclass(frozen=True)
class Shown:
    """One item with what people say of it in words, and the own answer."""

    item: LiteratureItem
    level: int
    mine: str

    @property
    def words(self) -> str:
        return WORDS[self.level]


def listed(theme: Any, person: Any) -> list[Shown]:
    """What changed people's work first, then what few people answered yet, then the others."""
    items = LiteratureItem.objects.shown().for_list()
    if theme:
        items = items.filter(theme=theme)
    mine = dict(LiteratureAnswer.objects.filter(person=person).values_list("item", "answer"))
    found = [
        Shown(item, level(*(getattr(item, f"said_{one}") for one in Answer.values)),
              mine.get(item.pk, ""))
        for item in items
    ]  # fmt: skip
    return sorted(found, key=lambda one: PLACE[one.level])


def add(facts: Mapping[str, Any], *, by_person: Any, today: date) -> LiteratureItem:
    return LiteratureItem.objects.create(**facts, added_by=by_person, added_on=today)


def answer(item: LiteratureItem, *, person: Any, said: str) -> None:
    """Say, or say anew; "" takes it back."""
    if said not in Answer.values:
        LiteratureAnswer.objects.filter(item=item, person=person).delete()
        return
    LiteratureAnswer.objects.update_or_create(item=item, person=person, defaults={"answer": said})


def erase(person: Any) -> None:
    """What was answered is gone; what was added stays, without who added it and why."""
    LiteratureAnswer.objects.filter(person=person).delete()
    LiteratureItem.objects.filter(added_by=person).update(added_by=None, why="")
