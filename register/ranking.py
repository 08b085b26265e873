"""Which entries answer to a typed name, exact before near, each rank in Dutch order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from register.models import PublicEntry
from register.statements import Sql, all_of, any_of, begins, contains, entries, has_word_of, rows
from register.typed_names import TypedName

EXACT, START, FORMER, WORDS, PART = range(5)
MOST_WORDS = 400  # that begin like a typed one; the most used first
MOST_FORMER = 100
COMMON = 5_000  # of a word with more uses the first names are found in their order at once
LAST_SIGN = chr(0x10FFFF)
COMPLETED = """
    SELECT typed, word, uses FROM unnest(%s::text[]) AS typed CROSS JOIN LATERAL (
        SELECT word, uses FROM register_nameword WHERE word >= typed AND word < typed || %s
        ORDER BY uses DESC, word LIMIT %s
    ) AS known
"""
CONTAINING = """
    SELECT word, uses FROM register_nameword WHERE word LIKE %s ORDER BY uses DESC, word LIMIT %s
"""
FORMER_NAMES = "SELECT number, name_key FROM register_formername WHERE {} LIMIT %s"
KEY = Sql("name_key, number")
KEY_WITHOUT_INDEX = Sql("name_key || '', number")

type Words = dict[str, int]
"""The words that may stand for a typed one, with their uses."""


@dataclass(frozen=True)
class Search:
    """Conditions that the database answers in the order of ranks, then of keys."""

    where: Sql
    order: Sql
    rank: int
    first_rank: int = PART  # of who is ahead of the others: has one of these keys or numbers
    ahead: Sql | None = None
    ahead_of: frozenset[str] = field(default_factory=frozenset)

    def rank_of(self, entry: PublicEntry) -> int:
        is_ahead = not self.ahead_of.isdisjoint((entry.name_key, entry.number))
        return self.first_rank if is_ahead else self.rank

    def run(self, place: Iterable[Sql], limit: int) -> list[PublicEntry]:
        """The first entries behind this place, each with its rank."""
        order = self.order
        if self.ahead:
            text = f"CASE WHEN {self.ahead.text} THEN 0 ELSE 1 END, {order.text}"
            order = Sql(text, self.ahead.values)
        found = entries(all_of([self.where, *place]), order, limit)
        for entry in found:
            entry.rank = self.rank_of(entry)  # type: ignore[attr-defined]
        return found

    def behind(self, rank: int, key: str, number: str) -> list[Sql]:
        """By key, with the number where people have the same name."""
        after = Sql("(name_key, number) > (%s, %s)", (key, number))
        if not self.ahead:
            return [after] if rank == self.rank else []
        if rank == self.rank:
            return [~self.ahead, after]
        return [any_of([~self.ahead, after])] if rank == self.first_rank else []


def ranked(name: TypedName, here: Sql, first: int = EXACT) -> Iterator[Search]:
    """The searches that together answer; those of ranks before `first` are left out.

    `here`: where one searches.
    """
    start = beginning(name)
    if first <= START:
        yield named_so(name, here & start)
    typed = name.to_look_up
    if not typed:
        return
    options = completed(typed)
    others = here & ~start
    if first <= WORDS and all(options):
        yield having(name, others, options)
    if not all(options):
        parts = [own or containing(word) for word, own in zip(typed, options, strict=True)]
        if all(parts):
            yield Search(others & rest_of(name) & each_of(parts), KEY_WITHOUT_INDEX, PART)


def beginning(name: TypedName) -> Sql:
    """The key begins with what was typed, in one of the forms that the register may have it."""
    same = [Sql("name_key = ANY(%s)", (name.exact_keys(),))] if len(name.words) > 1 else []
    return any_of([all_of([any_of(map(begins, name.starts())), infixes_of(name)]), *same])


def infixes_of(name: TypedName) -> Sql:
    """Each infix that was typed is in the name."""
    return all_of(
        any_of(contains(f" {word} ") for word in sorted(spellings)) for spellings in name.infixes
    )


def rest_of(name: TypedName) -> Sql:
    """The infixes, and the initials as the first letter of some word."""
    initials = sorted(set(name.words) - set(name.to_look_up))
    return all_of([infixes_of(name), *(contains(f" {each}") for each in initials)])


def each_of(options: Iterable[Iterable[str]]) -> Sql:
    """Of each typed word one of its options is in the name."""
    return all_of(map(has_word_of, options))


def completed(typed: list[str]) -> list[Words]:
    """For each typed word those that begin with it."""
    found: dict[str, Words] = {word: {} for word in typed}
    for word, other, uses in rows(COMPLETED, (typed, LAST_SIGN, MOST_WORDS)):
        found[word][other] = uses
    return [found[word] for word in typed]


def containing(typed: str) -> Words:
    return dict(rows(CONTAINING, (f"%{typed}%", MOST_WORDS)))


def named_so(name: TypedName, where: Sql) -> Search:
    """Who has exactly this name comes first."""
    if len(name.words) < 2:  # then the order of the keys says the same, from the index
        return Search(where, KEY, START)
    keys = name.exact_keys()
    same = Sql("name_key = ANY(%s)", (keys,))
    return Search(where, KEY_WITHOUT_INDEX, START, EXACT, same, frozenset(keys))


def having(name: TypedName, here: Sql, options: list[Words]) -> Search:
    """Who has all the words, now, or in a former name that may be searched."""
    wanted = all_of([each_of(options), rest_of(name)])
    former = dict(rows(FORMER_NAMES.format(wanted.text), (*wanted.values, MOST_FORMER)))
    if not former:
        is_common = min(sum(words.values()) for words in options) > COMMON
        return Search(here & wanted, KEY if is_common else KEY_WITHOUT_INDEX, WORDS)
    before = Sql("number = ANY(%s)", (sorted(former),))
    keys = set(name.exact_keys())
    exact = frozenset(number for number, key in former.items() if key in keys)
    ahead = Sql("number = ANY(%s)", (sorted(exact),))
    where = here & any_of([wanted, before])
    return Search(where, KEY_WITHOUT_INDEX, WORDS, FORMER, ahead, exact)
