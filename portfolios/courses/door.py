"""The QR code at the door: another one each minute, so that a picture of it is of no use later.

On a weak network the page comes late: the code of the minute before and after is taken too. Who
has to log in first gets a ticket, which lasts longer than the code.
"""

from datetime import date, datetime, timedelta

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from audit.acts import NotAllowed
from portfolios.courses.models import CourseRun

SECONDS = 60
SIGNS = 20
TICKET_FOR = timedelta(hours=12)
NOT_TODAY = "Vandaag is deze uitvoering er niet. De code werkt alleen op de dag zelf."


def check_today(run: CourseRun, *, today: date) -> None:
    """Raises NotAllowed on another day, and when it was called off."""
    if run.called_off_on is not None or not run.was_on(today):
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
    if run.called_off_on is not None or not run.was_on(timezone.localdate(now)):
        return False
    here = window(now)
    return any(
        constant_time_compare(code_in(run, number), code) for number in (here - 1, here, here + 1)
    )


def signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="courses.door")


def ticket(run: CourseRun, *, today: date) -> str:
    """That somebody scanned the code of this run on this day."""
    return signer().sign_object([str(run.public_id), today.isoformat()])


def read(text: str) -> tuple[str, date] | None:
    """The run and the day of a ticket; None when it is forged or too old."""
    try:
        public_id, day = signer().unsign_object(text, max_age=TICKET_FOR)
    except signing.BadSignature:
        return None
    return public_id, date.fromisoformat(day)
