"""The one mail of a day: which letters came that could wait. What they say stays in the portal."""

from datetime import date, datetime, time
from itertools import batched
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.urls import reverse

from kit import clock
from outbox import bounces, choices, jobs
from outbox.bounces import Bounce
from outbox.letters import build, refused_for_good
from outbox.models import Letter, LetterDigest

AT_A_TIME = 200
TITLE = "Nieuwe berichten van het register"


@jobs.job("outbox.digest", daily_at=time(16, 0))
def gather() -> None:
    """A mail for everyone who has letters waiting. What was read meanwhile needs no mail."""
    waiting = Letter.objects.filter(way=Letter.Way.DAILY, digest=None, person__is_active=True)
    waiting.exclude(read_at=None).update(way=Letter.Way.PORTAL)
    today = clock.today()
    people = waiting.order_by("person").values_list("person", flat=True).distinct()
    with jobs.nobody_waits():
        for some in batched(people, AT_A_TIME):
            key = f"digests:{today}:{some[0]}"
            jobs.enter("outbox.bundle", key, people=list(some), day=str(today))


@jobs.job("outbox.bundle")
def bundle_some(people: list[int], day: str) -> None:
    for person in people:
        bundle(person, date.fromisoformat(day))


def bundle(person: int, day: date) -> None:
    """The letters that wait go with the mail of this day; those written later with the next."""
    with transaction.atomic():
        digest, is_new = LetterDigest.objects.get_or_create(person_id=person, day=day)
        if is_new:
            waiting = Letter.objects.filter(person=person, way=Letter.Way.DAILY, digest=None)
            if not waiting.filter(read_at=None).update(digest=digest):
                return  # since it was gathered everything was read, or stays in the portal
            with jobs.nobody_waits():
                jobs.enter("outbox.send_digest", f"digest:{digest.pk}", digest_id=digest.pk)


@jobs.job("outbox.send_digest", mails=True)
def send(digest_id: int) -> None:
    digest = LetterDigest.objects.select_related("person").get(pk=digest_id)
    if digest.accepted_at or not digest.person.is_active:
        return
    try:
        message_of(digest).send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        code = refused_for_good(refusal)
        if not code:
            raise
        bounces.note(Bounce(digest.public_id, code), now=clock.now())
    else:
        note_accepted(digest, clock.now())


def note_accepted(digest: LetterDigest, moment: datetime) -> None:
    LetterDigest.objects.filter(pk=digest.pk).update(accepted_at=moment)
    Letter.objects.filter(digest=digest).update(accepted_at=moment)


def message_of(digest: LetterDigest) -> EmailMultiAlternatives:
    titles = Letter.objects.filter(digest=digest).order_by("pk").values_list("title", flat=True)
    paragraphs = [
        f"Beste {digest.person.name},",
        "Dit staat nieuw voor je onder Berichten:",
        "\n".join(f"– {title}" for title in titles),
        "Je koos zelf voor één mail per dag. Wat haast heeft, sturen we altijd meteen.",
    ]
    return build(
        TITLE,
        paragraphs,
        to=digest.person,
        reference=digest.public_id,
        url=settings.BASE_URL + reverse("accounts:letters"),
        label="Lees je berichten",
        off=choices.off_link(digest.person, choices.DAILY_MAIL),
    )
