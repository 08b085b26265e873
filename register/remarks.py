"""What people say about a proposal, and the answer that each of them gets (domain §6)."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Role
from audit.acts import NotAllowed, act, locked
from outbox import letters
from register.models import Consultation, Remark

VISITOR = Actor(user=None, role="visitor", job="register.public_page")
ANSWERABLE = (Consultation.Status.OPEN, Consultation.Status.ANSWERING)


def make(
    consultation: Consultation,
    *,
    voice: str,
    stance: str,
    part: str,
    text: str,
    name: str,
    now: datetime,
    by: Actor,
) -> Remark:
    """React to an open proposal. Raises NotAllowed when it is closed by now.

    Of who logged in it is shown at once; of others when staff have looked.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        fresh = locked(consultation)
        if not fresh.is_open or fresh.closes_on is None or today > fresh.closes_on:
            raise NotAllowed("Deze raadpleging is gesloten. Reageren kan niet meer.")
        remark = Remark(
            consultation=fresh,
            person=by.user,
            name=name,
            voice=voice,
            stance=stance,
            part=part,
            text=text,
            said_at=now,
            released_on=today if by.user else None,
        )
        with act("remark.make", remark, by=by):
            remark.save()
    return remark


def check_answerable(remark: Remark, by: Actor) -> Remark:
    """Staff, about another one's remark, while it can still matter. Raises NotAllowed."""
    if by.role != Role.DESK:
        raise NotAllowed("Alleen een registermedewerker kan dit doen.")
    if remark.person is not None and remark.person == by.user:
        raise NotAllowed("Dit is je eigen reactie. Een collega antwoordt.")
    consultation = locked(remark.consultation)
    if consultation.status not in ANSWERABLE:
        raise NotAllowed("Deze raadpleging is afgerond. Antwoorden veranderen niet meer.")
    return locked(remark)


def answer(remark: Remark, text: str, *, today: date, now: datetime, by: Actor) -> None:
    """Answer one remark, which shows it too; who was logged in gets a letter the first time."""
    with transaction.atomic():
        fresh = check_answerable(remark, by)
        if fresh.held_back_because:
            raise NotAllowed("Deze reactie wordt niet getoond. Toon haar eerst.")
        with act("remark.answer", fresh, by=by):
            fresh.answer, fresh.answered_by, fresh.answered_on = text, by.person, today
            fresh.released_on = fresh.released_on or today
            fresh.save()
        if fresh.person:
            letters.write(
                "register/remark_answered",
                person=fresh.person,
                subject=fresh,
                at=now,
                remark=fresh,
                link=reverse("register:consultation", args=[fresh.consultation.public_id]),
                link_label="Bekijk de raadpleging",
            )


def show(remark: Remark, *, today: date, by: Actor) -> None:
    """Everyone may read it."""
    with transaction.atomic():
        fresh = check_answerable(remark, by)
        with act("remark.show", fresh, by=by):
            fresh.released_on, fresh.held_back_because = today, ""
            fresh.save()


def hold_back(remark: Remark, reason: str, *, by: Actor) -> None:
    """Not shown, because of what it says about others; the reason is shown instead."""
    with transaction.atomic():
        fresh = check_answerable(remark, by)
        if fresh.answer:
            raise NotAllowed("Deze reactie heeft al een antwoord.")
        with act("remark.hold_back", fresh, by=by):
            fresh.released_on, fresh.held_back_because = None, reason
            fresh.save()
