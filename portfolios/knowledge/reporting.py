"""Reporting what is not right in the knowledge bank, one way for all; hiding and putting back.

Who reports is not kept. Who wrote it hears the reason, and never who said so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from outbox.jobs import job
from portfolios.knowledge.models import (
    CardComment,
    CardUse,
    CardVersion,
    KnowledgeReport,
    LiteratureItem,
    MethodCard,
)
from register.models import RegisterScheme

OWN = "Dit schreef je zelf. Een collega kijkt ernaar."


@dataclass(frozen=True)
class Sort:
    """One sort of thing that can be reported: its name in an address, and in words."""

    code: str
    model: Any
    target: str  # the field of a report
    label: str
    with_card: str  # the way to its card


SORTS = (
    Sort("literatuur", LiteratureItem, "item", "Literatuur", ""),
    Sort("kaart", MethodCard, "card", "Methodekaart", "pk"),
    Sort("reactie", CardComment, "comment", "Reactie bij een kaart", "card"),
    Sort("gebruikt", CardUse, "use", "Gebruikt, dit gebeurde er", "card"),
)


def sort_of(thing: Any) -> Sort:
    return next(sort for sort in SORTS if isinstance(thing, sort.model))


def readable(sort: Sort) -> QuerySet[Any]:
    """What everybody with an account reads now."""
    found = sort.model.objects.filter(hidden_on=None)
    if sort.with_card:
        published = CardVersion.objects.published().values("card")
        found = found.filter(**{f"{sort.with_card}__in": published})
    return found  # type: ignore[no-any-return]


# ---- What it is, in words ----


@dataclass(frozen=True)
class Told:
    """A thing as the desk and who wrote it know it."""

    thing: Any
    sort: Sort
    title: str
    text: str = ""
    about: str = ""
    url: str = ""


def told(thing: Any) -> Told:
    sort = sort_of(thing)
    if isinstance(thing, LiteratureItem):
        about = " · ".join(filter(None, (thing.author, str(thing.year), thing.link)))
        return Told(thing, sort, thing.title, thing.why, about, reverse("knowledge:literature"))
    card = thing if isinstance(thing, MethodCard) else thing.card
    url = reverse("knowledge:card", args=[card.public_id])
    return Told(thing, sort, title_of(card), text_of(thing), url=url)


def text_of(thing: MethodCard | CardComment | CardUse) -> str:
    """What is decided about: of a card the newest text that was published, part by part."""
    match thing:
        case CardComment():
            return thing.text
        case CardUse():
            return thing.line
        case _:
            newest = newest_of(thing)
            parts = [getattr(newest, part) for part in newest.PARTS] if newest else []
            return "\n\n".join(filter(None, parts))


def title_of(card: MethodCard) -> str:
    return str(newest_of(card) or "Methodekaart")


def newest_of(card: MethodCard) -> CardVersion | None:
    """The newest that everybody could read."""
    published = [each for each in card.versions.all() if each.published_on]
    return max(published, key=lambda each: each.number, default=None)


def writers_of(thing: Any) -> set[User]:
    """Whose words these are; nobody, where they were erased."""
    match thing:
        case LiteratureItem():
            return {thing.added_by} if thing.added_by else set()
        case CardComment():
            return {thing.author}
        case CardUse():
            return {thing.owner}
        case _:
            return set(User.objects.filter(written_cards__version__card=thing))


# ---- Reporting and hiding ----


def report(thing: Any, words: str, *, today: date) -> KnowledgeReport:
    target = {sort_of(thing).target: thing}
    return KnowledgeReport.objects.create(**target, words=words, reported_on=today)


def handle(report: KnowledgeReport, *, because: str, now: datetime, by: Actor) -> None:
    """Staff look at it; with a reason the thing is hidden, and who wrote it hears why.

    Then every report about it is answered; without a reason this one only.
    """
    today = timezone.localdate(now)
    with transaction.atomic(), act("knowledgereport.handle", report, by=by):
        fresh = locked(report)
        if fresh.handled_on is not None:
            raise NotAllowed("Naar deze melding is al gekeken.")
        thing = locked(fresh.thing)
        writers = writers_of(thing)
        if by.person in writers:
            raise NotAllowed(OWN)
        answered = thing.reports.filter(handled_on=None)
        (answered if because else answered.filter(pk=report.pk)).update(handled_on=today)
        if because and not thing.is_hidden:
            thing.hidden_on, thing.hidden_because = today, because
            thing.save(update_fields=["hidden_on", "hidden_because"])
            tell("hidden_by_desk", thing, writers, now=now)


def put_back(thing: Any, *, now: datetime, by: Actor) -> None:
    """Everybody reads it again, and who wrote it hears so."""
    with transaction.atomic(), act("knowledge.put_back", thing, by=by):
        fresh = locked(thing)
        writers = writers_of(fresh)
        if not fresh.is_hidden:
            raise NotAllowed("Dit staat er al weer.")
        if by.person in writers:
            raise NotAllowed(OWN)
        fresh.hidden_on, fresh.hidden_because = None, ""
        fresh.save(update_fields=["hidden_on", "hidden_because"])
        tell("back_by_desk", fresh, writers, now=now)


def tell(kind: str, thing: Any, people: set[User], *, now: datetime) -> None:
    it = told(thing)
    for person in sorted(people, key=lambda one: one.pk):
        letters.write(
            f"portfolios/{kind}",
            person=person,
            subject=thing,
            occasion=now.isoformat(),
            at=now,
            link=it.url,
            link_label="Bekijk het",
            sort=it.sort.label,
            title=it.title,
            because=thing.hidden_because,
        )


# ---- What the desk sees ----


def waiting() -> QuerySet[KnowledgeReport]:
    """Not looked at yet, those of the longest ago first."""
    found = KnowledgeReport.objects.filter(handled_on=None)
    with_things = found.select_related("item", "card", "comment__card", "use__card")
    with_titles = with_things.prefetch_related(
        "card__versions", "comment__card__versions", "use__card__versions"
    )
    return with_titles.order_by("reported_on", "pk")


def hidden() -> Iterator[Told]:
    """Everything that is hidden now, the latest first in each sort."""
    for sort in SORTS:
        found = sort.model.objects.exclude(hidden_on=None).order_by("-hidden_on", "-pk")
        titles = {"pk": ["versions"], "card": ["card__versions"]}.get(sort.with_card, [])
        for thing in found.prefetch_related(*titles):
            yield told(thing)


# ---- Forgetting ----


@job("portfolios.forget_reports", daily_at=time(4, 42))
def forget_reports() -> None:
    """What was said to the desk is forgotten after the time of the scheme; that it was, stays."""
    today = clock.today()
    months = RegisterScheme.objects.in_force_on(today).report_words_months
    over = clock.add_months(today, -months)
    looked_at = KnowledgeReport.objects.filter(handled_on__lte=over)
    looked_at.exclude(words="").update(words="")
