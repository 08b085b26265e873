"""Reading along: who may, what is said. The rule itself stands in the database."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from audit.acts import NotAllowed, locked
from portfolios.knowledge import guilds
from portfolios.knowledge.cards import tell
from portfolios.knowledge.models import CardReview, CardVersion

WHY_NOT = {
    "author": "Je schreef zelf mee aan deze kaart. Een ander leest haar.",
    "no_place": (
        "We weten nog niet waar je werkt. Zet het bij ‘Mijn registratie’. Dan weten we dat je van "
        "een andere organisatie bent."
    ),
    "same_place": "Je werkt bij dezelfde organisatie als een van de schrijvers.",
    "same_reader": "Iemand van jouw organisatie leest deze kaart al mee.",
}
NOT_NOW = "Deze kaart ligt nu niet bij meelezers."


def ties(versions: Collection[int], person: Any, *, today: date) -> dict[int, str]:
    """Of each of these versions why this person cannot read along; absent where that can."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v, card_reader_tie(v, %s, %s) FROM unnest(%s::bigint[]) v",
            [person.pk, today, list(versions)],
        )
        return {version: tie for version, tie in cursor.fetchall() if tie}


def looking_for_readers(person: Any, *, today: date) -> list[CardVersion]:
    """Cards that this person can read along with, the longest waiting first.

    Who read an earlier text can read the new one.
    """
    waiting = CardVersion.objects.filter(status=CardVersion.Status.IN_REVIEW)
    taken = CardReview.objects.filter(
        version=OuterRef("pk"), person=person, round=OuterRef("round")
    )
    others = waiting.filter(~Exists(taken)).select_related("card__theme", "card__guild")
    rows = list(others.order_by("updated_at", "pk"))
    tied = ties([version.pk for version in rows], person, today=today)
    return [version for version in rows if version.pk not in tied]


def mine(person: Any) -> Any:
    """What this person took on and is still being read."""
    running = CardReview.objects.filter(
        person=person, version__status=CardVersion.Status.IN_REVIEW
    ).select_related("version__card__theme", "version__card__guild")
    return [each for each in running.order_by("pk") if each.round == each.version.round]


def take_on(version: CardVersion, *, person: Any, today: date) -> CardReview:
    """I read along. Raises NotAllowed for who is too near the writers or another reader."""
    with transaction.atomic():
        fresh = locked(version)
        if not fresh.is_in_review:
            raise NotAllowed(NOT_NOW)
        known = fresh.reviews.filter(person=person, round=fresh.round).first()
        if known:
            return known
        tie = ties([fresh.pk], person, today=today).get(fresh.pk)
        if tie:
            raise NotAllowed(WHY_NOT[tie])
        return fresh.reviews.create(person=person, round=fresh.round, taken_on=today)


def say(review: CardReview, *, verdict: str, words: str, now: datetime) -> None:
    """Agree with a line, or ask a change; the writers hear that it was said, not what."""
    with transaction.atomic():
        version = locked(review.version)
        fresh = locked(review)
        if not version.is_in_review or fresh.round != version.round:
            raise NotAllowed(NOT_NOW)
        fresh.verdict, fresh.words, fresh.said_on = verdict, words, timezone.localdate(now)
        fresh.save(update_fields=["verdict", "words", "said_on"])
        guild = version.card.guild
        members = {each.person_id for each in guilds.members_of(guild)}
        for author in version.authors.select_related("person"):
            if author.person_id in members:
                tell("card_answered", version, author.person, now=now,
                     occasion=f"{fresh.pk}-{verdict}")  # fmt: skip


def give_back(review: CardReview) -> None:
    """Not me after all; before anything was said."""
    with transaction.atomic():
        fresh = locked(review)
        if fresh.verdict:
            raise NotAllowed("Je hebt al iets gezegd. Je kunt het nog wel aanpassen.")
        fresh.delete()
