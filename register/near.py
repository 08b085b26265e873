"""What may have been meant ("Bedoelt u …"): another infix, a space more or less, a typing error."""

from collections.abc import Iterator
from itertools import islice

from register import ranking, spelling
from register.models import PublicEntry
from register.models.publication import PublicEntryQuerySet
from register.typed_names import TypedName

MOST_SHOWN = 5
MOST_WAYS = 6
MOST_COMPARED = 60
MOST_WORDS = 3
AS_INITIAL = 1.0  # the register may have only the first letter of a name that was typed in full
type Meant = dict[str, float]
"""The words that may have been meant by one typed word, each with how far it is."""


def find(entries: PublicEntryQuerySet, name: TypedName) -> list[PublicEntry]:
    """At most MOST_SHOWN, what is nearest first."""
    found: dict[str, PublicEntry] = {}
    for entry in nearest(entries, name):
        found.setdefault(entry.number, entry)
        if len(found) == MOST_SHOWN:
            break
    return list(found.values())


def nearest(entries: PublicEntryQuerySet, name: TypedName) -> Iterator[PublicEntry]:
    if not name.words:
        return
    if name.infixes:
        yield from written_so(entries, name.without_infixes)
    for way in islice(name.other_ways(), MOST_WAYS):
        yield from written_so(entries, way)
    yield from misspelt(entries, name)


def written_so(entries: PublicEntryQuerySet, name: TypedName) -> Iterator[PublicEntry]:
    for rows in islice(ranking.ranked(entries, name), 2):
        yield from rows[:MOST_SHOWN]


def misspelt(entries: PublicEntryQuerySet, name: TypedName) -> Iterator[PublicEntry]:
    """Who has for each typed word one that looks or sounds like it."""
    typed = name.to_look_up
    meant = [near_words(word) for word in typed]
    if len(typed) == 1:
        yield from called(entries, meant[0])
        return
    for word, near in zip(typed, meant, strict=True):
        near.setdefault(word[0], AS_INITIAL)
    wanted = ranking.each_of([dict.fromkeys(near, 0) for near in meant])
    rows = entries.filter(wanted)[:MOST_COMPARED]
    far = {entry: how_far(entry, typed, meant) for entry in rows}
    for entry in sorted(far, key=lambda each: (far[each], each.name_key)):
        if far[entry] < len(typed) * spelling.FARTHEST:
            yield entry


def called(entries: PublicEntryQuerySet, meant: Meant) -> Iterator[PublicEntry]:
    """Who has one of these as the last name, else as another word of the name."""
    for word in sorted(meant, key=lambda each: (meant[each], each))[:MOST_WORDS]:
        yield from entries.filter(name_key__startswith=f"{word} ").order_by("name_key")[:MOST_SHOWN]
    if meant:
        rows = entries.filter(ranking.each_of([dict.fromkeys(meant, 0)]))[:MOST_COMPARED]
        yield from sorted(rows, key=lambda each: (how_far(each, [""], [meant]), each.name_key))


def near_words(typed: str) -> Meant:
    """Itself, when there is such a name, what begins with it, and what is almost it."""
    words = ranking.known_words()
    own = words.filter(word__startswith=typed).order_by("-uses")[: spelling.MOST_NEAR]
    begins: Meant = {each.word: 0 if each.word == typed else spelling.SOUNDS_ALIKE for each in own}
    return spelling.near_words(words, typed) | begins


def how_far(entry: PublicEntry, typed: list[str], meant: list[Meant]) -> float:
    """Over all typed words; a name of which only initials agree is not meant."""
    own = set(entry.name_key.split())
    best = [min((near[word], word) for word in own & near.keys()) for near in meant]
    if all(len(word) == 1 for _, word in best):
        return len(typed) * spelling.FARTHEST
    return sum(far for far, _ in best)
