"""Searching the published copy: by name, number, municipality and province."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing

from kit import names
from register import near, numbers, places, ranking
from register.models import HiddenEntry, PublicEntry, StruckEntry
from register.models.publication import PublicEntryQuerySet
from register.statements import Sql, all_of, entries
from register.typed_names import TypedName

MOST_SHOWN = 20
DEEPEST = 100  # looking up is not listing
FEWEST_LETTERS = 2
FEW = 3  # with fewer than this one may have meant another name


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

    @property
    def digits(self) -> str:
        return numbers.digits_of(self.text)

    @property
    def likely_town(self) -> str:
        """The municipality that may have been meant, where this one is not known."""
        return places.likely(self.town) if self.town else ""


@dataclass(frozen=True)
class Place:
    """Where a page of answers ends: its last entry, and how many were shown until there."""

    rank: int
    key: str
    number: str
    shown: int

    def sealed(self, question: Question) -> str:
        """For an address; good for this question only, so that nobody makes one to list names."""
        asked = [question.text, question.town, question.province]
        return signing.dumps([asked, self.rank, self.key, self.number, self.shown], salt=__name__)

    @classmethod
    def opened(cls, sealed: str, question: Question) -> "Place | None":
        try:
            asked, *place = signing.loads(sealed, salt=__name__)
        except signing.BadSignature:
            return None
        own = asked == [question.text, question.town, question.province]
        return cls(*place) if own else None


@dataclass
class Found:
    """One page of answers."""

    entries: list[PublicEntry] = field(default_factory=list)
    near: list[PublicEntry] = field(default_factory=list)
    next: str = ""
    is_cut: bool = False  # there are more, but nobody gets to see them all
    is_first: bool = True

    @property
    def shown(self) -> list[PublicEntry]:
        """Everybody whose name this page shows."""
        return [*self.entries, *self.near]

    @property
    def has_namesakes(self) -> bool:
        keys = [entry.name_key for entry in self.entries]
        return len(set(keys)) < len(keys)


def published() -> PublicEntryQuerySet:
    """The newest edition under the hiding layer, through the reading role."""
    return PublicEntry.objects.using(settings.PUBLIC_ALIAS).shown()


def find(number: str) -> PublicEntry | None:
    """The entry of one number, or None: not registered, not any more, or hidden.

    Who was struck off is so at once, whatever the newest edition says.
    """
    entry = published().filter(number=number).first()
    if entry or HiddenEntry.objects.using(settings.PUBLIC_ALIAS).filter(number=number).exists():
        return entry
    struck = StruckEntry.objects.using(settings.PUBLIC_ALIAS).filter(number=number).first()
    return struck.answer if struck else None


def has_namesake(entry: PublicEntry) -> bool:
    """Whether somebody else in the register is called so too."""
    others = published().listed().exclude(number=entry.number)
    return others.filter(name_key=entry.name_key).exists()


def search(question: Question) -> list[PublicEntry]:
    """The first page of what is found."""
    return look_up(question).entries


def look_up(question: Question, sealed: str = "") -> Found:
    """One page, exact before near, then by name in Dutch order; at most DEEPEST in all.

    What is almost the name ("Bedoelt u …") comes only where few were found.
    """
    here = place_of(question)
    if question.looks_like_a_number:
        return Found(with_number(question.number, here) if question.number else [])
    name = TypedName.read(question.text)
    place = Place.opened(sealed, question) if sealed else None
    shown = place.shown if place else 0
    room = min(MOST_SHOWN, DEEPEST - shown)
    rows = from_place(name, here, place, room + 1)
    found = Found(rows[:room], is_first=place is None)
    if len(rows) > room:
        last: Any = rows[room - 1]
        found.is_cut = shown + room >= DEEPEST
        if not found.is_cut:
            end = Place(last.rank, last.name_key, last.number, shown + room)
            found.next = end.sealed(question)
    if len(rows) < FEW and not place and not any(name.is_whole(each.name_key) for each in rows):
        known = {entry.number for entry in rows}
        found.near = [each for each in near.find(name, here) if each.number not in known]
    return found


def with_number(number: str, here: Sql) -> list[PublicEntry]:
    return entries(here & Sql("number = %s", (number,)), Sql("number"), 1)


def place_of(question: Question) -> Sql:
    """Where one searches. A municipality finds only who shows the town."""
    conditions = []
    if question.town:
        conditions.append(Sql("town_key = ANY(%s)", (places.towns_of(question.town),)))
    if question.province:
        conditions.append(Sql("province = %s", (question.province,)))
    return all_of(conditions)


def from_place(name: TypedName, here: Sql, place: Place | None, room: int) -> list[PublicEntry]:
    """The entries after this place, so many that one knows whether there are more."""
    found: list[PublicEntry] = []
    for each in ranking.ranked(name, here, place.rank if place else ranking.EXACT):
        behind = each.behind(place.rank, place.key, place.number) if place else []
        found += each.run(behind, room - len(found))
        if len(found) >= room:
            break
    return found
