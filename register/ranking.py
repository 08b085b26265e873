"""Which entries answer to a typed name, exact before near, each rank in Dutch order."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, F, Func, Q, QuerySet, Value, When

from register.models import FormerName, NameWord, PublicEntry
from register.models.name_words import words_of
from register.models.publication import PublicEntryQuerySet
from register.typed_names import TypedName

EXACT, START, FORMER, WORDS, PART = range(5)
MOST_WORDS = 400  # that begin like a typed one; the most used first
MOST_FORMER = 100
COMMON = 5_000  # of a word with more uses the first names are found in their order at once

type Rows = QuerySet[PublicEntry]
type Options = list[dict[str, int]]
"""For each typed word the words that may stand for it, with their uses."""


def known_words() -> "QuerySet[NameWord]":
    return NameWord.objects.using(settings.PUBLIC_ALIAS)


def ranked(entries: PublicEntryQuerySet, name: TypedName, first: int = EXACT) -> Iterator[Rows]:
    """The searches that together answer, each in order and a `rank` with each entry.

    Those of ranks before `first` are left out.
    """
    begins = beginning(name)
    if first <= START:
        yield named_so(entries.filter(begins), name)
    typed = name.to_look_up
    if not typed:
        return
    options = [completed(word) for word in typed]
    if first <= WORDS and all(options):
        yield from having(entries, begins, name, options)
    parts = [known or containing(word) for word, known in zip(typed, options, strict=True)]
    if parts != options and all(parts):
        rest = entries.filter(each_of(parts), rest_of(name)).exclude(begins)
        yield in_order(rest, Value(PART), is_common=False)


def beginning(name: TypedName) -> Q:
    """The key begins with what was typed, in one of the forms that the register may have it."""
    begins = Q(pk__in=[])
    for start in name.starts():
        begins |= Q(name_key__startswith=start)
    return begins & infixes_of(name)


def infixes_of(name: TypedName) -> Q:
    """Each infix that was typed is in the name."""
    wanted = Q()
    for spellings in name.infixes:
        wanted &= Q(words__overlap=sorted(spellings))
    return wanted


def rest_of(name: TypedName) -> Q:
    """The infixes, and the initials as the first letter of some word."""
    wanted = infixes_of(name)
    for letters in set(name.words) - set(name.to_look_up):
        wanted &= Q(name_key__startswith=letters) | Q(name_key__contains=f" {letters}")
    return wanted


def each_of(options: Options) -> Q:
    """Of each typed word one of its options is in the name."""
    wanted = Q()
    for words in options:
        wanted &= Q(words__overlap=sorted(words))
    return wanted


def completed(typed: str) -> dict[str, int]:
    """The words that begin with the typed one."""
    alike = known_words().filter(word__startswith=typed).order_by("-uses", "word")
    return dict(alike.values_list("word", "uses")[:MOST_WORDS])


def containing(typed: str) -> dict[str, int]:
    alike = known_words().filter(word__contains=typed).order_by("-uses", "word")
    return dict(alike.values_list("word", "uses")[:MOST_WORDS])


def named_so(entries: Rows, name: TypedName) -> Rows:
    """Who has exactly this name comes first."""
    if len(name.words) < 2:  # then the order of the keys says the same, from the index
        return in_order(entries, Value(START), is_common=True)
    exact = When(name_key__in=name.keys(), then=Value(EXACT))
    return in_order(entries, Case(exact, default=Value(START)), is_common=False)


def having(
    entries: PublicEntryQuerySet, begins: Q, name: TypedName, options: Options
) -> Iterator[Rows]:
    """Who has all the words, now, or in a former name that may be searched."""
    wanted = each_of(options) & rest_of(name)
    former = FormerName.objects.using(settings.PUBLIC_ALIAS).alias(words=words_of())
    before = dict(former.filter(wanted).values_list("number", "name_key")[:MOST_FORMER])
    rank: Any = Value(WORDS)
    if before:
        wanted |= Q(number__in=sorted(before))
        keys = set(name.keys())
        exact = sorted(number for number, key in before.items() if key in keys)
        rank = Case(When(number__in=exact, then=Value(FORMER)), default=rank)
    is_common = not before and min(sum(words.values()) for words in options) > COMMON
    yield in_order(entries.filter(wanted).exclude(begins), rank, is_common=is_common)


def in_order(entries: Rows, rank: Any, *, is_common: bool) -> Rows:
    """By rank and key. A search for few rows must not walk along all names in their order."""
    key = F("name_key") if is_common else Func(
        F("name_key"), Value(""), function="concat", output_field=CharField()
    )  # fmt: skip
    ranks = [] if isinstance(rank, Value) else ["rank"]
    return entries.annotate(rank=rank).order_by(*ranks, key, "number")
