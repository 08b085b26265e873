"""Asking one other person by mail address: who that is, and when it can be asked again.

A kind no is enough, and silence too; and nobody learns who has an account.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format

from accounts.models import User
from audit.acts import NotAllowed

AGAIN_AFTER = timedelta(days=90)
MOST_UNANSWERED = 2  # questions to one address, that were taken back or ended without a word


def account_with(email: str, *, but: Any) -> User | None:
    """Who logs in with this address; an address counts only when its owner confirmed it.

    For the worker alone: a request takes as long for an address without an account.
    """
    confirmed = Q(emailaddress__email__iexact=email, emailaddress__verified=True, is_active=True)
    return User.objects.filter(confirmed).exclude(pk=but.pk).distinct().first()


def check_may_ask(*, waits: bool, last_no: date | None, unanswered: int, today: date) -> None:
    """One question at a time, not soon after a no, and not again and again without an answer.

    `unanswered` are those to this address since `AGAIN_AFTER`. Raises NotAllowed.
    """
    if waits:
        raise NotAllowed("Je vroeg deze collega al om mee te kijken. Wacht op het antwoord.")
    if last_no:
        check_not_too_soon(last_no, today=today)
    if unanswered >= MOST_UNANSWERED:
        raise NotAllowed("Je vroeg dit al een paar keer, zonder antwoord. Vraag het eens zelf.")


def check_not_too_soon(asked_on: date, *, today: date) -> None:
    """Of a question that got a no. Raises NotAllowed until it is long enough ago."""
    again_on = asked_on + AGAIN_AFTER
    if today < again_on:
        day = date_format(again_on, "j F Y")
        raise NotAllowed(f"Het antwoord was: nu niet. Je kunt het vanaf {day} weer vragen.")
