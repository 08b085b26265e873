"""What happens after the term of a registration, through the real steps."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accreditation import cycles, lapsing
from kit import clock
from register import lapsing as notices
from register.models import LapseNotice, Registration
from tests.makers import people


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def silent(user, *, today: date, months: int = 2) -> Registration:
    """Registered, and nothing was handed in until so many months after the term."""
    ended = clock.add_months(today, -months - 6)
    registration = people.registered(user, since=clock.add_years(ended, -4))
    cycles.start(registration.current_period, by=people.desk_actor())
    return registration


def noticed(registration: Registration, *, on: date) -> None:
    """Both notices are written and sent on this day."""
    now = noon(on)
    lapsing.step(registration, now=now)
    mail = registration.current_period.lapse_notices.standing().get(channel="mail")
    mail.letter.accepted_at = now
    mail.letter.save()
    notices.note_mail(mail, by=lapsing.BY)
    post = LapseNotice.objects.to_post().get(period=registration.current_period)
    notices.note_posted(post, today=on, by=people.desk_actor())


def proposed(registration: Registration, *, on: date) -> Registration:
    noticed(registration, on=on - timedelta(days=7))
    lapsing.step(registration, now=noon(on))
    registration.refresh_from_db()
    assert registration.status == "lapse_proposed"
    return registration


def lapsed(registration: Registration, *, on: date) -> Registration:
    proposed(registration, on=on - timedelta(weeks=4))
    lapsing.confirm(registration, now=noon(on), by=people.desk_actor())
    registration.refresh_from_db()
    return registration
