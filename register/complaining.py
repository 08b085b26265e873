"""Complaints of citizens and messages about entries: receipt, talk or answer, and the end."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from audit.acts import NotAllowed, write_new
from kit import clock
from outbox import letters, sealed
from register.models import Complaint, EntryNotice, RegisterScheme, Registration, YearLessons


def complain(*, today: date, **facts: Any) -> Complaint:
    """Receive it; the citizen gets a receipt with the term."""
    weeks = RegisterScheme.objects.in_force_on(today).complaint_weeks
    with transaction.atomic():
        complaint = Complaint(received_on=today, talk_by=today + timedelta(weeks=weeks), **facts)
        write_new("complaint.receive", complaint, by=Actor.guest("register.complain"))
        mail("complaint_received", complaint.email, complaint=complaint)
    return complaint


def plan_talk(
    complaint: Complaint, registration: Registration, *, at: datetime, place: str, by: Actor
) -> None:
    """Both hear when and where; the klantmanager reads that it is to learn from."""
    with transaction.atomic():
        complaint.plan_talk(registration, at=at, place=place, by=by)
        mail("complaint_talk", complaint.email, complaint=complaint)
        letters.write(
            "register/complaint_talk_klantmanager",
            person=registration.person,
            subject=complaint,
            occasion=f"{at:%Y-%m-%dT%H:%M}",
            at=clock.now(),
            complaint=complaint,
        )


def close(complaint: Complaint, *, ending: str, lesson: str, today: date, by: Actor) -> None:
    """The citizen hears how it ended; who was asked for a talk, that it is over."""
    with transaction.atomic():
        complaint.close(ending=ending, lesson=lesson, today=today, by=by)
        mail("complaint_closed", complaint.email, complaint=complaint)
        if complaint.registration:
            letters.write(
                "register/complaint_over_klantmanager",
                person=complaint.registration.person,
                subject=complaint,
                at=clock.now(),
                complaint=complaint,
            )


def publish_lessons(year: int, text: str, *, today: date, by: Actor) -> YearLessons:
    """The lessons of a year that is over, in words about nobody."""
    if year >= today.year:
        raise NotAllowed("Dit jaar is nog niet voorbij.")
    made, _ = YearLessons.objects.update_or_create(
        year=year, defaults={"text": text, "published_on": today, "published_by": by.person}
    )
    return made


def notify(*, today: date, **facts: Any) -> EntryNotice:
    """Somebody says that an entry is not right; the receipt says what happens."""
    with transaction.atomic():
        notice = EntryNotice(received_on=today, **facts)
        write_new("entrynotice.receive", notice, by=Actor.guest("register.notify"))
        mail("notice_received", notice.email, notice=notice)
    return notice


def answer(notice: EntryNotice, *, mended: bool, text: str, today: date, by: Actor) -> None:
    with transaction.atomic():
        step = notice.mend if mended else notice.explain
        step(answer=text, today=today, by=by)
        mail("notice_answered", notice.email, notice=notice)


def mail(kind: str, address: str, **facts: Any) -> None:
    """A mail to somebody who has no account here; it waits as long as the mail server is away."""
    help_page = reverse("pages:help")
    text = letters.render_text(f"register/{kind}", help_page=help_page, **facts)
    title, _, body = text.strip().partition("\n")
    sealed.post(EmailMessage(title.strip(), body.strip(), to=[address]), lasting=True)
