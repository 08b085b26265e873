"""Lapse: two proven notices, a proposal that stands for weeks, and a person who confirms.

Whether the register itself still owes something is known above (`accreditation.lapsing`).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from kit import clock, contact
from outbox import letters
from outbox.models import Letter
from outbox.paper import Sheet
from register.models import LapseNotice, Registration, RegistrationPeriod

NOTICE_KIND = "register/lapse_notice"


def may_be_written(period: RegistrationPeriod, *, today: date) -> bool:
    """After the term, and not in the months of rest after a sign of life."""
    if today < period.grace_until:
        return False
    answered = period.lapse_notices.exclude(answered_on=None)
    newest = answered.order_by("-answered_on").values_list("answered_on", flat=True).first()
    months = period.scheme.lapse_rest_months
    return newest is None or today >= clock.add_months(newest, months)


def write_notices(registration: Registration, *, now: datetime, by: Actor) -> None:
    """The mail at once, and the letter for staff to post; what stands already stays."""
    today = timezone.localdate(now)
    period = registration.current_period
    with transaction.atomic():
        locked(registration)
        standing = set(period.lapse_notices.standing().values_list("channel", flat=True))
        for channel in LapseNotice.Channel:
            if channel not in standing:
                notice = LapseNotice(period=period, channel=channel, written_on=today)
                if channel == LapseNotice.Channel.MAIL:
                    notice.letter = mail(registration, period, now=now)
                with act("lapsenotice.write", notice, by=by):
                    notice.save()


def mail(registration: Registration, period: RegistrationPeriod, *, now: datetime) -> Letter:
    write(
        NOTICE_KIND,
        registration,
        at=now,
        occasion=now.isoformat(timespec="seconds"),
        period=period,
    )
    return Letter.objects.filter(person=registration.person, kind=NOTICE_KIND).latest("pk")


def on_paper(notice: LapseNotice, address: Sequence[str]) -> Sheet:
    """The letter for staff to post."""
    registration = notice.period.registration
    facts = {
        "notice": notice,
        "person": registration.person,
        "registration": registration,
        "contact": contact.of_register(),
    }
    text = get_template("register/paper/lapse_notice.txt").template.render(  # type: ignore[attr-defined]
        Context(facts, autoescape=False)
    )
    return Sheet(
        name=registration.person.name,
        address=address,
        written_on=notice.written_on,
        title="Wil je geregistreerd blijven?",
        paragraphs=text.strip().split("\n\n"),
    )


def note_mail(notice: LapseNotice, *, by: Actor) -> None:
    """Take over what became of the mail: accepted by the next server, or bounced."""
    if notice.letter is None:
        raise ValueError("This notice went by post.")
    sent, bounced = notice.letter.accepted_at, notice.letter.bounced_at
    with act("lapsenotice.note_mail", notice, by=by):
        notice.sent_on = timezone.localdate(sent) if sent else None
        notice.returned_on = timezone.localdate(bounced) if bounced else None
        notice.save()


def note_posted(notice: LapseNotice, *, today: date, by: Actor) -> None:
    """A person put the letter in the post today."""
    with transaction.atomic():
        notice = locked(notice)
        if notice.channel != LapseNotice.Channel.POST or notice.sent_on:
            raise NotAllowed("Deze brief is al op de post gedaan.")
        with act("lapsenotice.note_posted", notice, by=by):
            notice.sent_on, notice.sent_by = today, by.person
            notice.save()


def note_returned(notice: LapseNotice, *, today: date, by: Actor) -> None:
    """The mail or letter came back: it proves nothing, and a proposal that rests on it is off."""
    with transaction.atomic():
        registration = locked(notice.period.registration)
        notice = locked(notice)
        if notice.returned_on:
            raise NotAllowed("Dit is al vastgelegd.")
        if registration.status == Registration.Status.LAPSED:
            raise NotAllowed("Maak eerst het verlopen ongedaan.")
        with act("lapsenotice.note_returned", notice, by=by):
            notice.returned_on = today
            notice.save()
        if registration.status == Registration.Status.LAPSE_PROPOSED:
            registration.keep(today=today, by=by)


def has_proof(period: RegistrationPeriod, *, today: date) -> bool:
    proven = {one.channel for one in period.lapse_notices.standing() if one.is_proven(today)}
    return proven == set(LapseNotice.Channel)


def propose(registration: Registration, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        registration.propose_lapse(today=timezone.localdate(now), by=by)
        write(
            "register/lapse_proposed",
            registration,
            at=now,
            occasion=str(registration.lapse_proposed_on),
            registration=registration,
            not_before=registration.lapse_may_be_confirmed_on,
        )


def keep(registration: Registration, *, now: datetime, by: Actor) -> None:
    """ "Ik wil geregistreerd blijven": one click ends it, with a letter that says so."""
    with transaction.atomic():
        registration.keep(today=timezone.localdate(now), by=by)
        write(
            "register/kept",
            registration,
            at=now,
            occasion=now.isoformat(timespec="seconds"),
            months=registration.current_period.scheme.lapse_rest_months,
        )


def confirm(registration: Registration, *, now: datetime, by: Actor) -> None:
    with transaction.atomic():
        registration.confirm_lapse(today=timezone.localdate(now), by=by)
        write(
            "register/lapsed",
            registration,
            at=now,
            occasion=str(registration.ended_on),
            registration=registration,
            by=by.person,
            weeks=registration.current_period.scheme.objection_weeks,
        )


def undo(registration: Registration, *, now: datetime, by: Actor) -> None:
    """As if the registration had never lapsed: no gap in the periods, no trace in public."""
    with transaction.atomic():
        registration.undo_lapse(today=timezone.localdate(now), by=by)
        write(
            "register/lapse_undone",
            registration,
            at=now,
            occasion=now.isoformat(timespec="seconds"),
            registration=registration,
        )


def write(
    kind: str, registration: Registration, /, *, at: datetime, occasion: str, **facts: Any
) -> None:
    letters.write(
        kind,
        person=registration.person,
        subject=registration,
        occasion=occasion,
        at=at,
        link=reverse("registration:registration"),
        link_label="Bekijk je registratie",
        **facts,
    )
