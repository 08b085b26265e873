"""Writing and sending letters. The text of each kind is a template `<app>/mail/<kind>.txt`."""

from collections.abc import Sequence
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from kit import clock
from outbox import bounces, choices, jobs, topics, wordings
from outbox.bounces import Bounce
from outbox.models import Letter, LetterWording
from outbox.models.letters import message_id
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

    Who wants letters of this topic otherwise gets them otherwise (`outbox.choices`).

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
    letter.way = choices.way_of(kind, person, has_calendar=bool(calendar))
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    written = Letter.objects.filter(public_id=letter.public_id).values_list("pk", flat=True).first()
    if written and letter.way == Letter.Way.MAIL:
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
    if letter.accepted_at or letter.bounced_at or not letter.person.is_active:
        return
    try:
        message_of(letter).send()
    except SMTPRecipientsRefused as refusal:
        code = refused_for_good(refusal)
        if not code:
            raise
        bounces.note(Bounce(letter.public_id, code), now=timezone.now())
    else:
        Letter.objects.filter(pk=letter_id).update(accepted_at=timezone.now())


def refused_for_good(refusal: SMTPRecipientsRefused) -> str:
    """The code of a server that does not know the address (5xx); empty when later may do."""
    number, words = next(iter(refusal.recipients.values()))
    said = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return bounces.code_in(said) if 500 <= number < 600 else ""


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
    topic = topics.of(letter.kind)
    message = build(
        letter.title,
        letter.paragraphs,
        to=letter.person,
        reference=letter.public_id,
        url=settings.BASE_URL + letter.link if letter.link else "",
        label=letter.link_label,
        off=choices.off_link(letter.person, topic.key) if topic else "",
    )
    if letter.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in letter.calendar else "REQUEST"
        message.attach_alternative(letter.calendar, f"text/calendar; method={method}")
    return message


def build(
    title: str,
    paragraphs: Sequence[str],
    *,
    to: Any,
    reference: UUID,
    url: str,
    label: str,
    off: str,
) -> EmailMultiAlternatives:
    """A mail as text and as HTML; `off` is where who gets it says: no more of these (RFC 8058)."""
    headers = {"Message-ID": message_id(reference), "From": settings.DEFAULT_FROM_EMAIL}
    lines = [*paragraphs, *([f"{label}: {url}"] if url else [])]
    if off:
        headers["List-Unsubscribe"] = f"<{off}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        lines.append(f"Liever geen mail hierover? {off}")
    message = EmailMultiAlternatives(
        subject=title,
        body="\n\n".join(lines),
        to=[to.email],
        from_email=settings.BOUNCE_ADDRESS or None,
        headers=headers,
    )
    facts = {
        "title": title, "paragraphs": paragraphs, "action_url": url, "action_label": label,
        "off_url": off,
    }  # fmt: skip
    message.attach_alternative(render_to_string("kit/mail.html", facts), "text/html")
    return message
