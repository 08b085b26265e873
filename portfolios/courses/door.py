"""The QR code at the door: another one each minute, so that a picture of it is of no use later.

On a weak network the page comes late: the code of the minute before and after is taken too. Who
has to log in first gets a ticket, which lasts longer than the code and is of no use to others.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from audit.acts import NotAllowed
from portfolios.courses.models import CourseRun

SECONDS = 60
SIGNS = 20
TICKET_FOR = timedelta(hours=12)
KEPT_AS = "door"  # in the session
NOT_TODAY = "Vandaag is deze uitvoering er niet. De code werkt alleen op de dag zelf."


def is_today(run: CourseRun, *, today: date) -> bool:
    return run.called_off_on is None and run.was_on(today)


def check_today(run: CourseRun, *, today: date) -> None:
    """Raises NotAllowed on another day, and when it was called off."""
    if not is_today(run, today=today):
        raise NotAllowed(NOT_TODAY)


def window(now: datetime) -> int:
    return int(now.timestamp()) // SECONDS


def code_in(run: CourseRun, number: int) -> str:
    text = f"{run.public_id}:{number}"
    return salted_hmac("courses.door", text, algorithm="sha256").hexdigest()[:SIGNS]


def code_at(run: CourseRun, now: datetime) -> str:
    return code_in(run, window(now))


def opens(run: CourseRun, code: str, *, now: datetime) -> bool:
    """The code of this minute, of the one before or of the one after, on a day of the run."""
    if not is_today(run, today=timezone.localdate(now)):
        return False
    here = window(now)
    return any(
        constant_time_compare(code_in(run, number), code) for number in (here - 1, here, here + 1)
    )


# ---- The ticket ----


@dataclass(frozen=True)
class Ticket:
    """That somebody scanned the code of this run on this day; of use to who did so, for a time."""

    run: str
    day: date
    holder: str
    until: datetime


def holder_of(session: Any, user: Any) -> str:
    """Who scans: the account; or before logging in the browser, which keeps a word of its own."""
    if user.is_authenticated:
        return account_of(user)
    return str(session.setdefault(KEPT_AS, secrets.token_urlsafe(16)))


def account_of(user: Any) -> str:
    return salted_hmac("courses.door.account", str(user.pk), algorithm="sha256").hexdigest()[:SIGNS]


def holds(ticket: Ticket, session: Any, user: Any) -> bool:
    """A ticket that was passed on opens nothing for somebody at home."""
    known = (account_of(user), session.get(KEPT_AS, ""))
    return any(constant_time_compare(ticket.holder, each) for each in known)


def signer() -> signing.Signer:
    return signing.Signer(salt="courses.door")


def ticket(run: CourseRun, *, holder: str, now: datetime) -> str:
    until = now + TICKET_FOR
    day = timezone.localdate(now).isoformat()
    return signer().sign_object([str(run.public_id), day, holder, until.isoformat()])


def read(text: str, *, now: datetime) -> Ticket | None:
    """None when it is forged or too old."""
    try:
        run, day, holder, until = signer().unsign_object(text)
    except (signing.BadSignature, ValueError):
        return None
    found = Ticket(run, date.fromisoformat(day), holder, datetime.fromisoformat(until))
    return found if now <= found.until else None
