"""Method cards, through the real steps: written by a guild, read by two others, published."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from portfolios.knowledge import cards, reviewing
from portfolios.knowledge.models import CardVersion, Guild
from register.models import Affiliation, Organisation
from tests.makers import reference

TEXTS = {
    "title": "Naast iemand gaan zitten",
    "what": "Je gaat naast iemand zitten in plaats van tegenover.",
    "moment": "Als een gesprek vastloopt.",
    "steps": "Vraag of het mag.\nSchuif je stoel.",
    "effect": "Iemand kijkt zelf mee op het scherm.",
    "evidence": "practice",
}


def works(person: Any, place: str, *, now: datetime) -> Affiliation:
    """This person works there since some time."""
    made, _ = Affiliation.objects.get_or_create(
        person=person, organisation=organisation(place), until_on=None,
        defaults={"kinds_of_work": ["work"], "from_on": now.date() - timedelta(days=400)},
    )  # fmt: skip
    return made


def organisation(place: str) -> Organisation:
    return reference.municipality(place)


def written(guild: Guild, *, by: Any, now: datetime, **texts: str) -> CardVersion:
    """A draft of a new card with everything in it."""
    started = cards.start(guild, by_person=by, now=now)
    return cards.save(started, saves=started.saves, by_person=by, now=now, **(TEXTS | texts))


def in_review(guild: Guild, *, by: Any, now: datetime, **texts: str) -> CardVersion:
    made = written(guild, by=by, now=now, **texts)
    cards.send(made, now=now, by=Actor.self(by))
    return made


def agrees(version: CardVersion, person: Any, *, now: datetime, words: str = "Helder.") -> None:
    review = reviewing.take_on(version, person=person, today=timezone.localdate(now))
    reviewing.say(review, verdict="agree", words=words, now=now)


def published(
    guild: Guild, *, by: Any, readers: tuple[Any, Any], now: datetime, **texts: str
) -> CardVersion:
    made = in_review(guild, by=by, now=now, **texts)
    for reader in readers:
        agrees(made, reader, now=now)
    cards.publish(made, now=now, by=Actor.self(by))
    return made
