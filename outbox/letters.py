"""Writing and sending letters. The text of each kind is a template `<app>/mail/<kind>.txt`."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from kit import clock
from outbox import bounces, choices, holding, jobs, topics, wordings
from outbox.bounces import Bounce
from outbox.models import Letter, LetterWording
from outbox.models.letters import message_id
from outbox.paper import Sheet

logger = logging.getLogger(__name__)
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
    return post([letter]) == 1


def post(letters: Sequence[Letter]) -> int:
    """Write these letters, of one kind, and enter the jobs that send them.

    How many were not written before.
    """
    choices.say_way(letters)
    if holding.is_quiet():
        for letter in letters:
            letter.way = Letter.Way.PORTAL
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    ours = Letter.objects.filter(public_id__in=[letter.public_id for letter in letters])
    written = list(ours.values_list("pk", "way"))
    jobs.enter_all(
        "outbox.send_letter",
        {f"letter:{pk}": {"letter_id": pk} for pk, way in written if way == Letter.Way.MAIL},
    )
    return len(written)


@dataclass(frozen=True)
class Words:
    """The words of one kind of letter on a day: looked up once for all who get it."""

    template: Template
    wording: LetterWording | None

    @classmethod
    def of(cls, kind: str, wording: LetterWording | None) -> Self:
        return cls(wordings.template_in(kind, wording), wording)

    @classmethod
    def on(cls, kind: str, day: date) -> Self:
        return cls.of(kind, LetterWording.objects.in_force(kind, day))

    def filled_in(self, **context: Any) -> str:
        """A letter that must leave is not held back by words of staff that do not fit any more."""
        try:
            return self.template.render(Context(context, autoescape=False))
        except Exception:
            if self.wording is None or self.wording.pk is None or self.wording.is_shipped:
                raise
            logger.exception("The letter %s is sent as it was shipped.", self.wording.kind)
            shipped = wordings.template_of(self.wording.kind)
            return shipped.render(Context(context, autoescape=False))


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
    words: Words | None = None,
    **context: Any,
) -> Letter:
    """The letter as it will be, in no table yet: to look at it before anything is sent.

    In the words that are in force, unless others are given.
    """
    used = words or Words.on(kind, timezone.localdate(at))
    text = used.filled_in(person=person, subject=subject, **context)
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
        wording=used.wording if used.wording and used.wording.pk else None,
        written_at=at,
    )


def render_text(kind: str, **context: Any) -> str:
    """What goes to somebody without an account, in the words of today."""
    return Words.on(kind, clock.today()).filled_in(**context)


_needed: dict[str, Callable[[Letter], bool]] = {}


def only_while(kind: str) -> Callable[[Callable[[Letter], bool]], Callable[[Letter], bool]]:
    """Letters of this kind leave only while this still holds.

    One that nobody saw is taken away: should it be needed again, it is written anew.
    """

    def register(holds: Callable[[Letter], bool]) -> Callable[[Letter], bool]:
        _needed[kind] = holds
        return holds

    return register


def is_still_needed(letter: Letter) -> bool:
    return letter.kind not in _needed or _needed[letter.kind](letter)


@jobs.job("outbox.send_letter", mails=True)
def send(letter_id: int) -> None:
    """Send one letter. The crash window between 250 and commit repeats the same Message-ID."""
    letter = Letter.objects.select_related("person").filter(pk=letter_id).first()
    if letter is None or letter.accepted_at or letter.bounced_at or not letter.person.is_active:
        return
    if not is_still_needed(letter):
        take_away(letter)
        return
    try:
        message_of(letter).send()
    except (SMTPRecipientsRefused, SMTPDataError) as refusal:
        code = refused_for_good(refusal)
        if not code:
            raise
        bounces.note(Bounce(letter.public_id, code), now=timezone.now())
    else:
        Letter.objects.filter(pk=letter_id).update(accepted_at=timezone.now())


def take_away(letter: Letter) -> None:
    """What was read already stays where it was read, and what goes by post is not held back."""
    unseen = Letter.objects.filter(pk=letter.pk, paper=None).unread()
    if not unseen.delete()[0]:
        Letter.objects.filter(pk=letter.pk).update(way=Letter.Way.PORTAL)


def refused_for_good(refusal: SMTPRecipientsRefused | SMTPDataError) -> str:
    """The code of a server that does not want the letter (5xx); empty when later may do.

    Who refuses what was written says nothing of the address, unless the code does.
    """
    if isinstance(refusal, SMTPDataError):
        number, words, otherwise = refusal.smtp_code, refusal.smtp_error, bounces.NOT_THIS_MAIL
    else:
        number, words = next(iter(refusal.recipients.values()))
        otherwise = bounces.UNKNOWN
    said = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return bounces.code_in(said, otherwise) if 500 <= number < 600 else ""


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
