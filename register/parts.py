"""Two versions of a text side by side: which parts differ, and by which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kit.differences import GONE, KEPT, NEW, Words, compare

SHORT = 32  # signs


@dataclass(frozen=True, slots=True)
class Part:
    """One article, competency or rule; `key` stays the same when only the words change."""

    key: str
    title: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is new, gone, or has other words; None where it did not or will not exist."""

    before: Part | None
    after: Part | None

    @property
    def part(self) -> Part:
        """The part as it will be, or as it was when it goes."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A difference is about something.")
        return found

    @property
    def kind(self) -> str:
        if self.before is None:
            return NEW
        return "changed" if self.after else GONE

    @property
    def title_words(self) -> list[Words]:
        return compare(self.before.title if self.before else "", self.after_title)

    @property
    def after_title(self) -> str:
        return self.after.title if self.after else ""

    @property
    def text_words(self) -> list[Words]:
        """Both texts in one; of a short one, such as a number with its unit, the whole."""
        before = self.before.text if self.before else ""
        after = self.after.text if self.after else ""
        if before and after and max(len(before), len(after)) <= SHORT:
            return [Words(GONE, before), Words(KEPT, " "), Words(NEW, after)]
        return compare(before, after)


def differences(before: Sequence[Part], after: Sequence[Part]) -> list[Difference]:
    """The parts that differ, in the order of the new text; what is gone stands at the end.

    A part is the same one when its title is, or else its key: so taking out an article does not
    make every later one look different.
    """
    left = list(before)
    found = []
    partner: dict[int, Part] = {}
    for same in (same_title, same_key):
        for index, part in enumerate(after):
            if index in partner:
                continue
            match = next((old for old in left if same(old, part)), None)
            if match is not None:
                partner[index] = match
                left.remove(match)
    for index, part in enumerate(after):
        old = partner.get(index)
        if old is None or (old.title, old.text) != (part.title, part.text):
            found.append(Difference(old, part))
    return found + [Difference(old, None) for old in left]


def bare(title: str) -> str:
    """A title without the number before it."""
    return re.sub(r"^\d+\.\s*", "", title)


def same_title(old: Part, new: Part) -> bool:
    return old.group == new.group and bare(old.title) == bare(new.title)


def same_key(old: Part, new: Part) -> bool:
    return old.key == new.key
