"""Peer reading: asking a colleague to look along, the answer, and one line of each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from outbox import letters
from portfolios import asking
from portfolios.dossier import sharing
from portfolios.dossier.models import LearningActivity, LearningStory, PeerReading, ShareGrant

Status = PeerReading.Status
READ_TOGETHER = "Samen met een collega naar een verhaal gekeken"
LOOKED_ALONG = "Meegekeken met een verhaal van een collega"
GONE = "Het verhaal is er niet meer."


# ---- Asking and answering ----


def ask(
    story: LearningStory,
    *,
    email: str,
    until_on: date,
    message: str,
    today: date,
    by: Actor,
) -> PeerReading:
    """Share the story with one peer, who reads it after a yes. Raises NotAllowed as `share` does,
    when this is asked already, and when a no was not long ago."""
    owner = story.owner
    chosen = sharing.Chosen([], [story], [])
    with transaction.atomic():
        locked(story)  # two presses ask once
        check_may_ask(owner, story, email, today=today)
        grant = sharing.share(
            owner, chosen, email=email, until_on=until_on, may_comment=True, message=message,
            today=today, by=by,
        )  # fmt: skip
        made = PeerReading(share=grant)
        with act("peerreading.ask", made, by=by):
            made.save()
    return made


def check_may_ask(owner: Any, story: LearningStory, email: str, *, today: date) -> None:
    """One question at a time, not soon after a no, and not again and again without an answer."""
    before = PeerReading.objects.filter(share__owner=owner, share__email__iexact=email)
    running = ShareGrant.objects.running(today)
    if before.filter(share__in=running.filter(items__story=story).values("pk")).exists():
        raise NotAllowed("Je vroeg deze collega al om met dit verhaal mee te kijken.")
    unanswered = before.filter(status=Status.ASKED)
    asking.check_may_ask(
        waits=unanswered.filter(share__in=running.values("pk")).exists(),
        last_no=before.filter(status=Status.DECLINED).aggregate(on=Max("answered_on"))["on"],
        unanswered=unanswered.filter(share__given_on__gt=today - asking.AGAIN_AFTER).count(),
        today=today,
    )


def accept(reading: PeerReading, *, now: datetime, by: Actor) -> None:
    """From now on the story can be read, until the share ends."""
    today = timezone.localdate(now)
    with transaction.atomic():
        locked(reading.share)
        check_runs(reading, today)
        reading.accept(today=today, by=by)
        tell_owner("peer_yes", reading, now=now)


def decline(reading: PeerReading, *, now: datetime, by: Actor) -> None:
    """Not now, kindly: nothing was read, and the share is over."""
    today = timezone.localdate(now)
    check_runs(reading, today)
    with transaction.atomic():
        reading.decline(today=today, by=by)
        sharing.withdraw(reading.share, today=today, by=by)
        tell_owner("peer_not_now", reading, now=now)


def check_runs(reading: PeerReading, today: date) -> None:
    if not reading.share.runs_on(today):
        raise NotAllowed("Dit is voorbij. Er hoeft niets meer.")
    if not reading.share.items.exists():
        raise NotAllowed(GONE)


def tell_owner(kind: str, reading: PeerReading, *, now: datetime) -> None:
    letters.write(
        f"portfolios/{kind}",
        person=reading.share.owner,
        subject=reading,
        at=now,
        link=reverse("dossier:share", args=[reading.share.public_id]),
        link_label="Bekijk het",
    )


# ---- One line of each ----


@dataclass(frozen=True)
class Lines:
    """The lines of the two, as one of them sees them."""

    own: str
    other: str
    other_name: str

    @property
    def summary(self) -> str:
        return "Pas de regel aan" if self.own else "Schrijf een regel"


def lines_of(reading: PeerReading, person: Any | None) -> Lines:
    """Without a person it is the guest who reads."""
    grant = reading.share
    if person == grant.owner:
        name = grant.reader.name if grant.reader else grant.email or "De ander"
        return Lines(reading.owner_line, reading.reader_line, name)
    return Lines(reading.reader_line, reading.owner_line, grant.owner.name)


def line_of(reading: PeerReading, person: Any | None) -> str:
    """The name of the field; without a person it is the guest who reads."""
    return "owner_line" if person == reading.share.owner else "reader_line"


def keep_line(reading: PeerReading, words: str, *, person: Any | None, today: date) -> None:
    """The own line, for the two of them; "" takes it back, also when the share is over."""
    with transaction.atomic():
        fresh = locked(reading)
        if words and fresh.waits:
            raise NotAllowed("Een regel schrijven kan na een ja.")
        if words and not reading.share.items.exists():
            raise NotAllowed(GONE)
        is_owner = person == reading.share.owner
        if words and not is_owner and not reading.share.runs_on(today):
            raise NotAllowed("Dit wordt niet meer gedeeld. De regel weghalen kan nog wel.")
        name = line_of(reading, person)
        setattr(fresh, name, words)
        fresh.save(update_fields=[name])


def put_back(reading: PeerReading, words: str, *, person: Any) -> bool:
    """A line from a portfolio that was taken along, where there is none; False otherwise."""
    with transaction.atomic():
        fresh = locked(reading)
        name = line_of(fresh, person)
        if fresh.waits or getattr(fresh, name) not in ("", words):
            return False
        setattr(fresh, name, words)
        fresh.save(update_fields=[name])
    return True


def forget_lines(story: LearningStory) -> None:
    """What both said of a story that is erased goes with it."""
    about = PeerReading.objects.filter(share__items__story=story)
    about.update(owner_line="", reader_line="")


# ---- Into the own dossier ----


def to_activity(reading: PeerReading, *, person: Any, now: datetime) -> LearningActivity:
    """In the dossier of who presses, without whom it was with; once a day is enough."""
    if reading.waits:
        raise NotAllowed("Dit kan als jullie samen gekeken hebben.")
    title = READ_TOGETHER if person == reading.share.owner else LOOKED_ALONG
    facts = {"owner": person, "kind": LearningActivity.Kind.SHARE, "title": title,
             "happened_on": timezone.localdate(now)}  # fmt: skip
    with transaction.atomic():
        locked(reading)  # two presses make one
        known = LearningActivity.objects.filter(**facts).first()
        return known or LearningActivity.objects.create(**facts, captured_at=now)


# ---- Erasing ----


def erase(reader: Any) -> None:
    """What this person wrote at stories of others; what was theirs goes with the shares."""
    received = ShareGrant.objects.given_to(reader).values("pk")
    PeerReading.objects.filter(share__in=received).update(reader_line="")
