"""Mentors: wanting to be one, asking, answering, walking along, ending.

Who mentors whom never meets as assessor: `ties` in the database (accreditation/conflicts.py).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters
from portfolios.asking import check_not_too_soon
from portfolios.together import appointments
from portfolios.together.finding import ONLINE, Asked
from portfolios.together.meetings import OVER, plan
from portfolios.together.models import Meeting, MentorProfile, Mentorship
from register.models import Registration

FULL = "Deze mentor heeft nu geen plek meer. Vraag gerust een ander."


# ---- The directory ----


def may_offer(person: Any) -> bool:
    """Who is in the register now; how experienced somebody is, is their own to say."""
    return Registration.objects.filter(person=person, status=Registration.Status.ACTIVE).exists()


def directory(asked: Asked, *, but: Any) -> list[MentorProfile]:
    """Who wants to be asked, those with room first; one query."""
    found = MentorProfile.objects.in_directory().exclude(person=but)
    for word in asked.words.split():
        found = found.filter(words__icontains=word)
    if asked.province == ONLINE:
        found = found.filter(online=True)
    elif asked.province:
        found = found.filter(province=asked.province)
    if asked.kind:
        found = found.filter(kinds_of_work__contains=[asked.kind])
    return sorted(found, key=lambda profile: profile.is_full)


def offer(person: Any, facts: Mapping[str, Any]) -> MentorProfile:
    """Say, or say anew, that one wants to be a mentor."""
    if not may_offer(person):
        raise NotAllowed("Mentor zijn kan als je in het register staat.")
    made, _ = MentorProfile.objects.update_or_create(
        person=person, defaults={**facts, "open": True}
    )
    return made


def step_back(person: Any) -> None:
    """Not in the directory any more; who is walked along with stays."""
    MentorProfile.objects.filter(person=person).update(open=False)


def has_room(mentor: Any) -> bool:
    profile = MentorProfile.objects.filter(person=mentor, open=True).first()
    running = Mentorship.objects.filter(mentor=mentor, status=Mentorship.Status.ACTIVE).count()
    return profile is not None and running < profile.capacity


# ---- Asking and answering ----


def ask(mentor: Any, *, words: str, now: datetime, by: Actor) -> Mentorship:
    """Ask somebody of the directory, in the own words. Raises NotAllowed when it cannot be."""
    if mentor == by.user:
        raise NotAllowed("Dit ben je zelf. Kies een ander.")
    if not has_room(mentor):
        raise NotAllowed(FULL)
    today = timezone.localdate(now)
    before = Mentorship.objects.filter(mentor=mentor, mentee=by.person).order_by("-pk").first()
    if before and before.status == Mentorship.Status.DECLINED:
        check_not_too_soon(before.asked_on, today=today)
    made = Mentorship(mentor=mentor, mentee=by.person, words=words, asked_on=today)
    try:
        with transaction.atomic(), act("mentorship.ask", made, by=by):
            made.save()
    except IntegrityError as refusal:
        raise NotAllowed("Je hebt deze mentor al gevraagd.") from refusal
    tell(made, "mentor_asked", made.mentor, now=now)
    return made


def accept(pair: Mentorship, *, reply: str, now: datetime, by: Actor) -> None:
    """Yes. From now on both see each other's words and agreements."""
    with transaction.atomic():
        pair.accept(reply=reply, today=timezone.localdate(now), by=by)
        tell(pair, "mentor_yes", pair.mentee, now=now)


def decline(pair: Mentorship, *, reply: str, now: datetime, by: Actor) -> None:
    """Not now, kindly; what the mentor wrote goes along."""
    with transaction.atomic():
        pair.decline(reply=reply, by=by)
        tell(pair, "mentor_not_now", pair.mentee, now=now)


def end(pair: Mentorship, *, now: datetime, by: Actor) -> None:
    """Done, by either of them; meetings that were planned are off."""
    with transaction.atomic():
        pair.end(today=timezone.localdate(now), by=by)
        for meeting in Meeting.objects.filter(mentorship=pair).still_to_come(now):
            meeting.cancel(by=by)
            appointments.tell_all("meeting_cancelled", meeting, now=now)
        tell(pair, "mentorship_ended", pair.other_than(by.user), now=now)


def agree(pair: Mentorship, agreements: str, *, kept: str) -> None:
    """What they agreed, written by either. Raises NotAllowed when the other wrote meanwhile."""
    with transaction.atomic():
        fresh = locked(pair)
        if fresh.status != Mentorship.Status.ACTIVE:
            raise NotAllowed("Jullie hebben dit afgerond. De afspraken blijven zoals ze waren.")
        if fresh.agreements not in {kept, agreements}:
            raise NotAllowed("De ander heeft intussen ook iets opgeschreven. Kijk eerst even.")
        fresh.agreements = agreements
        fresh.save(update_fields=["agreements"])


def tell(pair: Mentorship, kind: str, person: Any, *, now: datetime) -> None:
    """One letter; no word of what they wrote to each other is in it."""
    letters.write(
        f"portfolios/{kind}",
        person=person,
        subject=pair,
        at=now,
        link=reverse("together:mentorship", args=[pair.public_id]),
        link_label="Bekijk het",
        other=pair.other_than(person),
    )


def erase(person: Any, *, today: date, by: Actor) -> None:
    """What both wrote of it is gone; that one walked along with the other stays known."""
    MentorProfile.objects.filter(person=person).delete()
    pairs = Mentorship.objects.filter(Q(mentor=person) | Q(mentee=person))
    pairs.exclude(from_on=None).update(agreements="")
    pairs.filter(mentee=person).update(words="", reply="")  # what was said to this person too
    pairs.filter(mentor=person).update(reply="")
    pairs.filter(from_on=None).delete()
    for pair in pairs.filter(status=Mentorship.Status.ACTIVE):
        pair.end(today=today, by=by)
        for meeting in Meeting.objects.filter(mentorship=pair).still_to_come(clock.now()):
            meeting.cancel(by=by)
            appointments.tell_all("meeting_cancelled", meeting, now=clock.now())
    Meeting.objects.filter(mentorship__in=pairs).update(place="")


# ---- Meetings ----


def meet(
    pair: Mentorship,
    *,
    kind: str,
    starts_at: datetime,
    minutes: int,
    place: str,
    now: datetime,
    by: Actor,
) -> Meeting:
    """A moment for the two of them, in both calendars. Nothing is kept of what is said."""
    if starts_at <= now:
        raise NotAllowed(OVER)
    with transaction.atomic():
        if locked(pair).status != Mentorship.Status.ACTIVE:
            raise NotAllowed("Een afspraak maken kan zolang de mentor met je meeloopt.")
        made = Meeting.objects.create(
            mentorship=pair,
            kind=kind,
            minutes=minutes,
            place=place,
            made_by=by.person,
            made_at=now,
        )
        plan(made, starts_at, now=now, by=by)
    return made
