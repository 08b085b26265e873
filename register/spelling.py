"""Words of names that are written almost as somebody typed them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from register.statements import rows

ALIKE = "SELECT typed, word FROM register_near_words(%s)"
THESE = "SELECT word FROM register_nameword WHERE word = ANY(%s)"
MOST_NEAR = 8
FARTHEST = 2  # slips of the finger that are believed in one long word
SOUNDS_ALIKE = 0.5  # farther than the same word, nearer than one letter
# What Dutch ears do not tell apart, and what people write for letters that they do not know.
SAME_SOUND = (
    (r"eij|ey|ij|ei|ie|ii|y", "i"), (r"ck|c(?![h])|qu|q", "k"), (r"ph|v", "f"),
    (r"sch|sz|sj|z|sh|cz", "s"),
    (r"ou|au|oe|uu|u|w", "u"), (r"dt|th|d\b", "t"), (r"ch|gh|kh", "g"), (r"dj|dzj|tj", "j"),
    (r"ae|aa|ah\b", "a"), (r"(.)\1", r"\1"),
)  # fmt: skip
SWAPPED = (("ij", "y"), ("ei", "ij"), ("c", "k"), ("s", "z"), ("f", "v"), ("ou", "oe"),
           ("u", "oe"), ("i", "y"), ("g", "ch"), ("ou", "au"), ("d", "dt"), ("j", "y"),
           ("ck", "k"))  # fmt: skip


def near_words(typed: list[str]) -> list[dict[str, float]]:
    """For each typed word what looks or sounds like it, itself included, nearest first."""
    alike: dict[str, set[str]] = {word: set() for word in typed}
    for word, other in rows(ALIKE, (typed,)):
        alike[word].add(other)
    possible = {other: word for word in typed for other in variants(word)}
    for (other,) in rows(THESE, ([*possible],)):
        alike[possible[other]].add(other)
    return [nearest(word, alike[word]) for word in typed]


def nearest(typed: str, others: set[str]) -> dict[str, float]:
    found = {other: distance(typed, other) for other in others}
    near = [word for word, far in found.items() if far <= farthest(typed)]
    return {word: found[word] for word in sorted(near, key=lambda w: (found[w], w))[:MOST_NEAR]}


def farthest(typed: str) -> float:
    """How many slips are believed in a word of this length."""
    return FARTHEST if len(typed) > 5 else 1.5 if len(typed) > 3 else 1


def distance(one: str, other: str) -> float:
    """The slips between two words: a letter more, less, other, or two that changed places."""
    written = slips(one, other)
    return written if written < 2 else min(written, slips(sound(one), sound(other)) + SOUNDS_ALIKE)


@lru_cache(maxsize=2_000)
def sound(word: str) -> str:
    for letters, same in SAME_SOUND:
        word = re.sub(letters, same, word)
    return word


def slips(one: str, other: str) -> int:
    """The optimal string alignment distance."""
    before: list[int] = []
    row = [*range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, another in enumerate(other, 1):
            least = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]


def variants(word: str) -> Iterator[str]:
    """What it may be when two letters changed places, one is too many, or two were only heard."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[: place + 1] + word[place:]
        yield word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
    for once in swapped(word):
        yield from (once, *swapped(once))


def swapped(word: str) -> set[str]:
    """The same sound with other letters, in one place."""
    ways = [way for one, other in SWAPPED for way in ((one, other), (other, one))]
    return {word.replace(old, new, 1) for old, new in ways} - {word}
