"""Sharing: giving one person something to read, taking it back, and talking about it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, record
from audit.models import Event
from portfolios.dossier import lenses, share_letters
from portfolios.dossier.models import (
    LearningActivity,
    LearningGoal,
    LearningStory,
    ShareComment,
    SharedItem,
    ShareGrant,
)
from portfolios.dossier.models.shares import LONGEST, TARGETS
from portfolios.dossier.snapshots import written_parts

USUAL = timedelta(weeks=4)
READ = "sharegrant.read"


class Chosen(NamedTuple):
    """Things of one owner, in the order in which another reads them."""

    goals: list[Any]
    stories: list[Any]
    activities: list[Any]

    @property
    def all(self) -> list[Any]:
        return [*self.goals, *self.stories, *self.activities]


@dataclass(frozen=True)
class Shown:
    """One thing as the other reads it: its own words, and never where else it belongs."""

    kind: str
    title: str
    on: date | None = None
    parts: list[dict[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    told_rather: bool = False
    item: Any = None  # the place in a share, once it is shared
    comments: list[ShareComment] = field(default_factory=list)


def latest_end(today: date) -> date:
    return today + LONGEST


def share(
    owner: Any,
    chosen: Chosen,
    *,
    email: str,
    until_on: date,
    may_comment: bool = False,
    message: str = "",
    public_id: UUID | None = None,
    today: date,
    by: Actor,
) -> ShareGrant:
    """Give whoever has this address these things to read.

    Who has an account is not looked up here: the worker does, so that neither the answer nor the
    time it takes tells. Raises NotAllowed for nothing, for what is another's, and
    for a day that is not within the limit.
    """
    if not chosen.all or any(thing.concerns != owner for thing in chosen.all):
        raise NotAllowed("Kies eerst iets van jezelf om te delen.")
    if not today < until_on <= latest_end(today):
        raise NotAllowed("Kies een dag tussen morgen en een half jaar verder.")
    if email.lower() == owner.email.lower():
        raise NotAllowed("Dit is je eigen mailadres. Kies het adres van de ander.")
    grant = ShareGrant(
        public_id=public_id or uuid4(),
        owner=owner,
        email=email,
        message=message,
        may_comment=may_comment,
        given_on=today,
        until_on=until_on,
    )
    with transaction.atomic(), act("sharegrant.give", grant, by=by):
        grant.save()
        SharedItem.objects.bulk_create(
            SharedItem(share=grant, **{target: thing})
            for target, things in zip(TARGETS, chosen, strict=True)
            for thing in things
        )
        share_letters.tell_of_share(grant)
    return grant


def withdraw(grant: ShareGrant, *, today: date, by: Actor) -> None:
    """At once, without a reason and without a word to the other; twice is as good as once."""
    if grant.withdrawn_on:
        return
    with transaction.atomic(), act("sharegrant.withdraw", grant, by=by):
        grant.withdrawn_on = today
        grant.save(update_fields=["withdrawn_on"])


# ---- What is to be read ----


def of_chosen(chosen: Chosen) -> list[Shown]:
    """What the other will see, before anything was shared."""
    return [of_thing(thing) for thing in chosen.all]


def of_grant(grant: ShareGrant) -> list[Shown]:
    """Exactly what was chosen and is still there, with what was said about it."""
    items = {
        (target, getattr(item, f"{target}_id")): item
        for item in grant.items.all()
        for target in TARGETS
        if getattr(item, f"{target}_id")
    }
    said: dict[int, list[ShareComment]] = {}
    comments = ShareComment.objects.filter(item__share=grant).select_related("author")
    for comment in comments.order_by("written_at", "id"):
        said.setdefault(comment.item_id, []).append(comment)
    found = []
    for target, things in zip(TARGETS, things_of(grant), strict=True):
        for thing in things:
            item = items[target, thing.pk]
            found.append(of_thing(thing, item=item, comments=said.get(item.pk, [])))
    return found


def things_of(grant: ShareGrant) -> Chosen:
    """By way of the owner, so that nothing is found that the owner does not find."""
    owner, given = grant.owner_id, Q(shared_in__share=grant)
    goals = LearningGoal.objects.visible_to(owner).filter(given)
    stories = LearningStory.objects.visible_to(owner).filter(given)
    activities = LearningActivity.objects.visible_to(owner).filter(given)
    return Chosen(
        list(goals.prefetch_related("competencies").order_by("added_on", "id")),
        list(stories.order_by("-updated_at", "-id")),
        list(activities.order_by("-happened_on", "-id")),
    )


def of_thing(thing: Any, **more: Any) -> Shown:
    match thing:
        case LearningGoal():
            return Shown(
                "Leerdoel",
                thing.title,
                parts=labelled(
                    ("Voor wie?", thing.for_whom), ("Hoe merk ik het?", thing.how_noticed)
                ),
                tags=[competency.title for competency in thing.competencies.all()],
                **more,
            )
        case LearningStory():
            seen = ((each.question, each.text) for each in lenses.answers(thing.lenses))
            parts, rather = written_parts(thing) + labelled(*seen), thing.told_rather
            return Shown("Leerverhaal", str(thing), parts=parts, told_rather=rather, **more)
        case _:
            parts = labelled(("", thing.note), ("Links", "\n".join(thing.links)))
            return Shown(thing.get_kind_display(), thing.title, thing.happened_on, parts, **more)


def labelled(*parts: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "text": text} for label, text in parts if text.strip()]


def guest() -> Actor:
    """Whoever came in by link and code; which address that was stands in the share."""
    return Actor.guest("portfolios.guest")


def note_read(grant: ShareGrant, *, now: datetime, by: Actor) -> None:
    """That the other looked, for the owner to see; once a day for each share."""
    start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Event.objects.of(grant).filter(verb=READ, at__gte=start, actor=by.user)
    if not today.exists():
        record("sharegrant.read", grant, by=by)


# ---- Talking about it ----


def comment(
    item: SharedItem, text: str, *, author: Any | None, today: date, now: datetime
) -> ShareComment:
    """By the owner or the reader; the other gets a notice without any of these words.

    Without an author it is the guest. Raises NotAllowed when the share is over or to read only.
    """
    grant = item.share
    if not grant.runs_on(today) or not grant.may_comment or grant.waits_for_yes:
        raise NotAllowed("Reageren kan hier niet meer.")
    with transaction.atomic():
        made = item.comments.create(author=author, text=text, written_at=now)
        if author == grant.owner:
            share_letters.tell_reader_of_comment(grant, today=today)
        else:
            share_letters.tell_owner_of_comment(grant, today=today, now=now)
    return made


def comments_of(user: Any, *, today: date) -> QuerySet[ShareComment]:
    """Those that this person may delete: all in the own dossier, and the own elsewhere."""
    own = Q(author=user, item__share__in=ShareGrant.objects.given_to(user).running(today))
    mine = Q(item__share__in=ShareGrant.objects.visible_to(user))
    return ShareComment.objects.filter(own | mine).select_related("item__share__owner")


# ---- Erasing ----


def erase(owner: Any, *, today: date) -> None:
    """What the person gave is gone; from what others gave them, they disappear."""
    ShareGrant.objects.visible_to(owner).delete()
    disappear(owner, today=today)


def disappear(reader: Any, *, today: date) -> None:
    """From what others gave, also to an address that nobody came in with yet."""
    received = ShareGrant.objects.given_to(reader)
    own = Q(author=reader) | Q(author=None, item__share__in=received)
    ShareComment.objects.filter(own).delete()
    received.filter(withdrawn_on=None).update(withdrawn_on=today)
    received.update(email="", reader=None, message="")
