"""Pausing and coming back: the end of the period moves by the length of the pause (domain §3)."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actors import Actor
from kit import clock
from outbox import letters
from outbox.jobs import job
from register import certificates
from register.models import Registration

SYSTEM = Actor.system("register.end_pauses")


def pause(registration: Registration, *, listed: bool, today: date, by: Actor) -> None:
    """Pause from today on; the public register shows it only if the person wants that."""
    with transaction.atomic():
        registration.pause(listed=listed, today=today, by=by)
        write("paused", registration, today, at=clock.now(), ends_on=ends_on(registration))


def latest_end(registration: Registration, *, today: date) -> date:
    """When a pause ends by itself that starts today."""
    return clock.add_years(today, registration.current_period.scheme.pause_years)


def ends_on(registration: Registration) -> date:
    """When this pause ends by itself."""
    if registration.paused_on is None:
        raise ValueError("This registration is not paused.")
    return latest_end(registration, today=registration.paused_on)


def resume(registration: Registration, *, today: date, by: Actor) -> None:
    """Back in the register; the certificate with the new end date takes the place of the old."""
    with transaction.atomic():
        paused_on = registration.paused_on
        registration.resume(today=today, by=by)
        period = registration.current_period
        if paused_on and paused_on < today:
            certificates.issue_again(period, today=today, by=by)
        write("resumed", registration, paused_on, at=clock.now(), period=period)


def write(
    kind: str, registration: Registration, since: date | None, *, at: datetime, **facts: Any
) -> None:
    """A letter about this pause; each kind once for each pause."""
    letters.write(
        f"register/{kind}",
        person=registration.person,
        subject=registration,
        occasion=str(since),
        at=at,
        link=reverse("registration:registration"),
        link_label="Bekijk je registratie",
        **facts,
    )


@job("register.end_pauses", daily_at=time(5, 30))
def end_pauses() -> None:
    """A month before a pause ends the person hears it; on the day the registration goes on."""
    today = clock.today()
    paused = Registration.objects.filter(status=Registration.Status.PAUSED)
    for registration in paused.select_related("person"):
        last_day = ends_on(registration)
        if today >= last_day:
            resume(registration, today=last_day, by=SYSTEM)
        elif today >= clock.add_months(last_day, -1):
            write(
                "pause_ends", registration, registration.paused_on, at=clock.now(), ends_on=last_day
            )
