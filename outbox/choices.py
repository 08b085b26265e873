"""What somebody wants by mail: per topic at once, once a day, or not. Never about a decision.

A letter that is not mailed still stands under Berichten.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from outbox import topics
from outbox.models import Letter, LetterChoice

DAILY_MAIL = "dagelijks"  # in a link: every topic that comes once a day
How = LetterChoice.How


def say_way(letters: Sequence[Letter]) -> None:
    """How each of these letters goes, all of one kind; one question for all."""
    topic = topics.of(letters[0].kind)
    if topic is None:
        return
    people = [letter.person_id for letter in letters]
    chosen = dict(
        LetterChoice.objects.filter(person__in=people, topic=topic.key).values_list("person", "how")
    )
    for letter in letters:
        letter.way = way_of(letter, chosen.get(letter.person_id))


def way_of(letter: Letter, chosen: str | None) -> str:
    """What is about a day that comes soon never waits for the daily mail."""
    if chosen == How.OFF:
        return Letter.Way.PORTAL
    if chosen == How.DAILY and topics.may_wait(letter.kind) and not letter.calendar:
        return Letter.Way.DAILY
    return Letter.Way.MAIL


def of_person(person: Any) -> dict[str, str]:
    """The choice for each topic there is."""
    chosen = dict(LetterChoice.objects.filter(person=person).values_list("topic", "how"))
    return {topic.key: chosen.get(topic.key, How.AT_ONCE) for topic in topics.every()}


def choose(person: Any, chosen: dict[str, str]) -> None:
    for key, how in chosen.items():
        LetterChoice.objects.update_or_create(person=person, topic=key, defaults={"how": how})


def off_link(person: Any, key: str) -> str:
    """An address that switches one topic off, without logging in, and can do nothing else."""
    token = signer().sign(f"{person.public_id}.{key}")
    return settings.BASE_URL + reverse("post:off", args=[token])


def read_token(token: str) -> tuple[uuid.UUID, str] | None:
    """Whose letters about what; None for a token that is not ours, or of a topic that is gone."""
    try:
        person, _, key = signer().unsign(token).partition(".")
        found = uuid.UUID(person)
    except (BadSignature, ValueError):
        return None
    return (found, key) if key == DAILY_MAIL or topics.find(key) else None


def switch_off(person: Any, key: str) -> None:
    if key == DAILY_MAIL:
        LetterChoice.objects.filter(person=person, how=How.DAILY).update(how=How.OFF)
    else:
        choose(person, {key: How.OFF})


def signer() -> Signer:
    return Signer(salt="outbox.off")
