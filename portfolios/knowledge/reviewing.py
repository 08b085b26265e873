"""Reading along: who may, what is said. The rule itself stands in the database."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from audit.acts import NotAllowed, locked
from kit import clock
from outbox.jobs import job
from portfolios.knowledge import guilds
from portfolios.knowledge.cards import tell
from portfolios.knowledge.models import CardReview, CardVersion
from register.models import RegisterScheme

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
        version=OuterRef("pk"), person=person, round=OuterRef("round"), released_on=None
    )
    others = waiting.filter(~Exists(taken)).select_related("card__theme", "card__guild")
    rows = list(others.order_by("updated_at", "pk"))
    tied = ties([version.pk for version in rows], person, today=today)
    return [version for version in rows if version.pk not in tied]


def mine(person: Any) -> Any:
    """What this person took on and is still being read."""
    running = CardReview.objects.filter(
        person=person, released_on=None, version__status=CardVersion.Status.IN_REVIEW
    ).select_related("version__card__theme", "version__card__guild")
    return [each for each in running.order_by("pk") if each.round == each.version.round]


def take_on(version: CardVersion, *, person: Any, today: date) -> CardReview:
    """I read along. Raises NotAllowed for who is too near the writers or another reader."""
    with transaction.atomic():
        fresh = locked(version)
        if not fresh.is_in_review:
            raise NotAllowed(NOT_NOW)
        known = fresh.reviews.filter(person=person, round=fresh.round).first()
        if known and known.released_on is None:
            return known
        tie = ties([fresh.pk], person, today=today).get(fresh.pk)
        if tie:
            raise NotAllowed(WHY_NOT[tie])
        if known:  # once more
            known.taken_on, known.released_on = today, None
            known.save(update_fields=["taken_on", "released_on"])
            return known
        return fresh.reviews.create(person=person, round=fresh.round, taken_on=today)


def is_running(review: CardReview, version: CardVersion) -> bool:
    """The text still lies with this reader, as it was."""
    return version.is_in_review and review.round == version.round and review.released_on is None


def say(review: CardReview, *, verdict: str, words: str, now: datetime) -> None:
    """Agree with a line, or ask a change; the writers hear that it was said, not what."""
    with transaction.atomic():
        version = locked(review.version)
        fresh = locked(review)
        if not is_running(fresh, version):
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


# ---- A silent reader ----


@job("portfolios.release_silent_readers", daily_at=time(7, 45))
def release_silent_readers() -> None:
    release(clock.now())


def release(now: datetime) -> None:
    """Who said nothing for the days of the scheme is free of it, kindly; another may read then.

    It is no fault: the same person can take it on once more.
    """
    today = timezone.localdate(now)
    days = RegisterScheme.objects.in_force_on(today).card_reading_days
    silent = CardReview.objects.filter(
        verdict="", released_on=None, taken_on__lte=today - timedelta(days=days),
        version__status=CardVersion.Status.IN_REVIEW, round=F("version__round"),
    )  # fmt: skip
    for review in silent.select_related("version__card", "person").order_by("pk"):
        with transaction.atomic():
            fresh = locked(review)
            if fresh.verdict or fresh.released_on:
                continue
            fresh.released_on = today
            fresh.save(update_fields=["released_on"])
            tell("card_released", review.version, review.person, now=now, to_readers=True,
                 occasion=f"{fresh.pk}-{fresh.taken_on}")  # fmt: skip
