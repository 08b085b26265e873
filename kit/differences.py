"""Two texts in one: which words were kept, which are gone and which are new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words, signs, and the white space between them: joined again it reads as it was written.
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PAIRS = 1_000_000
KEPT, GONE, NEW = "kept", "gone", "new"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text that was kept, is gone or is new."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Words]:
    """Both texts in one: what was kept, what is gone and what is new, word by word."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    long = len(old) * len(new) > MOST_PAIRS  # then the commonest words are no anchor
    found = []
    for step, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=long).get_opcodes():
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
