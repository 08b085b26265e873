"""Writing and sending letters. The text of each kind is a template `<app>/mail/<kind>.txt`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from kit import clock
from outbox import jobs, wordings
from outbox.models import Letter, LetterWording
from outbox.paper import Sheet

LONGEST_TITLE = 200


def write(
    kind: str,
    *,
    person: Any,
    subject: models.Model,
    at: datetime,
    occasion: str = "",
    link: str = "",
    link_label: str = "",
    calendar: str = "",
    **context: Any,
) -> bool:
    """Write a letter and enter the job that sends it; False when it was written before.

    `kind` is "app/name". The first line of its template is the title. `link` is a path.
    """
    letter = compose(
        kind,
        person=person,
        subject=subject,
        at=at,
        occasion=occasion,
        link=link,
        link_label=link_label,
        calendar=calendar,
        **context,
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    written = Letter.objects.filter(public_id=letter.public_id).values_list("pk", flat=True).first()
    if written:
        jobs.enter("outbox.send_letter", f"letter:{written}", letter_id=written)
    return bool(written)


def compose(
    kind: str,
    *,
    person: Any,
    subject: models.Model,
    at: datetime,
    occasion: str = "",
    link: str = "",
    link_label: str = "",
    calendar: str = "",
    wording: LetterWording | None = None,
    **context: Any,
) -> Letter:
    """The letter as it will be, in no table yet: to look at it before anything is sent.

    In the words that are in force, unless others are given.
    """
    used = wording or LetterWording.objects.in_force(kind, timezone.localdate(at))
    text = fill_in(kind, used, person=person, subject=subject, **context)
    title, _, body = text.strip().partition("\n")
    return Letter(
        person=person,
        kind=kind,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        occasion=occasion,
        title=Truncator(title.strip()).chars(LONGEST_TITLE),
        body=body.strip(),
        link=link,
        link_label=link_label,
        calendar=calendar,
        wording=used if used and used.pk else None,
        written_at=at,
    )


def render_text(kind: str, **context: Any) -> str:
    """What goes to somebody without an account, in the words of today."""
    return fill_in(kind, LetterWording.objects.in_force(kind, clock.today()), **context)


def fill_in(kind: str, wording: LetterWording | None, **context: Any) -> str:
    return wordings.template_in(kind, wording).render(Context(context, autoescape=False))


@jobs.job("outbox.send_letter")
def send(letter_id: int) -> None:
    """Send one letter. The crash window between 250 and commit repeats the same Message-ID."""
    letter = Letter.objects.select_related("person").get(pk=letter_id)
    if letter.accepted_at or not letter.person.is_active:
        return
    message_of(letter).send()
    Letter.objects.filter(pk=letter_id).update(accepted_at=timezone.now())


def on_paper(letter: Letter, address: Sequence[str]) -> Sheet:
    """The letter as it goes by post; the day is the one on which it was written."""
    return Sheet(
        name=letter.person.name,
        address=address,
        written_on=timezone.localdate(letter.written_at),
        title=letter.title,
        paragraphs=letter.paragraphs,
        where=f"Dit bericht staat ook in het portaal, onder Berichten: {settings.BASE_URL}",
    )


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The mail of one letter: as text, as HTML, and with its invitation for the calendar."""
    url = settings.BASE_URL + letter.link if letter.link else ""
    lines = [*letter.paragraphs, *([f"{letter.link_label}: {url}"] if url else [])]
    message = EmailMultiAlternatives(
        subject=letter.title,
        body="\n\n".join(lines),
        to=[letter.person.email],
        headers={"Message-ID": letter.message_id},
    )
    html = render_to_string(
        "kit/mail.html",
        {
            "title": letter.title,
            "paragraphs": letter.paragraphs,
            "action_url": url,
            "action_label": letter.link_label,
        },
    )
    message.attach_alternative(html, "text/html")
    if letter.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in letter.calendar else "REQUEST"
        message.attach_alternative(letter.calendar, f"text/calendar; method={method}")
    return message
