"""Two versions of a text side by side: which parts differ, and by which words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words, signs, and the white space between them: joined again it reads as it was written.
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
KEPT, GONE, NEW = "kept", "gone", "new"
SHORT = 32  # signs


@dataclass(frozen=True, slots=True)
class Part:
    """One article, competency or rule; `key` stays the same when only the words change."""

    key: str
    title: str
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text that was kept, is gone or is new."""

    kind: str
    text: str


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


def compare(before: str, after: str) -> list[Words]:
    """Both texts in one: what was kept, what is gone and what is new, word by word."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Words(KEPT, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append(Words(GONE, "".join(old[i1:i2])))
        if j2 > j1:
            found.append(Words(NEW, "".join(new[j1:j2])))
    return joined(found)


def joined(pieces: Sequence[Words]) -> list[Words]:
    """Changes with only white space between them read as one change."""
    result: list[Words] = []
    gone = new = ""
    for index, piece in enumerate(pieces):
        between = piece.kind == KEPT and not piece.text.strip() and bool(gone or new)
        if between and index + 1 < len(pieces):
            gone, new = gone + piece.text, new + piece.text
        elif piece.kind == KEPT:
            result += [*flushed(gone, new), piece]
            gone = new = ""
        elif piece.kind == GONE:
            gone += piece.text
        else:
            new += piece.text
    return [*result, *flushed(gone, new)]


def flushed(gone: str, new: str) -> Iterator[Words]:
    if gone.strip():
        yield Words(GONE, gone)
    if new.strip() or (new and not gone.strip()):
        yield Words(NEW, new)


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
