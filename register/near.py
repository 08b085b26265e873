"""What may have been meant ("Bedoelt u …"): another infix, a space more or less, a typing error."""

from collections.abc import Iterator
from itertools import islice

from register import ranking, spelling
from register.models import PublicEntry
from register.statements import Sql, all_of, begins, entries, has_word_of, rows
from register.typed_names import TypedName

MOST_SHOWN = 5
MOST_WAYS = 12
MOST_COMPARED = 60
MOST_LAST_NAMES = 3
AS_INITIAL = 1.0  # the register may have only the first letter of a name that was typed in full
type Meant = dict[str, float]
"""The words that may have been meant by one typed word, each with how far it is."""


def find(name: TypedName, here: Sql) -> list[PublicEntry]:
    """At most MOST_SHOWN, what is nearest first."""
    found: dict[str, PublicEntry] = {}
    for entry in nearest(name, here):
        found.setdefault(entry.number, entry)
        if len(found) == MOST_SHOWN:
            break
    return list(found.values())


def nearest(name: TypedName, here: Sql) -> Iterator[PublicEntry]:
    if not name.to_look_up:
        return
    if name.infixes:
        other = name.without_infixes
        yield from called(all_of([here, ranking.beginning(other)]))
        yield from called(all_of([here, ranking.each_of([[word] for word in other.to_look_up])]))
    for way in ways_that_exist(name):
        words = [has_word_of([word]) for word in way.words]
        yield from called(all_of([here, *words, ranking.infixes_of(way)]))
    yield from misspelt(name.to_look_up, here)


def called(where: Sql) -> list[PublicEntry]:
    return entries(where, ranking.KEY_WITHOUT_INDEX, MOST_SHOWN)


def ways_that_exist(name: TypedName) -> list[TypedName]:
    """With a space more or less, of words that occur in names."""
    ways = list(islice(name.other_ways(), MOST_WAYS))
    words = sorted({word for way in ways for word in way.words})
    known = {word for (word,) in rows(spelling.THESE, (words,))} if words else set()
    return [way for way in ways if known.issuperset(way.words)]


def misspelt(typed: list[str], here: Sql) -> Iterator[PublicEntry]:
    """Who has for each typed word one that looks or sounds like it."""
    meant = spelling.near_words(typed)
    if len(typed) == 1:
        yield from with_last_name(meant[0], here)
    else:
        for word, near in zip(typed, meant, strict=True):
            near.setdefault(word[0], AS_INITIAL)
    if not all(meant):
        return
    found = entries(all_of([here, ranking.each_of(meant)]), Sql("id"), MOST_COMPARED)
    far = {entry: how_far(entry, meant) for entry in found}
    for entry in sorted(far, key=lambda each: (far[each], each.name_key)):
        if far[entry] < len(typed) * spelling.FARTHEST:
            yield entry


def with_last_name(meant: Meant, here: Sql) -> Iterator[PublicEntry]:
    for word in list(meant)[:MOST_LAST_NAMES]:
        where = all_of([here, begins(f"{word} ")])
        yield from entries(where, ranking.KEY, MOST_SHOWN)


def how_far(entry: PublicEntry, meant: list[Meant]) -> float:
    """Over all typed words; a name of which only initials agree is not meant."""
    own = set(entry.name_key.split())
    best = [min((near[word], word) for word in own & near.keys()) for near in meant]
    if all(len(word) == 1 for _, word in best):
        return len(meant) * spelling.FARTHEST
    return sum(far for far, _ in best)
