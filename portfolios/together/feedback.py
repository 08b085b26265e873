"""Feedback: asking for it, ways in that work once, answering, withdrawing, and showing it mixed.

An answer knows neither its link nor its time. Answers become visible on one day of the week, at
least three at once, each question by itself in an order of chance. So neither the time, the order,
the number nor the difference between two Mondays says whose it is. Two things no rule can hide: who
fills in cards that were meant for others knows those, and an answer that is withdrawn after it was
read is seen to go.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from audit.acts import NotAllowed, act, locked
from kit import clock
from outbox import letters, sealed
from outbox.jobs import job
from portfolios.together.models import (
    FeedbackAnswer,
    FeedbackLink,
    FeedbackReport,
    FeedbackRequest,
)

FEWEST = 3  # answers without a name are shown from here on
MOST_LINKS = 40
MONDAY = 0
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
CODE_LENGTH = 12
CHOICES = ("yes", "bit", "no")
CLIENT_CHOICES = ("listened", "clear", "own_choice")
CLIENT_TEXT = "better"
TEXTS = ("good", "different", "own_question")


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def in_plain(code: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(sign for sign in code.upper() if sign in LETTERS)


# ---- The owner asks ----


def ask(
    owner: Any,
    *,
    kind: str,
    title: str,
    question: str = "",
    anonymous: bool = True,
    until_on: date,
    today: date,
) -> FeedbackRequest:
    """Begin to ask. Nothing is sent yet; clients are never asked for a name."""
    return FeedbackRequest.objects.create(
        owner=owner,
        kind=kind,
        title=title,
        question=question,
        anonymous=anonymous or kind == FeedbackRequest.Kind.CLIENT,
        made_on=today,
        until_on=until_on,
    )


def new_links(request: FeedbackRequest, count: int, *, today: date) -> list[str]:
    """The addresses of as many new ways in; they are told now and stored nowhere."""
    with transaction.atomic():
        fresh = locked(request)
        if not fresh.runs_on(today):
            raise NotAllowed("Deze vraag is gesloten. Begin een nieuwe.")
        if fresh.links.count() + count > MOST_LINKS:
            raise NotAllowed(f"Bij één vraag horen hoogstens {MOST_LINKS} links of kaarten.")
        tokens = [secrets.token_urlsafe(18) for _ in range(count)]
        FeedbackLink.objects.bulk_create(
            FeedbackLink(request=fresh, token_hash=hashed(token)) for token in tokens
        )
    return [settings.BASE_URL + reverse("feedback:card", args=[token]) for token in tokens]


def send_link(request: FeedbackRequest, address: str, *, today: date) -> None:
    """Mail one link to one address, which is kept nowhere: nothing ties it to an answer."""
    own = EmailAddress.objects.filter(user=request.owner, email__iexact=address)
    if address.lower() == request.owner.email.lower() or own.exists():
        raise NotAllowed("Dit is je eigen mailadres. Vraag het een ander.")
    [link] = new_links(request, 1, today=today)
    text = letters.render_text("portfolios/feedback_asked", asked=request, link=link)
    title, _, body = text.strip().partition("\n")
    sealed.post(EmailMessage(title.strip(), body.strip(), to=[address]), lasting=True)


def throw_away(request: FeedbackRequest, *, today: date) -> None:
    """All answers go. While the register looks at a report, an empty and closed request stays."""
    with transaction.atomic():
        fresh = locked(request)
        if not fresh.reports.filter(handled_on=None).exists():
            fresh.delete()
            return
        close(fresh, today=today)
        fresh.answers.all().delete()


def close(request: FeedbackRequest, *, today: date) -> None:
    """No link works any more; what was answered stays."""
    FeedbackRequest.objects.filter(pk=request.pk, closed_on=None).update(closed_on=today)


# ---- Somebody answers ----


def link_of(token: str) -> FeedbackLink | None:
    """The way in that a token opens, used or not; None when it never was one."""
    found = FeedbackLink.objects.select_related("request__owner")
    return found.filter(token_hash=hashed(token)).first()


def answer(
    link: FeedbackLink,
    *,
    choices: Mapping[str, str],
    texts: Mapping[str, str],
    name: str = "",
    person: Any,
    today: date,
) -> str:
    """Keep an answer and use up its link. Returns the code that withdraws it.

    Raises NotAllowed for the owner, for a link that was used, and after the last day.
    """
    with transaction.atomic():
        fresh = locked(link)
        request = fresh.request
        if person == request.owner:
            raise NotAllowed("Dit is je eigen vraag. Geef de link aan een ander.")
        if fresh.used or not request.runs_on(today):
            raise NotAllowed("Deze kaart werkt niet meer.")
        fresh.used = True
        fresh.save(update_fields=["used"])
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        FeedbackAnswer.objects.create(
            request=request,
            choices={key: value for key, value in choices.items() if value},
            texts={key: text for key, text in texts.items() if text.strip()},
            name="" if request.anonymous else name,
            withdrawal_hash=hashed(code),
            shown=not request.anonymous,
        )
    return "-".join(code[at : at + 4] for at in range(0, CODE_LENGTH, 4))


def withdraw(code: str) -> bool:
    """Take an answer back, whenever. False when no answer has this code."""
    gone, _ = FeedbackAnswer.objects.filter(withdrawal_hash=hashed(in_plain(code))).delete()
    return bool(gone)


# ---- The owner reads ----


@dataclass(frozen=True)
class Text:
    """One text by itself. Its handle does not say which other texts are of the same answer."""

    handle: str
    key: str
    text: str
    name: str


@dataclass(frozen=True)
class Told:
    """The answers to one question, mixed: how often each choice, or the texts."""

    key: str
    counts: dict[str, int] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)


def shown_of(request: FeedbackRequest) -> list[FeedbackAnswer]:
    """What the owner may read: with a name at once, without one from three on."""
    answers = list(request.answers.filter(shown=True))
    if request.anonymous and len(answers) < FEWEST:
        return []
    return answers


def told(request: FeedbackRequest) -> list[Told]:
    """By question, each in an order of its own that has nothing to do with when it came."""
    answers = shown_of(request)
    asked = CLIENT_CHOICES if request.of_clients else ()
    typed = (CLIENT_TEXT,) if request.of_clients else TEXTS
    counted = [
        Told(key, {each: sum(one.choices.get(key) == each for one in answers) for each in CHOICES})
        for key in asked
    ]
    return counted + [Told(key, texts=mixed(answers, key)) for key in typed]


def mixed(answers: Sequence[FeedbackAnswer], key: str) -> list[Text]:
    """The texts of one question, in an order that is the same at each look."""
    said = [
        Text(handle_of(one, key), key, one.texts[key], one.name)
        for one in answers
        if one.texts.get(key)
    ]
    return sorted(said, key=lambda each: each.handle)


def handle_of(answer: FeedbackAnswer, key: str) -> str:
    """The key of an answer is random and on no page, so nobody can reckon this back."""
    return hashed(f"{key}:{answer.pk}")


def texts_of(request: FeedbackRequest) -> list[Text]:
    return [each for one in told(request) for each in one.texts]


def set_aside(request: FeedbackRequest, text: Text) -> None:
    """The owner does not want to read it: the words are gone. It still counts as an answer."""
    with transaction.atomic():
        rows = FeedbackAnswer.objects.select_for_update().filter(request=request, shown=True)
        for row in rows:
            if handle_of(row, text.key) == text.handle:
                row.texts = {key: words for key, words in row.texts.items() if key != text.key}
                row.save(update_fields=["texts"])


@job("portfolios.show_feedback", daily_at=time(5, 40))
def show_on_monday() -> None:
    show_waiting(clock.today())


def show_waiting(today: date) -> None:
    """Once a week: of each request the answers that wait, when there are three of them or more."""
    if today.weekday() != MONDAY:
        return
    waiting = Count("answers", filter=Q(answers__shown=False))
    ready = FeedbackRequest.objects.annotate(waiting=waiting).filter(waiting__gte=FEWEST)
    for request in ready.select_related("owner").order_by("pk"):
        show(request, today=today)


def show(request: FeedbackRequest, *, today: date) -> None:
    """All that wait at once, never fewer than three; the owner hears it."""
    with transaction.atomic():
        locked(request)
        rows = FeedbackAnswer.objects.select_for_update().filter(request=request, shown=False)
        keys = [row.pk for row in rows]
        if len(keys) < FEWEST:
            return
        FeedbackAnswer.objects.filter(pk__in=keys).update(shown=True)
        letters.write(
            "portfolios/feedback_there",
            person=request.owner,
            subject=request,
            occasion=str(today),
            at=clock.now(),
            link=reverse("together:feedback", args=[request.public_id]),
            link_label="Lees het",
            asked=request,
        )


# ---- When it is not used well ----


def report(link: FeedbackLink, words: str, *, today: date) -> FeedbackReport:
    """Somebody with the link says so; the register looks, and does not read the answers."""
    return link.request.reports.create(words=words, reported_on=today)


def handle(report: FeedbackReport, *, block: bool, now: datetime, by: Actor) -> None:
    """Staff look at a report; when it is right, nobody can answer this request any more."""
    today = timezone.localdate(now)
    with transaction.atomic(), act("feedbackreport.handle", report, by=by):
        fresh = locked(report)
        if fresh.handled_on is not None:
            raise NotAllowed("Naar deze melding is al gekeken.")
        fresh.handled_on = today
        fresh.save(update_fields=["handled_on"])
        if block:
            request = locked(fresh.request)
            request.blocked_on = request.blocked_on or today
            request.save(update_fields=["blocked_on"])
            letters.write(
                "portfolios/feedback_blocked",
                person=request.owner,
                subject=request,
                at=now,
                link=reverse("together:feedback", args=[request.public_id]),
                link_label="Bekijk je vraag",
                asked=request,
            )


def erase(owner: Any) -> None:
    """What was asked and answered is gone."""
    FeedbackRequest.objects.visible_to(owner).delete()
