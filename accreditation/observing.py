"""An observer at a talk: asked by the desk, there only when both at the table say yes."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accreditation import invitations
from accreditation.assessors import in_office
from accreditation.conflicts import conflicts_with
from accreditation.models import Assessor, Conversation, Observer
from audit.acts import NotAllowed, act, locked
from outbox import letters

SYSTEM = Actor.system("accreditation.observers")


def talks_to_observe(now: datetime) -> QuerySet[Conversation]:
    """Talks that are planned and have no observer, nor somebody who was asked."""
    planned = Conversation.objects.filter(
        kind=Conversation.Kind.DEVELOPMENT, status=Conversation.Status.PLANNED, starts_at__gt=now
    )
    taken = Observer.objects.standing().values("conversation")
    return planned.exclude(pk__in=taken).select_related("assessor__user").order_by("starts_at")


def ask(talk: Conversation, observer: Assessor, *, now: datetime, by: Actor) -> Observer:
    """Ask both for their consent. The conflict rules bind the observer as well."""
    today = timezone.localdate(now)
    with transaction.atomic():
        talk = locked(talk)
        if not talks_to_observe(now).filter(pk=talk.pk).exists():
            raise NotAllowed("Bij dit gesprek is al iemand gevraagd, of het is geweest.")
        check_fits(talk, observer.user, today=today)
        made = Observer(conversation=talk, user=observer.user)
        with act("observer.ask", made, by=by):
            made.save()
        for person, name in ((talk.concerns, "cycle"), (talk.assessor.user, "assessing")):
            letters.write(
                "accreditation/observer_asked",
                person=person,
                subject=made,
                at=now,
                link=reverse(f"{name}:observer", args=[made.public_id]),
                link_label="Zeg ja of nee",
                conversation=talk,
                name=observer.user.name,
            )
    return made


def check_fits(talk: Conversation, user: User, *, today: date) -> None:
    """An assessor in office, at the table of somebody whom this one does not know."""
    is_assessor = in_office(today).filter(user=user).exists()
    if not is_assessor or user == talk.assessor.user:
        raise NotAllowed("Kies een andere assessor om mee te kijken.")
    if conflicts_with(talk.concerns, [user.pk], today=today)[user.pk]:
        raise NotAllowed("Deze assessor kent de klantmanager. Kies een ander.")


def at_my_talk(user: Any, now: datetime) -> QuerySet[Observer]:
    """Observers about whom this person has a say: until the talk is over."""
    mine = Observer.objects.standing().visible_to(user).exclude(user=user)
    return mine.filter(conversation__status="planned", conversation__ends_at__gt=now)


def say_yes(observer: Observer, *, now: datetime, by: Actor) -> None:
    """With the second yes the observer gets a seat, and the moment in the own calendar."""
    with transaction.atomic():
        observer.agree(by=by)
        if not (observer.person_agreed and observer.assessor_agreed):
            return
        talk = observer.conversation
        try:
            check_fits(talk, observer.user, today=timezone.localdate(now))
        except NotAllowed:  # meanwhile the observer stopped, or came to know this person
            observer.call_off(by=SYSTEM)
            tell_both("observer_off", observer, now=now)
            return
        observer.join(by=SYSTEM)
        tell_both("observer_agreed", observer, now=now)
        invite(observer, now=now)


def tell_both(kind: str, observer: Observer, *, now: datetime) -> None:
    talk = observer.conversation
    for person in (talk.concerns, talk.assessor.user):
        letters.write(
            f"accreditation/{kind}",
            person=person,
            subject=observer,
            at=now,
            conversation=talk,
            name=observer.user.name,
        )


def invite(observer: Observer, *, now: datetime, gone: bool = False) -> None:
    """The moment in the calendar of the observer, or out of it."""
    talk = observer.conversation
    letters.write(
        f"accreditation/{'observer_off' if gone else 'observer_invited'}",
        person=observer.user,
        subject=observer,
        occasion=str(talk.sequence),
        at=now,
        link=reverse("assessing:observing"),
        link_label="Bekijk waar je meekijkt",
        calendar=invitations.calendar_text(
            talk, observer.user, talk.assessor.user.name, now=now, gone=gone
        ),
        conversation=talk,
        name=observer.user.name,
    )


def say_no(observer: Observer, *, now: datetime, by: Actor) -> None:
    """Without a reason, and nobody sees which of the two said it."""
    with transaction.atomic():
        observer = locked(observer)
        if by.user not in (observer.concerns, observer.conversation.assessor.user):
            raise NotAllowed("Dit gaat over een gesprek van anderen.")
        was_there = observer.status == Observer.Status.AGREED
        observer.call_off(by=SYSTEM)
        if not was_there:
            return
        invite(observer, now=now, gone=True)
        tell_both("observer_off", observer, now=now)


def talk_is_off(talk: Conversation, *, now: datetime) -> None:
    """Nobody sits in at a talk that is called off; the moment leaves the observer's calendar."""
    for observer in talk.observers.standing():
        was_there = observer.status == Observer.Status.AGREED
        observer.call_off(by=SYSTEM)
        if was_there:
            invite(observer, now=now, gone=True)


def observed_by(user: Any) -> QuerySet[Observer]:
    """The talks at which this assessor sits in."""
    found = Observer.objects.filter(user=user, status=Observer.Status.AGREED)
    planned = found.filter(conversation__status=Conversation.Status.PLANNED)
    return planned.select_related("conversation__assessor__user").order_by(
        "conversation__starts_at"
    )
