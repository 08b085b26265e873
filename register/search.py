"""Searching the published copy: by name, number, municipality and province."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from kit import names
from register import numbers
from register.models import FormerName, HiddenEntry, PublicEntry, StruckEntry
from register.models.publication import PublicEntryQuerySet

MOST_SHOWN = 20
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Question:
    """What a visitor asks, cleaned."""

    text: str = ""
    town: str = ""
    province: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.town)

    @property
    def is_too_short(self) -> bool:
        """Looking up is not listing: two letters of a name at least, never a province alone."""
        return len(names.normalise(self.text).replace(" ", "")) < FEWEST_LETTERS

    @property
    def looks_like_a_number(self) -> bool:
        return any(letter.isdigit() for letter in self.text)

    @property
    def number(self) -> str | None:
        return numbers.parse(self.text)


def published() -> PublicEntryQuerySet:
    """The newest edition under the hiding layer, through the reading role."""
    return PublicEntry.objects.using(settings.PUBLIC_ALIAS).shown()


def search(question: Question) -> list[PublicEntry]:
    """At most MOST_SHOWN entries: those whose name starts with the text first, then by name.

    Each word has to occur in the name. A municipality finds only who shows the town.
    """
    entries = published().listed()
    if question.town:
        entries = entries.filter(town_key=names.normalise(question.town))
    if question.province:
        entries = entries.filter(province=question.province)
    if question.number:
        return list(entries.filter(number=question.number))
    words = names.normalise(question.text).split()
    entries = entries.filter(pk__in=named(words))
    first = Case(
        When(name_key__startswith=" ".join(words), then=Value(0)),
        When(name_key__startswith=words[-1], then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(entries.order_by(first, "name_key", "number")[:MOST_SHOWN])


def named(words: list[str]) -> QuerySet[Any]:
    """The entries in whose name each word occurs, now or in a former name that may be searched.

    Two searches joined, so that each has its own index.
    """
    wanted = Q()
    for word in words:
        wanted &= Q(name_key__contains=word)
    current = PublicEntry.objects.using(settings.PUBLIC_ALIAS).current()
    former = FormerName.objects.using(settings.PUBLIC_ALIAS).filter(wanted)
    before = current.filter(number__in=former.values("number"))
    return current.filter(wanted).values("pk").union(before.values("pk"), all=True)


def find(number: str) -> PublicEntry | None:
    """The entry of one number, or None: not registered, not any more, or hidden.

    Who was struck off is so at once, whatever the newest edition says.
    """
    entry = published().filter(number=number).first()
    if entry or HiddenEntry.objects.using(settings.PUBLIC_ALIAS).filter(number=number).exists():
        return entry
    struck = StruckEntry.objects.using(settings.PUBLIC_ALIAS).filter(number=number).first()
    return struck.answer if struck else None
