"""Holding back all mail, and releasing it: after an older copy was put back, or when mail goes bad.

Letters are still written and stand under Berichten; only what would mail them waits.
"""

import functools
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

from outbox.models import Job, Letter, SendingHold

logger = logging.getLogger(__name__)
RESTORED = "Er is een oudere kopie teruggezet."
_senders: set[str] = set()


class Held(Exception):
    """Nothing is mailed now."""


def senders() -> set[str]:
    """The tasks that mail something, also where nobody had a reason to import them yet."""
    know_every_task()
    return _senders


@functools.cache
def know_every_task() -> None:
    autodiscover_modules("tasks")


def only_when_free(name: str, function: Callable[..., None]) -> Callable[..., None]:
    """Work that mails something refuses while mail is held, also when it is run by hand."""
    _senders.add(name)

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> None:
        if current():
            raise Held("Mail is held back: manage.py release_letters lets it go.")
        function(*args, **kwargs)

    return guarded


def current() -> SendingHold | None:
    return SendingHold.objects.filter(ended_at=None).first()


def waiting() -> QuerySet[Job]:
    """Every mail that has not left."""
    return Job.objects.open().filter(task__in=senders())


def hold(why: str, *, now: datetime) -> None:
    """From now on nothing is mailed. What is held stays held, for the first reason."""
    SendingHold.objects.get_or_create(ended_at=None, defaults={"since_at": now, "why": why})
    logger.warning("Mail is held back: %s", why)


def release(*, now: datetime, entered_before: datetime | None = None) -> tuple[int, int]:
    """Mail leaves again. How many go now, and how many never will.

    What was entered before that moment may have left already, before the copy was put back: it
    is not mailed any more, and stays to be read in the portal.
    """
    with transaction.atomic():
        left_out = 0
        if entered_before:
            left_out = leave_out(waiting().filter(created_at__lt=entered_before), now=now)
        SendingHold.objects.filter(ended_at=None).update(ended_at=now)
        goes = waiting().count()
    logger.warning("Mail is released: %d go now, %d stay in the portal", goes, left_out)
    return goes, left_out


def leave_out(rows: QuerySet[Job], *, now: datetime) -> int:
    """These mails never leave; their letters say so."""
    found = list(rows.select_for_update())
    arguments = [row.arguments for row in found]
    letters = [one["letter_id"] for one in arguments if "letter_id" in one]
    digests = [one["digest_id"] for one in arguments if "digest_id" in one]
    unsent = Letter.objects.filter(accepted_at=None, bounced_at=None)
    for mine in (unsent.filter(pk__in=letters), unsent.filter(digest__in=digests)):
        mine.update(way=Letter.Way.PORTAL)
    return Job.objects.filter(pk__in=[row.pk for row in found]).update(done_at=now)
